import { join } from 'node:path';
import { projectRoot } from '../config/projectRoot.ts';
import type { CalendarLibrary } from '../packs/calendarLibrary.ts';
import { loadCalendars } from '../packs/loadCalendars.ts';

/** The calendars in `packs/calendars`. */
export function shippedCalendars(): CalendarLibrary {
  return loadCalendars(join(projectRoot(), 'packs', 'calendars'));
}
