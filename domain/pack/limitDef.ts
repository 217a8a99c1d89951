/** Time limits as a pack declares them. Durations are ms of case time. */

export type Limit = Readonly<
  | { kind: 'elapsed' | 'business-hours'; ms: number }
  | ({ kind: 'days'; days: number } & LastDay)
  | ({ kind: 'months'; months: number } & LastDay)
  | { kind: 'working-days'; days: number; end?: string }
  | { kind: 'field'; field: string }
  /** Watched, never missed: its ladder counts from the start. */
  | { kind: 'none' }
>;

type LastDay = Readonly<{
  /** A last day that is a rest day moves to the next working day. */
  roll?: boolean;
  /** `HH:MM` at which the last day ends; 24:00 by default. */
  end?: string;
  /** Ends at the time of day at which it began. */
  keepTime?: boolean;
}>;
