import { BarChart, FunnelChart, HeatmapChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, VisualMapComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartSpec } from '../model/chartSpec.ts';
import { barOption } from './barOption.ts';
import { funnelOption } from './funnelOption.ts';
import { heatOption } from './heatOption.ts';
import { lineOption } from './lineOption.ts';
import { stackOption } from './stackOption.ts';
import { CHART_WIDTH, FONT, type SizedOption } from './style.ts';

use([
  BarChart,
  FunnelChart,
  HeatmapChart,
  LineChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  VisualMapComponent,
  SVGRenderer,
]);

/** The chart as an SVG text with ids of its own: the same for the same numbers, whatever was drawn before. */
export function chartSvg(id: string, spec: ChartSpec): string {
  const { height, option } = sizedOption(spec);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: CHART_WIDTH, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: FONT, fontSize: 13 }, ...option });
    const drawn = chart.renderToSVGString();
    // What would react to a mouse, in a document that does not; its names count the charts of the process.
    const still = drawn.replaceAll(/<style ?>[\s\S]*?<\/style>|\s(?:class|ecmeta_\w+)="[^"]*"/g, '');
    return still.replaceAll(/\bzr\d+-/g, `${id}-`);
  } finally {
    // Without it the process never ends.
    chart.dispose();
  }
}

function sizedOption(spec: ChartSpec): SizedOption {
  switch (spec.kind) {
    case 'bar':
      return barOption(spec.bars);
    case 'funnel':
      return funnelOption(spec.steps);
    case 'line':
      return lineOption(spec);
    case 'heat':
      return heatOption(spec);
    case 'stack':
      return stackOption(spec);
  }
}
