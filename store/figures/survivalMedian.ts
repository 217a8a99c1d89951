/** Kaplan and Meier: the median where some have not ended yet. */

import { sql } from 'kysely';
import type { DurationFigure } from '../../domain/figures/figure.ts';
import type { Queryable } from '../database/database.ts';
import { momentSql } from './rows/caseRows.ts';
import { hoursOf, rowsOf } from './counting.ts';
import { at, type Scope } from './rows/scope.ts';
import { fromAll } from './rows/source.ts';
import { sourceOf } from './rows/sourceOf.ts';
import { answered } from './rows/sqlText.ts';
import { conditionSql } from './rows/value.ts';

/** Undefined: half have not ended yet. */
export async function survivalMedian(db: Queryable, scope: Scope, figure: DurationFigure): Promise<number | undefined> {
  const source = sourceOf(scope, figure);
  const { hours } = hoursOf(source, scope, figure);
  const start = momentSql(source.ofCase?.() ?? 'c', figure.from);
  const where = sql`${rowsOf(source, scope, figure)} and ${conditionSql(figure.condition, source.facts)}
    and ${source.excluded} is null and ${start} is not null`;
  const [found] = await answered<{ median: number | null }>(
    db,
    sql`with lives as (
        select coalesce(${hours}, extract(epoch from ${at(scope.asOf)} - ${start})::float8 / 3600) as x,
          (${hours} is not null)::int as over from ${fromAll(source)} where ${where}
      ), times as (select x, sum(over) as ends, count(*) as there from lives group by x),
      risks as (select x, ends, sum(there) over (order by x desc) as at_risk from times),
      survival as (
        select x, exp(sum(case when ends >= at_risk then -1000 else ln(1 - ends::float8 / at_risk::float8) end)
          over (order by x)) as part from risks
      )
      select min(x) as median from survival where part <= 0.5`,
  );
  return found?.median ?? undefined;
}
