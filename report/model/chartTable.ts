import type { Locale } from '../../language/bilingual.ts';
import type { ChartSpec } from './chartSpec.ts';
import { words } from './figureTable.ts';
import type { NumberFormat } from './numbers.ts';
import type { Cell, ReportTable } from './reportModel.ts';
import { WORDS } from './words.ts';

type Shown = Readonly<{ value: number | null; text: string }>;

/** The numbers of a chart as a table, for whoever cannot see it. */
export function chartTable(id: string, title: string, spec: ChartSpec, locale: Locale): ReportTable {
  const table = (
    columns: readonly string[],
    rows: readonly (readonly [string, ...(readonly Shown[])])[],
  ): ReportTable => ({
    kind: 'table',
    id,
    title,
    columns: [
      { title: WORDS.part[locale], wide: true },
      ...columns.map((column) => ({ title: column, number: true as const })),
    ],
    rows: rows.map(([name, ...cells]) => [words(name), ...cells.map((cell) => shownCell(cell, formatOfChart(spec)))]),
  });
  const none = { value: null, text: '' };
  switch (spec.kind) {
    case 'bar':
    case 'funnel': {
      const bars = spec.kind === 'bar' ? spec.bars : spec.steps;
      return table(
        [WORDS.value[locale]],
        bars.map((bar) => [bar.name, bar]),
      );
    }
    case 'stack':
      return table(
        spec.rows.map(({ name }) => name),
        spec.parts.map((part, at) => [part, ...spec.rows.map(({ cells }) => cells[at] ?? none)]),
      );
    case 'line':
    case 'heat': {
      const rows = spec.kind === 'line' ? spec.lines : spec.rows;
      return table(
        rows.map(({ name }) => name),
        spec.points.map((point, at) => [point, ...rows.map(({ cells }) => cells[at] ?? none)]),
      );
    }
  }
}

function shownCell({ text, value }: Shown, format: NumberFormat): Cell {
  return value === null ? words(text) : { text: [text], number: { value, format } };
}

function formatOfChart(spec: ChartSpec): NumberFormat {
  return spec.kind === 'funnel' ? 'whole' : spec.kind === 'stack' ? 'percent' : spec.format;
}

/** All that a chart shows, in words. */
export function chartAlt(title: string, spec: ChartSpec, locale: Locale): string {
  const [colon, comma, stop] = locale === 'zh' ? [':', '、', ';'] : [': ', ', ', '; '];
  const list = (rows: readonly Readonly<{ name: string; text: string }>[]): string =>
    rows.map(({ name, text }) => `${name} ${text}`).join(comma);
  const named = (names: readonly string[], cells: readonly Readonly<{ text: string }>[]): string =>
    list(names.flatMap((name, at) => ((cells[at]?.text ?? '') === '' ? [] : [{ name, text: cells[at]?.text ?? '' }])));
  switch (spec.kind) {
    case 'bar':
      return `${title}${colon}${list(spec.bars)}`;
    case 'funnel':
      return `${title}${colon}${list(spec.steps)}`;
    case 'stack':
      return `${title}${colon}${spec.rows.map(({ cells }) => named(spec.parts, cells)).join(stop)}`;
    case 'line':
    case 'heat': {
      const rows = spec.kind === 'line' ? spec.lines : spec.rows;
      const said = rows.map(({ cells, name }) => `${name}${colon}${named(spec.points, cells)}`);
      return `${title}${colon}${said.join(stop)}`;
    }
  }
}
