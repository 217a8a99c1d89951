import type { Queryable } from '../database/database.ts';

/** Rows by their columns; moments are ISO. */
export type BesideRows = Readonly<Record<BesideTable, readonly Readonly<Record<string, unknown>>[]>>;

export type BesideTable =
  'register_answers' | 'register_measures' | 'register_improvements' | 'register_items' | 'series' | 'duty_days';

const AT_ONCE = 2_000;

/** What figures need and no case has. */
export async function writeBeside(db: Queryable, rows: BesideRows): Promise<void> {
  for (const [table, all] of Object.entries(rows))
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = all.slice(from, from + AT_ONCE);
      const columns = Object.keys(some[0] ?? {}).join(', ');
      await db.query(
        `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
        [JSON.stringify(some)],
      );
    }
}
