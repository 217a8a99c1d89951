/** What the report says of each figure beside what the cases come to. */

import type { FigureBook } from '../../domain/figures/figure.ts';
import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { instantOf } from '../../domain/time/zone.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import type { Year } from '../../packs/year/yearSchema.ts';
import type { Queryable } from '../../store/database/database.ts';
import { evaluateFigure } from '../../store/figures/evaluateFigure.ts';

export type YearRow = Readonly<{
  id: string;
  title: Bilingual;
  reported: string;
  recomputed: string;
  agrees: boolean;
  /** Why it cannot agree, or how it is read. */
  why?: Bilingual | undefined;
}>;

type Reported = Year['reported'][string];

export async function yearTable(
  db: Queryable,
  year: Year,
  engine: EnginePack,
  book: FigureBook,
): Promise<readonly YearRow[]> {
  const [from, to] = year.period;
  const [day = '', time = ''] = year.until.split('T');
  const now = instantOf(day, time, engine.timezone);
  const context = { db, pack: engine, book, packOf: () => undefined, label: () => undefined, now };
  const rows: YearRow[] = [];
  for (const [id, said] of Object.entries(year.reported)) {
    const answer = await evaluateFigure(context, id, { days: { from, to } });
    const value = shownValue(answer);
    const why = typeof said === 'number' ? undefined : said.why;
    rows.push({
      id,
      title: answer.title,
      reported: reportedText(said, answer),
      recomputed: value === null ? '-' : withUnit(value, answer),
      agrees: value !== null && agrees(said, value),
      why,
    });
  }
  return rows;
}

/** Per cent as such, everything else as it is. */
function shownValue({ value, measure }: FigureAnswer): number | null {
  return value === null ? null : measure === 'percent' ? value * 100 : value;
}

/** As exactly as the report says it: to one decimal. */
function agrees(said: Reported, value: number): boolean {
  const { value: exact, min = -Infinity, max = Infinity } = typeof said === 'number' ? { value: said } : said;
  const rounded = Math.round((value + Number.EPSILON) * 10) / 10;
  return (exact === undefined || rounded === exact) && value >= min && value <= max;
}

function reportedText(said: Reported, answer: FigureAnswer): string {
  if (typeof said === 'number') return withUnit(said, answer);
  const { value, min, max } = said;
  const parts = [
    value === undefined ? [] : [withUnit(value, answer)],
    min === undefined ? [] : [`≥ ${withUnit(min, answer)}`],
    max === undefined ? [] : [`≤ ${withUnit(max, answer)}`],
  ];
  return parts.flat().join(', ');
}

function withUnit(value: number, { measure, kind }: FigureAnswer): string {
  const sign = kind === 'change' && value > 0 ? '+' : '';
  const unit = { percent: ' %', hours: ' h', days: ' d', money: '', number: '' };
  const whole = measure === 'number' && Number.isInteger(value);
  return `${sign}${whole ? value : value.toFixed(1)}${unit[measure]}`;
}
