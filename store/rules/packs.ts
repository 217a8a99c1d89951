import { column, row, type Queryable } from '../database/database.ts';

/** `body`: resolved, in both languages. */
export type StoredPack = Readonly<{
  id: string;
  version: string;
  hash: string;
  body: unknown;
}>;

/** Throws when the version exists with other content. */
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

/** Without a version: the one loaded last. */
export function findPack(db: Queryable, id: string, version?: string): Promise<StoredPack | undefined> {
  const text = `${COLUMNS} where id = $1 and ($2::text is null or version = $2) order by loaded_at desc limit 1`;
  return row(db, text, [id, version]);
}

export function findPackByHash(db: Queryable, hash: string): Promise<StoredPack | undefined> {
  return row(db, `${COLUMNS} where hash = $1`, [hash]);
}
