/** What events say of days that were published or closed while a case was open. */

import type { ClockRef } from './clockEvent.ts';
import type { CalendarDays } from '../time/calendarDays.ts';

/** A year that came out, or was corrected, while the case was open. */
export interface CalendarPublishedData extends Settled {
  /** All days that hold for the case from now on. */
  readonly calendar: CalendarDays;
  readonly source: CalendarSource;
}

/** Where the days were published. */
export interface CalendarSource {
  readonly calendar: string;
  readonly year: number;
  readonly title: string;
  readonly number?: string;
  /** ISO date of the notice. */
  readonly date: string;
}

/** Days that an order closes for the case: a storm, a power cut. Why is kept with the order. */
export interface ClosureData {
  readonly order: string;
  /** ISO dates. */
  readonly days: readonly string[];
  /** Who agreed to it; never who asked for it. */
  readonly approver: string;
}

export interface Settled {
  /** Clocks whose due moment stays where it is and which the days have settled, or made provisional. */
  readonly settled?: readonly SettledClock[];
}

export interface SettledClock extends ClockRef {
  readonly provisional?: true;
  readonly calendarVersion?: string;
}
