/** How all charts look: told apart by pattern, symbol and label, never by colour alone. */

import type { EChartsCoreOption } from 'echarts/core';

/** A chart of CHART_WIDTH and this height. */
export type SizedOption = Readonly<{ option: EChartsCoreOption; height: number }>;

export const CHART_WIDTH = 680;
/** By name: whoever shows the chart has it or takes one of the same kind. */
export const FONT = 'Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif';
export const INK = '#1f2933';
export const LINE = '#9aa5b1';
export const FILL = '#2b6cb0';
/** Neighbours differ in grey too. */
export const PALETTE = ['#1f4e79', '#e08e45', '#3a7d44', '#c9a0dc', '#7a5c00', '#5fb3c4', '#8b2f3c', '#9aa5b1'];

/** A name in lines of that many halves of a Chinese character. */
export function broken(name: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of name.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*/g) ?? []) {
    if (line !== '' && textWidth(line + word.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  return [...lines, line.trimEnd()].join('\n');
}

/** In halves of a Chinese character. */
export function textWidth(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1.1), 0);
}

/** Room for the widest name, in pixels. */
export function nameRoom(names: readonly string[]): number {
  const lines = names.flatMap((name) => name.split('\n'));
  return Math.ceil(Math.max(0, ...lines.map(textWidth)) * 6.6) + 12;
}
