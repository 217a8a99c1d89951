import type { CalendarDays } from '../../domain/calendarDays.ts';
import { calendarDays } from '../../packs/calendarLibrary.ts';
import { loadCalendars } from '../../packs/loadCalendars.ts';

/** The shipped calendars. */
export const LIBRARY = loadCalendars('packs/calendars');

/** Every day of some shipped calendars. */
export function shippedDays(...layers: string[]): CalendarDays {
  return calendarDays(LIBRARY, layers);
}
