import { Paragraph, TextRun, type FileChild } from 'docx';
import { ChartRun, type ChartSeries } from 'docx/charts';
import type { Locale } from '../../language/bilingual.ts';
import { PALETTE } from '../charts/style.ts';
import { chartTable } from '../model/chartTable.ts';
import type { ChartRow, ChartSpec } from '../model/chartSpec.ts';
import type { Block } from '../model/reportModel.ts';
import { tableBlocks } from './tableBlocks.ts';

type Chart = Extract<Block, { kind: 'chart' }>;
type Options = ConstructorParameters<typeof ChartRun>[0];

const WIDTH = 580;

/** A chart of the program itself, which anybody can edit; a heat map is a table there. */
export function chartBlocks({ alt, id, spec, title }: Chart, locale: Locale): readonly FileChild[] {
  const options = optionsOf(spec);
  if (options === undefined) return tableBlocks(chartTable(`${id}-data`, title, spec, locale));
  return [
    new Paragraph({
      spacing: { before: 200, after: 60 },
      keepNext: true,
      children: [new TextRun({ text: title, bold: true, size: 19 })],
    }),
    new Paragraph({ children: [new ChartRun({ ...options, altText: { name: title, description: alt } })] }),
  ];
}

function optionsOf(spec: ChartSpec): Options | undefined {
  switch (spec.kind) {
    case 'heat':
      return undefined;
    case 'bar':
    case 'funnel': {
      const bars = spec.kind === 'bar' ? spec.bars : spec.steps;
      const pointLabels = bars.map(({ text }) => ({ text }));
      return {
        type: 'bar',
        legend: false,
        transformation: { width: WIDTH, height: 60 + bars.length * 34 },
        categories: bars.map(({ name }) => name),
        categoryAxis: { reverseOrder: true },
        valueAxis: { visible: false, gridlines: false },
        gapWidth: 60,
        series: [{ name: '', values: bars.map(({ value }) => value), color: hex(0), pointLabels }],
      };
    }
    case 'line':
      return {
        type: 'line',
        markers: true,
        transformation: { width: WIDTH, height: 300 },
        categories: [...spec.points],
        ...(spec.format === 'percent' ? { valueAxis: { numberFormat: '0%' } } : {}),
        series: spec.lines.map(seriesOf),
      };
    case 'stack':
      return {
        type: 'bar',
        stacking: 'percent',
        transformation: { width: WIDTH, height: 110 + spec.rows.length * 50 },
        categories: spec.rows.map(({ name }) => name),
        categoryAxis: { visible: spec.rows.length > 1 },
        valueAxis: { visible: false, gridlines: false },
        gapWidth: 40,
        series: spec.parts.map((part, at) => ({
          name: part,
          color: hex(at),
          values: spec.rows.map(({ cells }) => cells[at]?.value ?? null),
          pointLabels: spec.rows.map(({ cells }) => ({ text: cells[at]?.text ?? '', font: { color: inkOn(hex(at)) } })),
        })),
      };
  }
}

function seriesOf({ cells, name }: ChartRow, at: number): ChartSeries {
  return {
    name,
    values: cells.map(({ value }) => value),
    color: hex(at),
    line: { dash: DASHES[at % DASHES.length] ?? 'solid' },
  };
}

const DASHES = ['solid', 'dash', 'dot'] as const;

/** What is readable on a colour. */
function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));
  return red * 0.3 + green * 0.6 + blue * 0.1 < 140 ? 'FFFFFF' : '1F2933';
}

function hex(at: number): string {
  return (PALETTE[at % PALETTE.length] ?? '#000000').slice(1);
}
