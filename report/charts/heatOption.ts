import type { ChartRow } from '../model/chartSpec.ts';
import { broken, INK, LINE, nameRoom, type SizedOption } from './style.ts';

const NAME_WIDTH = 26;
const ROW = 40;

/** Rows over points, darker for more within a row; the number stands in every cell. */
export function heatOption(spec: Readonly<{ points: readonly string[]; rows: readonly ChartRow[] }>): SizedOption {
  const { points, rows } = spec;
  const names = rows.map(({ name }) => broken(name, NAME_WIDTH));
  const data = rows.flatMap(({ cells }, row) => {
    const values = cells.flatMap(({ value }) => (value === null ? [] : [value]));
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return cells.flatMap(({ text, value }, at) =>
      value === null ? [] : [{ value: [at, row, high === low ? 0.5 : (value - low) / (high - low)], text }],
    );
  });
  return {
    height: rows.length * ROW + 44,
    option: {
      grid: { left: nameRoom(names), right: 8, top: 32, bottom: 4 },
      xAxis: {
        type: 'category',
        data: points,
        position: 'top',
        axisTick: { show: false },
        axisLine: { lineStyle: { color: LINE } },
        axisLabel: { color: INK, fontSize: 11, interval: 0 },
      },
      yAxis: {
        type: 'category',
        data: names,
        inverse: true,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: LINE } },
        axisLabel: { color: INK, fontSize: 12, lineHeight: 14, interval: 0 },
      },
      visualMap: { show: false, min: 0, max: 1, dimension: 2, inRange: { color: ['#f2f6fa', '#8fb4d9'] } },
      series: [
        {
          type: 'heatmap',
          itemStyle: { borderColor: '#fff', borderWidth: 2 },
          label: {
            show: true,
            color: INK,
            fontSize: 10,
            formatter: ({ dataIndex }: Readonly<{ dataIndex: number }>) => data[dataIndex]?.text ?? '',
          },
          data: data.map(({ value }) => ({ value })),
        },
      ],
    },
  };
}
