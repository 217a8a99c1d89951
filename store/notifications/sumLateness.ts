import { column, row, transaction, type Database, type Queryable } from '../database/database.ts';
import { FIRED, TOLD } from './lateRows.ts';
import { LENGTHS } from './latenessSpans.ts';

/** What is planned is told within the hour; what comes later makes its hour stale. */
const SETTLES = "date_trunc('hour', now() - interval '2 hours', 'UTC')";

/** Days with an hour that is not summed up, or not any more. */
const DAYS = `
  with known as (select coalesce((select up_to from lateness_summed), (select min(at) from (
    select min(due_at) as at from rungs union all select min(planned_at) from notifications) first)) as up_to)
  select to_char(day, 'YYYY-MM-DD') from (
    select generate_series(date_trunc('day', up_to at time zone 'UTC'),
      ${SETTLES} at time zone 'UTC' - interval '1 hour',
      interval '1 day') as day from known
    union select date_trunc('day', hour at time zone 'UTC') from lateness_stale where hour < ${SETTLES}) days
  order by 1`;

const GROUP = 'drill, suspended, access_roles, recused';

const SUM_HOURS = `
  insert into lateness_sums (from_at, hours, what, ${GROUP}, least_ms, late_ms, count, step)
  select date_trunc('hour', planned, 'UTC'), 1, what, ${GROUP}, min(late_ms), max(late_ms), count(*),
      lateness_step(late_ms)
    from (select $1::timestamptz as from_at, $2::timestamptz as to_at) span,
      lateral (${FIRED} union all ${TOLD}) late
    group by 1, what, ${GROUP}, lateness_step(late_ms)`;

/** So many hours out of shorter sums. */
const SUM_SUMS = `
  insert into lateness_sums (from_at, hours, what, ${GROUP}, least_ms, late_ms, count, step)
  select $1::timestamptz, $3::integer, what, ${GROUP}, min(least_ms), max(late_ms), sum(count), step
    from lateness_sums where hours = $4 and from_at >= $1::timestamptz and from_at < $2::timestamptz
    group by what, ${GROUP}, step`;

const HOUR = 3_600_000;

/** Sums up what is past, and again what came later. Returns how many days were touched. */
export async function sumLateness(db: Database): Promise<number> {
  const days = await column<string>(db, DAYS);
  for (const day of days) await transaction(db, (tx) => sumDay(tx, day));
  return days.length;
}

async function sumDay(tx: Queryable, day: string): Promise<void> {
  // One at a time.
  await tx.query('lock table lateness_summed in exclusive mode');
  const span = await row<{ from: Date; to: Date; summed: Date | null }>(
    tx,
    `select ($1::timestamp at time zone 'UTC') as from,
       least(($1::timestamp + interval '1 day') at time zone 'UTC', ${SETTLES}) as to,
       (select up_to from lateness_summed) as summed`,
    [day],
  );
  if (span === undefined) return;
  const bounds = [span.from, span.to];
  // Before the rows are read: whoever marks an hour from now on is heard the next time.
  await tx.query('delete from lateness_stale where hour >= $1 and hour < $2', bounds);
  await tx.query('delete from lateness_sums where hours = 1 and from_at >= $1 and from_at < $2', bounds);
  await tx.query(SUM_HOURS, bounds);
  const upTo = Math.max(span.to.getTime(), span.summed?.getTime() ?? 0);
  for (const [index, hours] of LENGTHS.entries())
    if (index > 0) await sumWith(tx, span.from, hours, LENGTHS[index - 1], upTo);
  await tx.query(
    `insert into lateness_summed (up_to) values ($1)
      on conflict (one) do update set up_to = greatest(lateness_summed.up_to, excluded.up_to)`,
    [span.to],
  );
}

/** The sum of so many hours that the day is in, once all of them are past. */
async function sumWith(
  tx: Queryable,
  day: Date,
  hours: number,
  shorter: number | undefined,
  upTo: number,
): Promise<void> {
  const from = Math.floor(day.getTime() / (hours * HOUR)) * hours * HOUR;
  const to = from + hours * HOUR;
  if (to > upTo) return;
  await tx.query('delete from lateness_sums where hours = $1 and from_at = $2', [hours, new Date(from)]);
  await tx.query(SUM_SUMS, [new Date(from), new Date(to), hours, shorter]);
}
