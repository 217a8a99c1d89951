import { column, row, type Queryable } from '../database/database.ts';

/** A stored pack: `body` is the whole resolved pack, both languages. */
export interface StoredPack {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
  readonly body: unknown;
}

/** Stores a version of a pack. The same content again is fine; other content under a version that exists is refused. */
export async function savePack(db: Queryable, { id, version, hash, body }: StoredPack): Promise<void> {
  await db.query('insert into packs (id, version, hash, body) values ($1, $2, $3, $4) on conflict do nothing', [
    id,
    version,
    hash,
    JSON.stringify(body),
  ]);
  const [stored] = await column(db, 'select hash from packs where id = $1 and version = $2', [id, version]);
  if (stored !== hash)
    throw new Error(`pack ${id} ${version} is stored with other content; give the changed pack a new version`);
}

const COLUMNS = 'select id, version, hash, body from packs';

/** A version of a pack, the last loaded one when none is named. */
export function findPack(db: Queryable, id: string, version?: string): Promise<StoredPack | undefined> {
  const text = `${COLUMNS} where id = $1 and ($2::text is null or version = $2) order by loaded_at desc limit 1`;
  return row(db, text, [id, version]);
}

export function findPackByHash(db: Queryable, hash: string): Promise<StoredPack | undefined> {
  return row(db, `${COLUMNS} where hash = $1`, [hash]);
}
