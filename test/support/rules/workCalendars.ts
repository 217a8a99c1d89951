import type { CalendarDays } from '../../../domain/time/calendar.ts';
import { calendarDays } from '../../../packs/calendar/calendarLibrary.ts';
import { loadCalendars } from '../../../packs/calendar/loadCalendars.ts';

/** The shipped calendars. */
export const LIBRARY = loadCalendars('packs/calendars');

/** Every day of some shipped calendars. */
export function shippedDays(...layers: string[]): CalendarDays {
  return calendarDays(LIBRARY, layers);
}
