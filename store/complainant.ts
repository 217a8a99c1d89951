import { row } from './database.ts';
import type { Queryable } from './database.ts';
import { open, unwrapKey } from './vault.ts';
import type { Keys } from './vault.ts';

/** What is sealed about a complainant, opened for one purpose; `undefined` when anonymous or erased. */
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
  if (found === undefined || found.key === null || found.sealed === null) return undefined;
  return JSON.parse(open(unwrapKey(keys, no, found.key), `${no}/complainant`, found.sealed).toString('utf8')) as Record<
    string,
    unknown
  >;
}

/** How the complainant can be reached by mail, if they can. */
export async function complainantContact(
  db: Queryable,
  keys: Keys,
  no: string,
): Promise<{ readonly email: string | null } | undefined> {
  const complainant = await openComplainant(db, keys, no);
  return complainant === undefined
    ? undefined
    : { email: typeof complainant['email'] === 'string' ? complainant['email'] : null };
}

/** What the complainant asks for; `undefined` when erased. */
export async function openDemand(db: Queryable, keys: Keys, no: string): Promise<string | undefined> {
  const found = await row<{ key: Buffer | null; sealed: Buffer }>(
    db,
    'select wrapped_key as key, sealed_demand as sealed from complaints where no = $1',
    [no],
  );
  return found === undefined || found.key === null
    ? undefined
    : open(unwrapKey(keys, no, found.key), `${no}/demand`, found.sealed).toString('utf8');
}
