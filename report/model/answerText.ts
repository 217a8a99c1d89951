import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import { sayBesideCause } from '../../domain/figures/besideCauses.ts';
import type { Locale } from '../../language/bilingual.ts';
import { decimal, difference, measured, signed, whole } from './numbers.ts';
import { WORDS } from './words.ts';

/** The value as it is written; n/a where nothing was counted. */
export function valueText(answer: FigureAnswer, locale: Locale): string {
  if (answer.suppressed === true) return WORDS.suppressed[locale];
  if (answer.kind === 'change') return changeText(answer, locale);
  if (answer.value === null) return WORDS.na[locale];
  return measured(answer.value, answer.measure, locale);
}

/** A count that leaves nothing out. */
export function isOfAll({ kind, numerator, denominator }: Partial<FigureAnswer>): boolean {
  return kind === 'count' && numerator === denominator;
}

/** What changed, in both ways: `−41.3% (−2.2 hours)`, `+5.6 percentage points (+6.5%)`. */
function changeText(answer: FigureAnswer, locale: Locale): string {
  const { change } = answer;
  if (change === undefined || change.now === null || change.before === null) return WORDS.na[locale];
  const relative = change.relative === null ? undefined : signed(percentOfChange(change.relative));
  const absolute = signed(difference(change.now - change.before, change.measure, locale));
  // A definition that shows points has points as its value.
  const isPoints = change.relative === null || answer.value !== change.relative;
  const [main = absolute, other] = isPoints ? [absolute, relative] : [relative, absolute];
  return other === undefined ? main : locale === 'zh' ? `${main}(${other})` : `${main} (${other})`;
}

/** In per cent of what was; one of nearly all is `100.0%`. */
export function percentOfChange(relative: number): string {
  return `${decimal(relative * 100, 1)}%`;
}

export function intervalText({ interval, measure, suppressed }: FigureAnswer, locale: Locale): string {
  if (interval === undefined || suppressed === true) return '';
  const [low, high] = [interval.low, interval.high].map((value) => measured(value, measure, locale));
  return `${low} – ${high}`;
}

export function targetText({ measure, target }: FigureAnswer, locale: Locale): string {
  if (target === undefined) return '';
  const bounds = [
    ...(target.min === undefined ? [] : [`≥ ${measured(target.min, measure, locale)}`]),
    ...(target.max === undefined ? [] : [`≤ ${measured(target.max, measure, locale)}`]),
  ];
  return bounds.join(locale === 'zh' ? '且' : ' and ');
}

/** What was left out, by cause: `open 3, withdrawn 1`. */
export function besideText({ beside }: FigureAnswer, locale: Locale): string {
  const parts = Object.entries(beside).filter(([, count]) => count > 0);
  const said = parts.map(([cause, count]) => `${sayBesideCause(cause, locale)} ${whole(count)}`);
  return said.join(locale === 'zh' ? '、' : ', ');
}
