/** A period closed: its figures, its cases and the definitions they were counted by, under one hash. */

import { sql } from 'kysely';
import type { Dimension, Figure } from '../../domain/figures/figure.ts';
import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import { row, transaction, type Database, type Queryable } from '../database/database.ts';
import { readMany } from '../database/inTurns.ts';
import { workAmong } from '../database/sameMoment.ts';
import { caseRows } from './rows/caseRows.ts';
import { answered } from './rows/sqlText.ts';
import { at } from './rows/scope.ts';
import { askingOf, evaluateAsked, isToldApart } from './evaluateFigure.ts';
import type { FigureAsk, FigureContext } from './figureContext.ts';
import { boundsOf } from './scopeOf.ts';
import { SharedCounts } from './sharedCounts.ts';

export type Closing = Readonly<{
  id: number;
  pack: string;
  from: string;
  to: string;
  book: string;
  hash: string;
  closedBy: string;
  closedAt: Date;
  cases: number;
  values: number;
}>;

/** Every figure whole, by unit and by month. */
const PARTS: readonly Dimension[] = ['unit', 'month'];

/** `undefined`: it is closed already. One snapshot for all of it, so that no number rests on another moment. */
export async function closePeriod(
  { db, ...context }: FigureContext & Readonly<{ db: Database }>,
  { days }: FigureAsk,
  by: string,
): Promise<Closing | undefined> {
  return transaction(
    db,
    async (tx) => {
      await tx.query('set transaction isolation level repeatable read');
      await readMany(tx, { isAlone: true });
      const opened = await row<{ id: number }>(
        tx,
        `insert into closings (pack_id, period_from, period_to, book_hash, watermark, closed_by, hash)
          values ($1, $2, $3, $4, pg_snapshot_xmin(pg_current_snapshot()), $5, '') on conflict do nothing returning id`,
        [context.pack.id, days.from, days.to, context.book.hash, by],
      );
      if (opened === undefined) return undefined;
      await workAmong([tx], (one) => keepValues({ ...context, db: one }, opened.id, { days }));
      await keepCases({ ...context, db: tx }, opened.id, { days });
      await tx.query('update closings set hash = $2 where id = $1', [opened.id, await contentHashOf(tx, opened.id)]);
      return findClosing(tx, opened.id);
    },
    (closing) => closing !== undefined,
  );
}

async function keepValues(context: FigureContext, closing: number, ask: FigureAsk): Promise<void> {
  const asking = askingOf(context, ask);
  const shared = { ...context, counts: new SharedCounts(context.db) };
  const kept = await Promise.all(
    context.book.figures.map(async (figure) => {
      const [whole, ...parts] = await Promise.all([
        evaluateAsked(shared, figure, { ...asking, bare: true }),
        ...PARTS.map((dimension) => partsOf(shared, figure, asking, dimension)),
      ]);
      return [{ figure: figure.id, part: '', body: withoutParts(whole) }, ...parts.flat()];
    }),
  );
  await context.db.query(
    `insert into closing_values (closing, figure, part, body)
      select $1, figure, part, body from jsonb_to_recordset($2::jsonb) as x(figure text, part text, body jsonb)`,
    [closing, JSON.stringify(kept.flat())],
  );
}

async function partsOf(
  context: FigureContext,
  figure: Figure,
  asking: ReturnType<typeof askingOf>,
  dimension: Dimension,
): Promise<readonly { figure: string; part: string; body: unknown }[]> {
  if (!isToldApart(context, figure, dimension)) return [];
  const { parts = [] } = await evaluateAsked(context, figure, { ...asking, by: [dimension], bare: true });
  return parts.map((part) => ({ figure: figure.id, part: `${dimension}:${part.key}`, body: part }));
}

function withoutParts({ parts: _parts, ...answer }: FigureAnswer): unknown {
  return answer;
}

/** Cases that were open at some time of the period or ended in it, as they were at its end. */
async function keepCases({ db, pack }: FigureContext, closing: number, { days }: FigureAsk): Promise<void> {
  const { from, to } = boundsOf(days, pack.timezone);
  await answered(
    db,
    sql`insert into closing_cases (closing, no, class, stage)
      select ${closing}::bigint, c.no, c.class, c.stage from ${caseRows('c', pack.id, to)}
      where not c.drill and (c.ended_at is null or c.ended_at >= ${at(from)})`,
  );
}

const HASH = `select encode(sha256(convert_to(concat_ws(E'\\n', c.pack_id, c.period_from, c.period_to, c.book_hash,
    (select string_agg(concat_ws(' ', v.figure, v.part, v.body), E'\\n' order by v.figure, v.part) from closing_values v
      where v.closing = c.id),
    (select string_agg(concat_ws(' ', k.no, k.class, k.stage), E'\\n' order by k.no) from closing_cases k
      where k.closing = c.id)), 'UTF8')), 'hex') as hash
  from closings c where c.id = $1`;

/** SHA-256 over all that is kept of a closing. */
export async function contentHashOf(db: Queryable, closing: number): Promise<string | undefined> {
  return (await row<{ hash: string }>(db, HASH, [closing]))?.hash;
}

const CLOSING = `select c.id, c.pack_id as pack, c.period_from::text as from, c.period_to::text as to,
    c.book_hash as book, c.hash, c.closed_by as "closedBy", c.closed_at as "closedAt",
    (select count(*) from closing_cases k where k.closing = c.id) as cases,
    (select count(*) from closing_values v where v.closing = c.id) as values
  from closings c`;

export function findClosing(db: Queryable, id: number): Promise<Closing | undefined> {
  return row<Closing>(db, `${CLOSING} where c.id = $1`, [id]);
}

/** The latest period first. */
export async function listClosings(db: Queryable, pack: string | undefined): Promise<readonly Closing[]> {
  const text = `${CLOSING} where $1::text is null or c.pack_id = $1 order by c.period_to desc, c.id desc limit 200`;
  return (await db.query<Closing>(text, [pack])).rows;
}
