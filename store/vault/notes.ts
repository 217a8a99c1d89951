import { column, rows, type Queryable } from '../database/database.ts';
import { unseal, seal, unwrapKey, type Keys } from './vault.ts';

/** The same id again keeps the first text. False when the case's key was destroyed. */
export async function sealNote(
  db: Queryable,
  keys: Keys,
  { no, id, field, text }: Readonly<Record<'no' | 'id' | 'field' | 'text', string>>,
): Promise<boolean> {
  const key = await keyOf(db, keys, no);
  if (key === undefined) return false;
  await db.query('insert into notes (id, no, field, sealed) values ($1, $2, $3, $4) on conflict (id) do nothing', [
    id,
    no,
    field,
    seal(key, id, text),
  ]);
  return true;
}

/** Of a refused action. */
export async function dropNotes(db: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.query('delete from notes where id = any($1::text[])', [ids]);
}

/** By id. */
export async function readNotes(
  db: Queryable,
  keys: Keys,
  no: string,
): Promise<ReadonlyMap<string, Readonly<{ field: string; text: string }>>> {
  const key = await keyOf(db, keys, no);
  if (key === undefined) return new Map();
  const found = await rows<{ id: string; field: string; sealed: Buffer }>(
    db,
    'select id, field, sealed from notes where no = $1',
    [no],
  );
  return new Map(found.map(({ id, field, sealed }) => [id, { field, text: unseal(key, id, sealed).toString('utf8') }]));
}

async function keyOf(db: Queryable, keys: Keys, no: string): Promise<Buffer | undefined> {
  const [key] = await column<Buffer | null>(db, 'select wrapped_key from complaints where no = $1', [no]);
  return key ? unwrapKey(keys, no, key) : undefined;
}
