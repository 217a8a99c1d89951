import { row, type Queryable } from '../database/database.ts';
import { unsealField, type Keys } from './vault.ts';

/** `undefined` when anonymous or erased. */
export async function openComplainant(
  db: Queryable,
  keys: Keys,
  no: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const found = await row<{ key: Buffer | null; sealed: Buffer | null }>(
    db,
    'select wrapped_key as key, sealed_complainant as sealed from complaints where no = $1',
    [no],
  );
  if (!found?.key || !found.sealed) return undefined;
  try {
    return JSON.parse(unsealField(keys, no, found.key, 'complainant', found.sealed)) as Record<string, unknown>;
  } catch {
    throw new CannotOpen(`what is sealed of ${no} cannot be opened`);
  }
}

/** Another key or a changed byte: trying again is useless. */
class CannotOpen extends Error {}

/** The mail address; via `sealed` when it cannot be opened. */
export async function complainantContact(
  db: Queryable,
  keys: Keys,
  no: string,
): Promise<Readonly<{ email: string | null; via: 'complainant' | 'sealed' }>> {
  try {
    const email = (await openComplainant(db, keys, no))?.['email'];
    return { email: typeof email === 'string' ? email : null, via: 'complainant' };
  } catch (error) {
    if (error instanceof CannotOpen) return { email: null, via: 'sealed' };
    throw error;
  }
}

/** `undefined` when erased. */
export async function openDemand(db: Queryable, keys: Keys, no: string): Promise<string | undefined> {
  const found = await row<{ key: Buffer | null; sealed: Buffer }>(
    db,
    'select wrapped_key as key, sealed_demand as sealed from complaints where no = $1',
    [no],
  );
  return found?.key ? unsealField(keys, no, found.key, 'demand', found.sealed) : undefined;
}
