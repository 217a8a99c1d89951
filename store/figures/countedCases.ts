/** Which cases a figure counts. */

import { sql } from 'kysely';
import type { Figure } from '../../domain/figures/figure.ts';
import type { FigureTerm } from '../../domain/figures/termsOf.ts';
import type { Viewer } from '../database/visible.ts';
import { rowsOf } from './counting.ts';
import { evaluateAsked, requireToldApart } from './evaluateFigure.ts';
import type { Asking, FigureContext } from './figureContext.ts';
import { figureOf } from './figureOf.ts';
import { rowsBehind } from './rowsBehind.ts';
import { caseRows } from './rows/caseRows.ts';
import { dimensionSql, type DimensionSql } from './rows/dimension.ts';
import { fromAll } from './rows/source.ts';
import { sourceOf } from './rows/sourceOf.ts';
import { answered, TRUE, type Sql } from './rows/sqlText.ts';
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

type Asked = Readonly<{
  /** Of which number that it shows; else of the first that has cases. */
  term?: FigureTerm | undefined;
  /** Of one part, by its key: what it is told apart by is asked with it. */
  part?: string | undefined;
  counted: boolean;
  viewer: Viewer;
  after?: string | undefined;
  limit: number;
}>;

/** `null`: too few to say. */
type Listed = Readonly<{ cases: readonly CountedCase[]; total: number | null; hidden: number | null }>;

const NONE: Listed = { cases: [], total: 0, hidden: 0 };

/**
 * The cases of a figure, as they were, by number. Who may not know of a case has it counted and not listed. One more
 * than `limit` where there is a next page. Throws a `FigureAskError` for a term that has no cases.
 */
export async function countedCases(
  context: FigureContext,
  id: string,
  asked: Asking,
  { term, part, counted, viewer, after = '', limit }: Asked,
): Promise<Listed> {
  const behind = await rowsBehind(context, figureOf(context.book, id), asked, term);
  if (behind === undefined) return NONE;
  const { figure, asking } = behind;
  const scope = await scopeOf(context, asking, figure);
  const source = sourceOf(scope, figure);
  if (source.no === undefined) return NONE;
  const counts = conditionSql(figure.condition, source.facts);
  const where = rowsOf(source, scope, figure);
  const by = (part === undefined ? undefined : asking.by) ?? [];
  requireToldApart(context, figure, by);
  const parts = by.map((dimension, index) => dimensionSql(dimension, source, scope, figure, index));
  const numbers: Sql = sql`select distinct ${source.no} as no
    from ${fromAll(source)} ${sql.join(
      parts.flatMap(({ rows }) => rows ?? []),
      sql` `,
    )}
    where ${where} and ${source.excluded} is null and ${counted ? counts : sql`not ${counts}`}
      and ${part === undefined ? TRUE : sql`${keyOf(parts)} = ${part}::text`}`;
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
  const shown = figureOf(context.book, figure.id);
  if (await isSuppressed(context, shown, asking, part)) return { cases, total: null, hidden: null };
  const { total = 0, known: visible = 0 } = sums ?? {};
  return { cases, total, hidden: total - visible };
}

/** Of the part that a row is in, as `FigurePart` has it. */
const keyOf = (parts: readonly DimensionSql[]): Sql =>
  sql`concat_ws('|', ${sql.join(parts.map(({ key }) => sql`coalesce((${key})::text, '')`))})`;

/** Only the number of a unit or of a part is ever held back: without them there is nothing to work out. */
async function isSuppressed(
  context: FigureContext,
  figure: Figure,
  asking: Asking,
  part: string | undefined,
): Promise<boolean> {
  if (asking.unit === undefined && part === undefined) return false;
  const by = part === undefined ? undefined : asking.by;
  const { suppressed, parts = [] } = await evaluateAsked(context, figure, { ...asking, by, bare: true });
  return suppressed === true || parts.find(({ key }) => key === part)?.suppressed === true;
}

/** The viewer may know of the case whose row of `cases` is `v`. */
export function mayKnow({ id, roles }: Viewer): Sql {
  return sql`((v.access_roles is null or v.access_roles && ${roles}::text[]) and not (${id}::text = any(v.recused)))`;
}
