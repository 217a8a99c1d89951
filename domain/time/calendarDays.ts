/** Of every working day, `HH:MM` local, in order. */
export type BusinessHours = readonly { readonly from: string; readonly to: string }[];

/**
 * The days that a case may need: Monday to Friday are working days unless listed. In a year that is not in `years`,
 * what is counted is provisional.
 */
export type CalendarDays = Readonly<{
  /** Calendars laid over each other, the nationwide one first. */
  layers: readonly string[];
  /** Changes with any day. */
  version: string;
  /** Published. */
  years: readonly number[];
  /** Rest days from Monday to Friday, and what for. */
  off: Readonly<Record<string, string>>;
  /** Working days on a weekend, and what for. */
  work: Readonly<Record<string, string>>;
  /** `MM-DD` from which the notice of the next year may still set days. */
  openFrom?: string;
  /** Closed by order for this case: settled whatever the year. */
  closed?: readonly string[];
}>;
