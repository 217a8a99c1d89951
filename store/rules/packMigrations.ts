import { column, row, transaction, type Database, type Queryable } from '../database/database.ts';

export type PackMigration = Readonly<{
  id: string;
  packId: string;
  toVersion: string;
  toHash: string;
  /** What the approver was shown. */
  plan: unknown;
  requestedBy: string;
  approvedBy: string | null;
}>;

const COLUMNS = `select id, pack_id as "packId", to_version as "toVersion", to_hash as "toHash", plan,
    requested_by as "requestedBy", approved_by as "approvedBy" from pack_migrations`;

/** There is one at most. */
export function openPackMigration(db: Queryable, packId: string): Promise<PackMigration | undefined> {
  return row(db, `${COLUMNS} where pack_id = $1 and finished_at is null`, [packId]);
}

/** Replaces a request that nobody approved. `false` when an approved one is unfinished. */
export async function requestPackMigration(
  db: Database,
  { id, packId, toVersion, toHash, plan, requestedBy }: Omit<PackMigration, 'approvedBy'>,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    await tx.query('delete from pack_migrations where pack_id = $1 and approved_by is null', [packId]);
    const kept = await row(
      tx,
      `insert into pack_migrations (id, pack_id, to_version, to_hash, plan, requested_by)
        values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing returning id`,
      [id, packId, toVersion, toHash, JSON.stringify(plan), requestedBy],
    );
    return kept !== undefined;
  });
}

/** The first approval stands. */
export async function approvePackMigration(db: Queryable, id: string, by: string): Promise<void> {
  await db.query(
    'update pack_migrations set approved_by = $2, approved_at = now() where id = $1 and approved_by is null',
    [id, by],
  );
}

export async function isApprovedBy(
  db: Queryable,
  person: string,
  { request, requestedBy, hash }: Readonly<Record<'request' | 'requestedBy' | 'hash', string>>,
): Promise<boolean> {
  const found = await row(
    db,
    `select 1 from pack_migrations where id = $1 and requested_by = $2 and to_hash = $3 and approved_by = $4
      and finished_at is null`,
    [request, requestedBy, hash, person],
  );
  return found !== undefined;
}

export async function finishPackMigration(db: Queryable, id: string): Promise<void> {
  await db.query('update pack_migrations set finished_at = now() where id = $1', [id]);
}

/** Cases under other versions that may still act, by number. */
export function casesUnderOtherVersions(db: Queryable, packId: string, version: string): Promise<readonly string[]> {
  return column(db, `select no from cases where pack_id = $1 and pack_version <> $2 and acting order by no`, [
    packId,
    version,
  ]);
}
