import type { Labelled } from '../model/chartSpec.ts';
import { broken, FILL, INK, LINE, nameRoom, type SizedOption } from './style.ts';

const NAME_WIDTH = 30;
const ROW = 34;

/** Lying bars in the order given, each with its number behind it. */
export function barOption(bars: readonly Labelled[]): SizedOption {
  const names = bars.map(({ name }) => broken(name, NAME_WIDTH));
  const texts = bars.map(({ text }) => text);
  return {
    height: bars.length * ROW + 24,
    option: {
      grid: { left: nameRoom(names), right: nameRoom(texts) + 8, top: 8, bottom: 8 },
      xAxis: { type: 'value', show: false, min: 0 },
      yAxis: {
        type: 'category',
        data: names,
        inverse: true,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: LINE } },
        axisLabel: { color: INK, fontSize: 13, interval: 0, lineHeight: 15 },
      },
      series: [
        {
          type: 'bar',
          barWidth: 18,
          itemStyle: { color: FILL },
          label: {
            show: true,
            position: 'right',
            color: INK,
            fontSize: 13,
            formatter: ({ dataIndex }: Readonly<{ dataIndex: number }>) => texts[dataIndex] ?? '',
          },
          data: bars.map(({ value }) => value ?? 0),
        },
      ],
    },
  };
}
