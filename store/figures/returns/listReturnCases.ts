/** The lines of a return that has one for each case. */

import { sql } from 'kysely';
import type { CasesAnswer, CaseCell } from '../../../domain/figures/returnAnswer.ts';
import type { CasesReturn, CaseValue } from '../../../domain/figures/returnDefinition.ts';
import { formatMoney } from '../../../domain/fields/money.ts';
import { dateIn } from '../../../domain/time/zone.ts';
import { defined, own } from '../../../domain/values/own.ts';
import { joined, plain, type Bilingual } from '../../../language/bilingual.ts';
import { inBoth, phrase } from '../../../language/phrase.ts';
import type { Viewer } from '../../database/visible.ts';
import { mayKnow } from '../countedCases.ts';
import { rowsOf } from '../counting.ts';
import { askingOf } from '../evaluateFigure.ts';
import type { FigureAsk, FigureContext } from '../figureContext.ts';
import { momentSql } from '../rows/caseRows.ts';
import { CODE_MARK, codeSql } from '../rows/codeSql.ts';
import type { Scope } from '../rows/scope.ts';
import { fromAll, type Source } from '../rows/source.ts';
import { sourceOf } from '../rows/sourceOf.ts';
import { answered, type Sql } from '../rows/sqlText.ts';
import { conditionSql } from '../rows/value.ts';
import { periodOf, scopeOf } from '../scopeOf.ts';

type Listed = Readonly<{ viewer: Viewer; after?: string | undefined; limit: number }>;

/** By number. Who may not know of a case has it counted and not listed. */
export async function listReturnCases(
  context: FigureContext,
  definition: CasesReturn,
  ask: Omit<FigureAsk, 'by'>,
  { viewer, after = '', limit }: Listed,
): Promise<CasesAnswer> {
  const asking = askingOf(context, ask);
  const figure = { ...definition.cases, kind: 'count', of: 'case', id: '', title: NONE, says: NONE } as const;
  const scope = await scopeOf(context, asking, figure);
  const source = sourceOf(scope, figure);
  const columns = Object.entries(definition.columns).map(([id, column]) => ({
    id,
    column,
    value: own(own(definition.packs, context.pack.id)?.columns, id) ?? column.value ?? { missing: NONE },
  }));
  const asked = columns.map(({ value }, index) => sql`${valueSql(value, source, scope)} as ${sql.ref(`v${index}`)}`);
  const where = sql`${rowsOf(source, scope, figure)} and ${source.excluded} is null`;
  const known = mayKnow(viewer);
  const [sums] = await answered<{ total: number; known: number }>(
    context.db,
    sql`select count(*) as total, count(*) filter (where ${known}) as known
      from ${fromAll(source)} join cases v on v.no = c.no where ${where}`,
  );
  const found = await answered<Readonly<Record<string, unknown>> & { no: string }>(
    context.db,
    sql`select c.no, ${sql.join(asked)} from ${fromAll(source)} join cases v on v.no = c.no
      where ${where} and ${known} and c.no > ${after}::text order by c.no limit ${limit + 1}::int`,
  );
  const shown = found.slice(0, limit);
  const { total = 0, known: visible = 0 } = sums ?? {};
  return {
    kind: 'cases',
    return: definition.return,
    title: definition.title,
    hash: definition.hash,
    period: periodOf(asking, scope),
    packs: [context.pack.id],
    ...defined({ unit: ask.unit, next: found.length > limit ? shown.at(-1)?.no : undefined }),
    columns: columns.map(({ id, column: { title, header } }) => ({ id, title, ...defined({ header }) })),
    rows: shown.map((row) =>
      columns.map(({ value }, index) => cellOf(context, definition, value, own(row, `v${index}`))),
    ),
    total,
    hidden: total - visible,
  };
}

const NONE: Bilingual = plain('-');

function valueSql(value: CaseValue, source: Source, scope: Scope): Sql {
  const zone = scope.pack.timezone;
  if ('number' in value) return sql`c.no`;
  if ('moment' in value) return sql`to_char(${momentSql('c', value.moment)} at time zone ${zone}, 'YYYY-MM-DD')`;
  if ('field' in value) return sql`(c.fields -> ${value.field}::text)`;
  if ('axis' in value) {
    const coding = own(scope.codings, value.axis);
    return coding === undefined ? sql`null::text` : codeSql(coding, source, scope);
  }
  if ('missing' in value) return sql`null::text`;
  const cases = value.first.map(
    ({ when }, index) => sql`when ${conditionSql(when, source.facts)} then ${String(index)}::text`,
  );
  return sql`(case ${sql.join(cases, sql` `)} end)`;
}

function cellOf(context: FigureContext, definition: CasesReturn, value: CaseValue, found: unknown): CaseCell {
  if ('missing' in value) return { why: value.missing };
  const text = (found ?? null) === null ? undefined : textOf(context, definition, value, found);
  return text === undefined ? { why: inBoth(phrase('return-not-filled')) } : { text };
}

function textOf(
  { pack, label }: FigureContext,
  { axes }: CasesReturn,
  value: CaseValue,
  found: unknown,
): Bilingual | undefined {
  const said = String(found);
  if ('first' in value) return value.first[Number(said)]?.says;
  if ('axis' in value) {
    const [version, code = ''] = said.split(CODE_MARK);
    const list = own(axes, value.axis)?.list;
    const def = own(list?.versions.find((one) => one.version === version)?.codes, code);
    return def?.code === undefined ? def?.title : plain(def.code);
  }
  if (!('field' in value)) return plain(said);
  const type = own(pack.fields, value.field)?.type;
  const codeOf = (one: unknown): Bilingual => label(`field:${value.field}`, String(one), pack.id) ?? plain(String(one));
  if (type === 'instant') return plain(dateIn(Number(found), pack.timezone));
  if (type === 'money') return plain(formatMoney(Number(found)));
  if (type === 'boolean') return found === true ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' };
  return Array.isArray(found) ? joined(found.map(codeOf)) : codeOf(found);
}
