import type { ChartRow } from '../model/chartSpec.ts';
import type { NumberFormat } from '../model/numbers.ts';
import { INK, LINE, PALETTE, textWidth, type SizedOption } from './style.ts';

const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond'];
const DASHES = ['solid', 'dashed', 'dotted'] as const;
const LEGEND_ROW = 24;
export const LEGEND_WIDTH = 640;

/** Lines over months; each has its own symbol and dash, and a single one its numbers. */
export function lineOption(
  spec: Readonly<{ points: readonly string[]; lines: readonly ChartRow[]; format: NumberFormat }>,
): SizedOption {
  const { format, lines, points } = spec;
  const percent = format === 'percent';
  const top = legendHeight(lines.map(({ name }) => name)) + 24;
  const values = lines.flatMap(({ cells }) => cells.flatMap(({ value }) => (value === null ? [] : [value])));
  const lowest = percent ? Math.max(0, Math.floor(Math.min(1, ...values) * 10 - 0.5) / 10) : 0;
  return {
    height: top + 260,
    option: {
      legend: { top: 0, left: 0, width: LEGEND_WIDTH, itemWidth: 34, textStyle: { color: INK, fontSize: 13 } },
      grid: { left: 56, right: 28, top, bottom: 32 },
      xAxis: {
        type: 'category',
        data: points,
        boundaryGap: false,
        axisLine: { lineStyle: { color: LINE } },
        axisLabel: { color: INK, fontSize: 12, interval: points.length > 14 ? 'auto' : 0 },
      },
      yAxis: {
        type: 'value',
        min: lowest,
        ...(percent ? { max: 1 } : {}),
        axisLabel: {
          color: INK,
          fontSize: 12,
          ...(percent ? { formatter: (value: number) => `${Math.round(value * 100)}%` } : {}),
        },
        splitLine: { lineStyle: { color: '#e4e7eb' } },
      },
      series: lines.map(({ cells, name }, at) => ({
        type: 'line',
        name,
        symbol: SYMBOLS[at % SYMBOLS.length],
        symbolSize: 8,
        connectNulls: false,
        lineStyle: { width: 2, type: DASHES[at % DASHES.length] },
        itemStyle: { color: PALETTE[at % PALETTE.length] },
        label: {
          show: lines.length === 1,
          position: 'top',
          color: INK,
          fontSize: 12,
          formatter: ({ dataIndex }: Readonly<{ dataIndex: number }>) => cells[dataIndex]?.text ?? '',
        },
        data: cells.map(({ value }) => value ?? '-'),
      })),
    },
  };
}

/** As many rows as the names need. */
export function legendHeight(names: readonly string[]): number {
  let rows = 1;
  let used = 0;
  for (const name of names) {
    const width = 34 + 20 + textWidth(name) * 6.8;
    if (used > 0 && used + width > LEGEND_WIDTH) {
      rows += 1;
      used = 0;
    }
    used += width;
  }
  return rows * LEGEND_ROW;
}
