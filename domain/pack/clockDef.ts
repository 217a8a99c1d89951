/** Clocks and their ladders as a pack declares them. Durations are ms of case time. */

import type { Condition } from './condition.ts';

/** Starts, stops or cancels a clock: an event or a step, with a condition on the facts after it. */
export type Trigger = Readonly<{
  on: TriggerName;
  /** For `level-entered`. */
  level?: string;
  /** For `step`. */
  step?: string;
  when?: Condition;
}>;

export const TRIGGER_EVENTS = [
  'registered',
  'accepted',
  'refused',
  'assigned',
  'level-entered',
  'escalated',
  'dispatched',
  'dispatch-answered',
  'dispatch-rerouted',
  'dispatch-refused',
  'promised',
  'resolved',
  'closed',
  'reopened',
  'withdrawn',
  'merged',
  'channel-added',
  'linked',
  'reclassified',
  'approval-requested',
] as const;
export type TriggerName = (typeof TRIGGER_EVENTS)[number] | 'step';

export type ClockDef = Readonly<{
  id: string;
  rule?: RuleId;
  title: string;
  start: readonly Trigger[];
  stop: readonly Trigger[];
  cancel?: readonly Trigger[];
  /** Asked right after the start event. */
  when?: Condition;
  /** How often a case may have this clock. */
  per: 'case' | 'level' | 'dispatch' | 'promise' | 'cycle';
  limit: Limit;
  /** Instant field that the limits count from, instead of the start event. */
  from?: string;
  /** Or an earlier event: a limit found to apply later still counts from receipt. */
  fromEvent?: 'registered' | 'accepted';
  /** Earlier, aimed at but not owed. */
  target?: Limit;
  ladder: string;
  /** Higher is told first when several lapse together. */
  severity: number;
  /** Owed by law: extended only where `extendable` says so. */
  statutory?: boolean;
  /** Where any clock of the pack has this, the others cannot be extended. */
  extendable?: ExtensionDef;
  /** Time of the complainant's own, or in which a shorter way is open: nobody here is late. */
  owed?: false;
  /** Missing it makes the case overdue. */
  overdue?: boolean;
}>;

export type RungDef = Readonly<{
  id: string;
  at: RungAt;
  /** Roles; `complainant` is the person who complained. */
  notify: readonly string[];
  /** `next` or a level above; never down. */
  escalate?: string;
  flag?: string;
  message: string;
}>;

export type RungAt = Readonly<
  /** Of the clock's time; `HH:MM`: at that time of a working day in the pack's zone. */
  | { kind: 'percent'; percent: number; time?: string }
  /** From the due moment unless `of` says otherwise. */
  | { kind: 'offset'; ms: number; of?: 'target' | 'start' }
  /** Days before (negative) or after the due day, at `HH:MM` in the pack's zone. */
  | { kind: 'day'; days: number; time: string }
  | { kind: 'working-day'; days: number; time: string }
>;

export type Limit = Readonly<
  | { kind: 'elapsed' | 'business-hours'; ms: number }
  | ({ kind: 'days'; days: number } & LastDay)
  | ({ kind: 'months'; months: number } & LastDay)
  | ({ kind: 'working-days'; days: number } & Omit<LastDay, 'roll'>)
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

/** How a clock may be extended (R1, R2). */
export type ExtensionDef = Readonly<{
  /** At most, from the present due moment. */
  by: Limit;
  /** At most in all, from the start of the clock. */
  within?: Limit;
  /** How often one occurrence may be extended. */
  times: number;
  /** Approval that each extension waits for. */
  gate?: string;
  /** Message to the complainant. */
  notice?: string;
}>;

/** Where a rule comes from, such as `S1-T4`. */
export type RuleId = string;
