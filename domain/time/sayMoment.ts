/** How people read a moment: the one place that says it. Epoch ms on the wall clock. */

import type { Bilingual, Locale } from '../../language/bilingual.ts';
import { dateIn, timeOfDay } from './zone.ts';
import { zoneName } from './zoneName.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/**
 * When something happens or begins: `2027年1月28日 09:30 (北京时间)`, `28 January 2027, 09:30 (Beijing time)`. Seconds
 * only where there are some. Throws for an unknown zone or an invalid moment.
 */
export function sayMoment(at: number, zone: string, locale: Locale): string {
  return inWords(dateIn(valid(at), zone), clockText(timeOfDay(at, zone)), zoneName(at, zone, locale), locale);
}

/** By when something has to be done. The end of a day is that day, 24:00, and not the next one's 00:00. */
export function sayDue(at: number, zone: string, locale: Locale): string {
  // Not asked by the clock: where it goes forward at midnight, the day ends at 01:00.
  const last = dateIn(valid(at) - 1, zone);
  return last === dateIn(at, zone)
    ? sayMoment(at, zone, locale)
    : inWords(last, '24:00', zoneName(at - 1, zone, locale), locale);
}

/** `09:30:07.250`: a moment among those of the same minute. */
export function sayTimeOfDay(at: number, zone: string): string {
  const ms = timeOfDay(at, zone);
  return `${clockText(ms - (ms % 60_000))}:${two(Math.floor(ms / 1_000) % 60)}.${String(ms % 1_000).padStart(3, '0')}`;
}

/** `sayMoment` before the language is known. */
export function momentInBoth(at: number, zone: string): Bilingual {
  return { zh: sayMoment(at, zone, 'zh'), en: sayMoment(at, zone, 'en') };
}

/** `sayDue` before the language is known. */
export function dueInBoth(at: number, zone: string): Bilingual {
  return { zh: sayDue(at, zone, 'zh'), en: sayDue(at, zone, 'en') };
}

function valid(at: number): number {
  if (!Number.isFinite(at)) throw new RangeError('Invalid moment');
  return at;
}

function inWords(date: string, time: string, zone: string, locale: Locale): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return locale === 'zh'
    ? `${year}年${month}月${day}日 ${time} (${zone})`
    : `${day} ${MONTHS[month - 1] ?? ''} ${year}, ${time} (${zone})`;
}

/** `09:30` or `09:30:07`. */
function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts
    .slice(0, seconds % 60 === 0 ? 2 : 3)
    .map(two)
    .join(':');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
