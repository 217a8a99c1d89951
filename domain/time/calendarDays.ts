/** The days that a case is counted with. */

/** Open hours of every working day, `HH:MM` local, in order. */
export type BusinessHours = readonly { readonly from: string; readonly to: string }[];

/**
 * The days of a calendar that a case may need; every other day is a working day from Monday to Friday. A year that is
 * not in `years` is unpublished: its days follow the provisional rule, and what is counted on them is provisional.
 */
export type CalendarDays = Readonly<{
  /** Ids of the calendars laid over each other, the nationwide one first. */
  layers: readonly string[];
  /** Another one for every change of any day. */
  version: string;
  /** Published years. */
  years: readonly number[];
  /** Rest days from Monday to Friday, and what for. */
  off: Readonly<Record<string, string>>;
  /** Working days on a weekend, and what for. */
  work: Readonly<Record<string, string>>;
  /** `MM-DD` from which the days of a year may still be set by the notice of the next one. */
  openFrom?: string;
  /** Days off by order for this case alone: settled whatever the year. */
  closed?: readonly string[];
}>;
