/** Which cases a figure counts. */

import { sql } from 'kysely';
import type { Figure } from '../../domain/figures/figure.ts';
import type { Viewer } from '../database/visible.ts';
import { madeOf } from './answerPer.ts';
import { rowsOf, type CountingFigure } from './counting.ts';
import type { Asking, FigureContext } from './figureContext.ts';
import { figureOf } from './figureOf.ts';
import { caseRows } from './rows/caseRows.ts';
import { sourceOf } from './rows/sourceOf.ts';
import { answered, type Sql } from './rows/sqlText.ts';
import { conditionSql } from './rows/value.ts';
import { scopeOf } from './scopeOf.ts';

export type CountedCase = Readonly<{
  no: string;
  unit: string;
  category: string;
  stage: string;
  class: string;
  registeredAt: Date;
}>;

type Asked = Readonly<{ counted: boolean; viewer: Viewer; after?: string | undefined; limit: number }>;

type Listed = Readonly<{ cases: readonly CountedCase[]; total: number; hidden: number }>;

/**
 * The cases of a figure, as they were, by number; of a quotient those of its first term, of a change those of its
 * period. Who may not know of a case has it counted and not listed. One more than `limit` where there is a next page.
 */
export async function countedCases(
  context: FigureContext,
  id: string,
  asking: Asking,
  { counted, viewer, after = '', limit }: Asked,
): Promise<Listed> {
  const figure = countingFigure(context, figureOf(context.book, id));
  if (figure === undefined) return { cases: [], total: 0, hidden: 0 };
  const scope = await scopeOf(context, asking, figure);
  const source = sourceOf(scope, figure);
  if (source.no === undefined) return { cases: [], total: 0, hidden: 0 };
  const counts = conditionSql(figure.condition, source.facts);
  const where = rowsOf(source, scope, figure);
  const numbers: Sql = sql`select distinct ${source.no} as no from ${source.from()}
    where ${where} and ${source.excluded} is null and ${counted ? counts : sql`not ${counts}`}`;
  const known = mayKnow(viewer);
  const [sums] = await answered<{ total: number; known: number }>(
    context.db,
    sql`select count(*) as total, count(*) filter (where ${known}) as known
      from (${numbers}) as n join cases v on v.no = n.no`,
  );
  const cases = await answered<CountedCase>(
    context.db,
    sql`select c.no, c.unit, c.category, c.stage, c.class, c.registered_at as "registeredAt"
      from (${numbers}) as n join cases v on v.no = n.no
      join ${caseRows('c', undefined, scope.asOf)} on c.no = n.no
      where ${known} and c.no > ${after}::text order by c.no limit ${limit + 1}::int`,
  );
  const { total = 0, known: visible = 0 } = sums ?? {};
  return { cases, total, hidden: total - visible };
}

/** The viewer may know of the case whose row of `cases` is `v`. */
export function mayKnow({ id, roles }: Viewer): Sql {
  return sql`((v.access_roles is null or v.access_roles && ${roles}::text[]) and not (${id}::text = any(v.recused)))`;
}

/** The figure that counts rows behind one that does not. */
function countingFigure(context: FigureContext, figure: Figure): CountingFigure | undefined {
  if ('of' in figure) return figure;
  const [first] = madeOf(figure);
  return first === undefined ? undefined : countingFigure(context, figureOf(context.book, first));
}
