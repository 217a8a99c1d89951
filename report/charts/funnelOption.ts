import type { Labelled } from '../model/chartSpec.ts';
import { INK, PALETTE, type SizedOption } from './style.ts';

const STEP = 52;

/** Steps from above to below; name and number stand beside, so that the narrowest is readable too. */
export function funnelOption(steps: readonly Labelled[]): SizedOption {
  const height = steps.length * STEP + 16;
  const most = Math.max(1, ...steps.map(({ value }) => value ?? 0));
  return {
    height,
    option: {
      series: [
        {
          type: 'funnel',
          sort: 'none',
          left: 20,
          top: 8,
          width: 330,
          height: height - 16,
          gap: 4,
          min: 0,
          max: most,
          minSize: '2%',
          label: {
            position: 'right',
            color: INK,
            fontSize: 13,
            formatter: ({ dataIndex }: Readonly<{ dataIndex: number }>) =>
              `${steps[dataIndex]?.name ?? ''}  ${steps[dataIndex]?.text ?? ''}`,
          },
          labelLine: { show: true, length: 16, lineStyle: { color: INK } },
          itemStyle: { borderWidth: 0 },
          data: steps.map(({ name, value }, at) => ({
            name,
            value: value ?? 0,
            itemStyle: { color: PALETTE[at % PALETTE.length] },
          })),
        },
      ],
    },
  };
}
