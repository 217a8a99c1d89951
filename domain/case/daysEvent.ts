/** Days published or closed while a case was open. */

import type { ClockRef } from './clockEvent.ts';
import type { CalendarDays } from '../time/calendarDays.ts';

/** A year was published or corrected; `calendar` holds all days of the case from now on. */
export type CalendarPublishedData = Settled & Readonly<{ calendar: CalendarDays; source: CalendarSource }>;

/** The notice; `date` is its ISO date. */
export type CalendarSource = Readonly<{
  calendar: string;
  year: number;
  title: string;
  number?: string;
  date: string;
}>;

/** Days (ISO) closed by an order, such as for a storm; the order keeps the reason. */
export type ClosureData = Readonly<{
  order: string;
  days: readonly string[];
  /** Never who asked for it. */
  approver: string;
}>;

/** Clocks that keep their due moment and whose days are settled by this, or provisional again. */
export type Settled = Readonly<{ settled?: readonly SettledClock[] }>;

export type SettledClock = ClockRef & Readonly<{ provisional?: boolean; calendarVersion?: string }>;
