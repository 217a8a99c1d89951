/** What events say of days that were published or closed while a case was open. */

import type { ClockRef } from './clockEvent.ts';
import type { CalendarDays } from '../time/calendarDays.ts';

/** A year that came out, or was corrected. `calendar`: all days that hold for the case from now on. */
export type CalendarPublishedData = Settled & Readonly<{ calendar: CalendarDays; source: CalendarSource }>;

/** Where the days were published; `date` is the ISO date of the notice. */
export type CalendarSource = Readonly<{
  calendar: string;
  year: number;
  title: string;
  number?: string;
  date: string;
}>;

/** ISO dates that an order closes for the case: a storm, a power cut. Why is kept with the order. */
export type ClosureData = Readonly<{
  order: string;
  days: readonly string[];
  /** Who agreed to it; never who asked for it. */
  approver: string;
}>;

/** `settled`: clocks whose due moment stays where it is and which the days have settled, or made provisional. */
export type Settled = Readonly<{ settled?: readonly SettledClock[] }>;

export type SettledClock = ClockRef & Readonly<{ provisional?: boolean; calendarVersion?: string }>;
