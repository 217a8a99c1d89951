import { rows, type Queryable } from '../database/database.ts';

export type DutyDayRow = Readonly<{
  pack: string;
  duty: string;
  unit: string;
  day: string;
  dueAt: Date;
  doneAt: Date | null;
  late: boolean;
  nil: boolean | null;
  version: number;
  body: unknown;
}>;

export type DutyDayFilter = Readonly<{
  pack?: string | undefined;
  duty?: string | undefined;
  unit?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Only what nobody has handed in. */
  missing?: boolean | undefined;
}>;

/** The latest day first; at most `limit`, after the last of a page before. */
export function listDutyDays(
  db: Queryable,
  { pack, duty, unit, from, to, missing }: DutyDayFilter,
  { limit, after }: Readonly<{ limit: number; after?: string | undefined }>,
): Promise<readonly (DutyDayRow & { readonly place: string })[]> {
  return rows(
    db,
    `select * from (
       select pack_id as pack, duty, unit, day::text, due_at as "dueAt", done_at as "doneAt", nil, version, body,
         coalesce(done_at, now()) > due_at as late,
         concat_ws('/', (date '9999-12-31' - day)::text, pack_id, duty, unit) as place from duty_days
       where ($1::text is null or pack_id = $1) and ($2::text is null or duty = $2) and ($3::text is null or unit = $3)
         and ($4::date is null or day >= $4) and ($5::date is null or day <= $5)
         and (not $6::boolean or done_at is null)) as found
     where $7::text is null or place > $7 order by place limit $8`,
    [pack, duty, unit, from, to, missing ?? false, after, limit],
  );
}
