import type { ChartRow } from '../model/chartSpec.ts';
import { legendHeight, LEGEND_WIDTH } from './lineOption.ts';
import { broken, INK, nameRoom, PALETTE, type SizedOption } from './style.ts';

const NAME_WIDTH = 24;
/** A narrower part has no room for its number. */
const READABLE = 0.07;

/** Bars of 100 %, parted; each part has its own pattern, and its number in the legend or on it. */
export function stackOption(spec: Readonly<{ parts: readonly string[]; rows: readonly ChartRow[] }>): SizedOption {
  const { parts, rows } = spec;
  const isSingle = rows.length === 1;
  const names = rows.map(({ name }) => broken(name, NAME_WIDTH));
  const legends = parts.map((part, at) => (isSingle ? `${part} ${rows[0]?.cells[at]?.text ?? ''}` : part));
  const top = legendHeight(legends) + 12;
  return {
    height: top + rows.length * 46 + 12,
    option: {
      aria: { enabled: true, decal: { show: true } },
      legend: { top: 0, left: 0, width: LEGEND_WIDTH, textStyle: { color: INK, fontSize: 13 } },
      grid: { left: isSingle ? 8 : nameRoom(names), right: 12, top, bottom: 8 },
      xAxis: { type: 'value', show: false, min: 0, max: 1 },
      yAxis: {
        type: 'category',
        show: !isSingle,
        data: names,
        inverse: true,
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: INK, fontSize: 13, lineHeight: 15, interval: 0 },
      },
      series: parts.map((_, at) => ({
        type: 'bar',
        stack: 'all',
        name: legends[at],
        barWidth: 32,
        itemStyle: { color: PALETTE[at % PALETTE.length], borderColor: '#fff', borderWidth: 1 },
        label: {
          show: true,
          color: INK,
          fontSize: 12,
          backgroundColor: '#fff',
          padding: [2, 4],
          formatter: ({ dataIndex }: Readonly<{ dataIndex: number }>) => {
            const cell = rows[dataIndex]?.cells[at];
            return (cell?.value ?? 0) < READABLE ? '' : (cell?.text ?? '');
          },
        },
        data: rows.map(({ cells }) => cells[at]?.value ?? 0),
      })),
    },
  };
}
