import { column, row, rows, transaction, type Database, type Queryable } from '../database/database.ts';

/** Any constant. Registrations share it, a publication holds it alone: no case opens with days being replaced. */
const LOCK = 7_210_116;

export type StoredYear = Readonly<{
  calendar: string;
  year: number;
  version: number;
  body: unknown;
}>;

/** Changes with each publication. */
export async function calendarRevision(db: Queryable): Promise<number> {
  const [revision = 0] = await column<number>(db, 'select coalesce(max(id), 0) from calendar_years');
  return revision;
}

/** Nothing is published until the transaction ends. */
export async function heldCalendarRevision(tx: Queryable): Promise<number> {
  await tx.query('select pg_advisory_xact_lock_shared($1)', [LOCK]);
  return calendarRevision(tx);
}

/** The newest version of each. */
export async function publishedYears(db: Queryable): Promise<readonly StoredYear[]> {
  return rows<StoredYear>(
    db,
    `select distinct on (calendar, year) calendar, year, version, body from calendar_years
      order by calendar, year, version desc`,
  );
}

/**
 * Waits for running registrations. `false` when this very version is there; throws when it has other content or a newer
 * one is there.
 */
export async function publishYear(
  db: Database,
  { calendar, year, version, body }: StoredYear,
  by: string,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const json = JSON.stringify(body);
    const newest = await row<{ version: number; same: boolean }>(
      tx,
      `select version, body = $3::jsonb as same from calendar_years where calendar = $1 and year = $2
        order by version desc limit 1`,
      [calendar, year, json],
    );
    if (newest?.version === version && newest.same) return false;
    if (newest !== undefined && newest.version >= version)
      throw new Error(
        `${calendar} ${year} was published as version ${newest.version}; a corrected year needs a higher version`,
      );
    await tx.query(
      'insert into calendar_years (calendar, year, version, body, published_by) values ($1, $2, $3, $4, $5)',
      [calendar, year, version, json, by],
    );
    return true;
  });
}

/** Combinations of calendars in open cases. */
export function layersInUse(db: Queryable, calendar: string): Promise<readonly (readonly string[])[]> {
  const text = `select distinct calendar_layers from cases where $1 = any(calendar_layers) and acting`;
  return column(db, text, [calendar]);
}

/** Open cases whose days are not of `version`, by number. */
export function casesToTell(
  db: Queryable,
  layers: readonly string[],
  version: string,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  return column(
    db,
    `select no from cases where calendar_layers @> $1::text[] and calendar_layers = $1::text[]
      and calendar_version is distinct from $2 and no > $3 and acting order by no limit $4`,
    [layers, version, after, limit],
  );
}
