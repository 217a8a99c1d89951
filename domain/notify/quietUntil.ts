import { addDays, dateIn, instantOf } from '../time/zone.ts';
import type { QuietHours } from './channels.ts';

/** When the quiet hours end in which the instant lies; `undefined` where it lies in none. */
export function quietUntil(
  now: number,
  { from, to, zone }: QuietHours & Readonly<{ zone: string }>,
): number | undefined {
  const today = dateIn(now, zone);
  // Those that began yesterday may last.
  for (const day of [addDays(today, -1), today]) {
    const end = instantOf(from < to ? day : addDays(day, 1), to, zone);
    if (instantOf(day, from, zone) <= now && now < end) return end;
  }
  return undefined;
}
