/** What a closed period would be by what is known today, and the cases that make the difference. */

import { sql } from 'kysely';
import { rows } from '../database/database.ts';
import type { Viewer } from '../database/visible.ts';
import type { Closing } from './closePeriod.ts';
import { askingOf, evaluateAsked } from './evaluateFigure.ts';
import type { FigureContext } from './figureContext.ts';
import { caseRows } from './rows/caseRows.ts';
import { at } from './rows/scope.ts';
import { answered } from './rows/sqlText.ts';
import { boundsOf } from './scopeOf.ts';
import { SharedCounts } from './sharedCounts.ts';

type Standing = Readonly<{ class: string; stage: string }>;

export type Adjustments = Readonly<{
  figures: readonly Readonly<{
    figure: string;
    closed: number | null;
    now: number | null;
    difference: number | null;
  }>[];
  cases: readonly Readonly<{
    no: string;
    closed: Standing | null;
    now: Standing | null;
    /** Registers in which a row about it was recorded since. */
    registers: readonly string[];
  }>[];
  /** More of them, which the viewer may not know of. */
  hidden: number;
}>;

const MAX_LISTED = 500;

/** `context` with the book that the period was closed by. */
export async function adjustmentsOf(context: FigureContext, closing: Closing, viewer: Viewer): Promise<Adjustments> {
  const found = await adjustedCases(context, closing, viewer);
  const known = found.filter((one) => one.known);
  return {
    figures: await adjustedFigures(context, closing),
    cases: known.slice(0, MAX_LISTED).map(({ known: _known, ...one }) => one),
    hidden: found.length - known.length,
  };
}

/** The same definitions, as of the end, counted today. */
async function adjustedFigures(context: FigureContext, { id, from, to }: Closing): Promise<Adjustments['figures']> {
  const kept = await rows<{ figure: string; value: number | null }>(
    context.db,
    `select figure, (body->>'value')::float8 as value from closing_values where closing = $1 and part = ''`,
    [id],
  );
  const before = new Map(kept.map(({ figure, value }) => [figure, value]));
  const asking = askingOf(context, { days: { from, to } });
  const shared = { ...context, counts: new SharedCounts(context.db) };
  const answers = await Promise.all(
    context.book.figures.map((figure) => evaluateAsked(shared, figure, { ...asking, bare: true })),
  );
  return answers.flatMap(({ id: figure, value: now }) => {
    const closed = before.get(figure) ?? null;
    const same = now === null || closed === null ? now === closed : Math.abs(now - closed) < 1e-9;
    const difference = now === null || closed === null ? null : now - closed;
    return same ? [] : [{ figure, closed, now, difference }];
  });
}

type Found = Adjustments['cases'][number] & { readonly known: boolean };

/** Which are another than they were when the period was closed, or of which a register says more. */
async function adjustedCases({ db, pack }: FigureContext, closing: Closing, viewer: Viewer): Promise<readonly Found[]> {
  const { from, to } = boundsOf(closing, pack.timezone);
  return answered<Found>(
    db,
    sql`with touched as (
        select distinct e.no from (select no, xid from events union all select no, xid from archived_logs) e
          join closings k on k.id = ${closing.id}::bigint and e.xid >= k.watermark
          join complaints p on p.no = e.no and p.pack_id = ${pack.id}
      ), recorded as (
        select about.no, array_agg(distinct r.register order by r.register) as registers from register_changes r
          join closings k on k.id = ${closing.id}::bigint and r.at >= k.closed_at
          cross join lateral (select r.row ->> 'no' union all
            select jsonb_array_elements_text(coalesce(r.row -> 'cases', '[]'::jsonb))) as about(no)
          where r.pack_id = ${pack.id} and about.no is not null group by about.no
      ), then_counted as (
        select c.no from ${caseRows('c', pack.id, to)}
          where not c.drill and (c.ended_at is null or c.ended_at >= ${at(from)})
      )
      select t.no,
        (v.access_roles is null or v.access_roles && ${viewer.roles}::text[])
          and not (${viewer.id}::text = any(v.recused)) as known,
        case when k.no is not null then jsonb_build_object('class', k.class, 'stage', k.stage) end as closed,
        jsonb_build_object('class', f.class, 'stage', f.stage) as now, coalesce(r.registers, '{}') as registers
      from (select no from touched union select no from recorded) t left join recorded r on r.no = t.no
        join cases v on v.no = t.no join fact_cases f on f.no = t.no
        left join closing_cases k on k.closing = ${closing.id}::bigint and k.no = t.no
      where (k.no is not null or t.no in (select no from then_counted))
        and (r.no is not null or k.no is null or (k.class, k.stage) is distinct from (f.class, f.stage))
      order by t.no`,
  );
}
