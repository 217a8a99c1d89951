/** How numbers are written: one decimal, thousands apart, per cent and percentage points, in both languages. */

import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import type { Locale } from '../../language/bilingual.ts';

export type Measure = FigureAnswer['measure'];

/** How a spreadsheet writes a number. */
export type NumberFormat = 'percent' | 'one' | 'whole' | 'money';

const MINUS = '−';

/** `1,234.5`; the sign is a minus, not a hyphen. */
export function decimal(value: number, digits: number): string {
  const rounded = Number(Math.abs(value).toFixed(digits));
  const [whole = '0', part] = rounded.toFixed(digits).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && rounded > 0 ? MINUS : '';
  return `${sign}${grouped}${part === undefined ? '' : `.${part}`}`;
}

export function whole(value: number): string {
  return decimal(value, 0);
}

/** A share: `98.9%`. One that only rounding makes none or all is said to be below or above. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return '< 0.1%';
  if (share < 1 && share >= 0.9995) return '> 99.9%';
  return `${decimal(share * 100, 1)}%`;
}

/** A difference of two shares: `5.6 percentage points`. */
export function points(difference: number, locale: Locale): string {
  const text = decimal(difference * 100, 1);
  return locale === 'zh' ? `${text} 个百分点` : `${text} percentage points`;
}

/** With its sign: `+3.7`, `−41.3`. */
export function signed(text: string): string {
  return text.startsWith(MINUS) || /^0(?:\.0)?(?:%|$| )/.test(text) ? text : `+${text}`;
}

/** A value by its measure: `3.2 hours`, `CNY 1,234.50`, `82.5%`, `37`. */
export function measured(value: number, measure: Measure, locale: Locale): string {
  const zh = locale === 'zh';
  switch (measure) {
    case 'percent':
      return percent(value);
    case 'hours':
      return zh ? `${decimal(value, 1)} 小时` : `${decimal(value, 1)} hours`;
    case 'days':
      return zh ? `${decimal(value, 1)} 天` : `${decimal(value, 1)} days`;
    case 'money':
      return zh ? `${decimal(value / 100, 2)} 元` : `CNY ${decimal(value / 100, 2)}`;
    case 'number':
      return Number.isInteger(value) ? whole(value) : decimal(value, 1);
  }
}

/** A difference of two values of a measure: shares differ by percentage points. */
export function difference(value: number, measure: Measure, locale: Locale): string {
  return measure === 'percent' ? points(value, locale) : measured(value, measure, locale);
}
