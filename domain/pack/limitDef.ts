/** Time limits as a pack declares them. Durations are ms of case time. */

export type Limit =
  | { readonly kind: 'elapsed'; readonly ms: number }
  | ({ readonly kind: 'days'; readonly days: number } & LastDay)
  | ({ readonly kind: 'months'; readonly months: number } & LastDay)
  | { readonly kind: 'working-days'; readonly days: number; readonly end?: string }
  | { readonly kind: 'business-hours'; readonly ms: number }
  | { readonly kind: 'field'; readonly field: string }
  /** Watched, never missed: the ladder counts from the start. */
  | { readonly kind: 'none' };

export type LastDay = Readonly<{
  /** A last day on which one rests moves to the next working day. */
  roll?: boolean;
  /** `HH:MM` at which the last day ends; 24:00 when absent. */
  end?: string;
  /** Ends at the time of day at which it began. */
  keepTime?: boolean;
}>;
