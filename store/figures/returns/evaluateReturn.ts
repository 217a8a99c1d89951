/** The numbers of a return: what each pack counts, added up, and held against each other. */

import { codeLine, versionOn, type CodeVersion } from '../../../domain/figures/codeList.ts';
import type { FigurePeriod } from '../../../domain/figures/figureAnswer.ts';
import type { Days } from '../../../domain/figures/period.ts';
import type { ReturnCell, ReturnRow, TableAnswer } from '../../../domain/figures/returnAnswer.ts';
import type { Ratio, ReturnColumn, RowGroup, TableReturn } from '../../../domain/figures/returnDefinition.ts';
import { defined, own } from '../../../domain/values/own.ts';
import type { Bilingual } from '../../../language/bilingual.ts';
import { inBoth, phrase, type Phrase } from '../../../language/phrase.ts';
import { askingOf } from '../evaluateFigure.ts';
import type { FigureAsk, FigureContext } from '../figureContext.ts';
import { CODE_MARK } from '../rows/codeSql.ts';
import { periodOf, scopeOf } from '../scopeOf.ts';
import { packCells, type PackCells } from './packCells.ts';
import { seriesOfPacks, type SeriesValue } from './seriesOfPacks.ts';

/** `contexts`: of the packs whose cases are reported, at least one. Throws a `FigureAskError` as figures do. */
export async function evaluateReturn(
  contexts: readonly [FigureContext, ...FigureContext[]],
  definition: TableReturn,
  ask: Omit<FigureAsk, 'by'>,
): Promise<TableAnswer> {
  const told: PackCells[] = [];
  for (const context of contexts) {
    const asking = { ...askingOf(context, ask), bare: true as const };
    told.push(await packCells(context, definition, asking, periodOf(asking, await scopeOf(context, asking))));
  }
  const [{ period }] = told as [PackCells];
  const packs = contexts.map(({ pack }) => pack.id);
  const series = await seriesOfPacks(contexts[0].db, packs, Object.keys(definition.series), ask.days);
  const lines = definition.rows.flatMap((group) => linesOf(group, definition, told, ask.days));
  const totals = countedCells(TOTAL, definition, told);
  const rows = lines.map((line): ReturnRow => {
    const { members: _members, ...row } = line;
    // A number of another system is of the whole bank, of the unit that was asked for, or of the unit of the row.
    const unit = line.group === 'unit' ? line.key : (ask.unit ?? '');
    const cells = countedCells(line, definition, told);
    const numbers: Numbers = { cells, totals, series: (name) => series(name, unit) };
    return { ...row, cells: Object.entries(definition.columns).map(([id, column]) => cellOf(id, column, numbers)) };
  });
  return {
    kind: 'table',
    return: definition.return,
    title: definition.title,
    hash: definition.hash,
    period: wholePeriod(period, told),
    packs,
    ...defined({ unit: ask.unit }),
    columns: Object.entries(definition.columns).map(([id, { title, header, measure }]) => ({
      id,
      title,
      measure,
      ...defined({ header }),
    })),
    rows,
  };
}

/** A row before its cells; a code counts with all that are part of it. */
type Line = Omit<ReturnRow, 'cells'> & Readonly<{ members: readonly string[] }>;
type Cells = Readonly<Record<string, ReturnCell>>;
type Numbers = Readonly<{ cells: Cells; totals: Cells; series: (name: string) => SeriesValue }>;

const ALL: Bilingual = { zh: '合计', en: 'Total' };
const TOTAL: Line = { group: 'total', groupTitle: ALL, key: '', label: ALL, members: [''] };

function linesOf(group: RowGroup, definition: TableReturn, told: readonly PackCells[], days: Days): readonly Line[] {
  if (group === 'total') return [TOTAL];
  const seen = new Map<string, Bilingual>();
  for (const { columns } of told)
    for (const cells of Object.values(columns))
      for (const { key, label } of cells?.get(group) ?? []) seen.set(key, label);
  const axis = own(definition.axes, /^code:(.*)$/.exec(group)?.[1] ?? '');
  if (axis === undefined) {
    const groupTitle = own(GROUPS, group) ?? { zh: group, en: group };
    return [...seen].map(([key, label]) => ({ group, groupTitle, key, label, members: [key] }));
  }
  const { title, list } = axis;
  const last = versionOn(list, days.to);
  const lines = list.versions
    .filter((version) => version === last || version.from > days.from || [...seen.keys()].some(ofVersion(version)))
    .filter(({ from }) => from <= days.to)
    .flatMap((version) => codesOf(group, title, version));
  return seen.has('') ? [...lines, { group, groupTitle: title, key: '', label: UNCODED, members: [''] }] : lines;
}

const GROUPS: Readonly<Record<string, Bilingual>> = { unit: { zh: '单位', en: 'Unit' } };
const UNCODED: Bilingual = inBoth(phrase('return-uncoded'));

const ofVersion = ({ version }: CodeVersion) => {
  const begin = `${version}${CODE_MARK}`;
  return (key: string): boolean => key.startsWith(begin);
};

function codesOf(group: string, groupTitle: Bilingual, version: CodeVersion): readonly Line[] {
  const ids = Object.keys(version.codes);
  const keyOf = (id: string): string => `${version.version}${CODE_MARK}${id}`;
  return Object.entries(version.codes).map(([id, { title, code, parent }]) => ({
    group,
    groupTitle,
    version: version.version,
    key: keyOf(id),
    label: title,
    ...defined({ code, parent: parent === undefined ? undefined : keyOf(parent) }),
    members: ids.filter((one) => codeLine(version, one).includes(id)).map(keyOf),
  }));
}

/** The counted columns of a row. What one pack does not say, nobody knows of all. */
function countedCells({ group, members }: Line, { columns }: TableReturn, told: readonly PackCells[]): Cells {
  const cells: Record<string, ReturnCell> = {};
  for (const [id, { ratio }] of Object.entries(columns)) {
    if (ratio !== undefined) continue;
    const silent = told.filter((one) => (own(one.columns, id) ?? null) === null).map(({ pack }) => pack);
    const groups = told.map((one) => own(one.columns, id)?.get(group as RowGroup));
    const parts = groups.flatMap((cells) => (cells ?? []).filter(({ key }) => members.includes(key)));
    const isHidden = groups.includes(null) || parts.some(({ value }) => value === null);
    const value = parts.reduce((sum, part) => sum + (part.value ?? 0), 0);
    if (silent.length > 0) cells[id] = none(phrase('return-not-recorded', { packs: silent }));
    else cells[id] = isHidden ? none(phrase('return-too-few')) : { value };
  }
  return cells;
}

function cellOf(id: string, { ratio }: ReturnColumn, { cells, totals, series }: Numbers): ReturnCell {
  if (ratio === undefined) return own(cells, id) ?? none(phrase('return-too-few'));
  const over = own(cells, ratio.of);
  const under = underOf(ratio, { cells, totals, series });
  const why = over?.why ?? under.why;
  if (over === undefined || over.value === null || under.value === null) return { value: null, ...defined({ why }) };
  if (under.value === 0) return none(phrase('return-over-nothing'));
  const { times = 1 } = ratio;
  return { value: (over.value * times) / under.value, numerator: over.value, denominator: under.value };
}

function underOf(ratio: Ratio, { cells, totals, series }: Numbers): ReturnCell {
  if ('series' in ratio) {
    const { value, why } = series(ratio.series);
    return why === undefined ? { value } : none(why);
  }
  return (
    own(ratio.over === 'total' ? totals : cells, ratio.over === 'total' ? ratio.of : ratio.over) ?? { value: null }
  );
}

function none(why: Phrase): ReturnCell {
  return { value: null, why: inBoth(why) };
}

/** As of the earliest moment, in the zones of all. */
function wholePeriod(period: FigurePeriod, told: readonly PackCells[]): FigurePeriod {
  const zones = [...new Set(told.map((one) => one.period.zone))];
  const [asOf = period.asOf] = told.map((one) => one.period.asOf).toSorted();
  return { ...period, zone: zones.join(', '), asOf };
}
