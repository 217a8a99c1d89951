/** Clocks and their ladders as a pack declares them. Durations are ms of case time. */

import type { Limit } from './limitDef.ts';
import type { ExtensionDef } from './extensionDef.ts';
import type { Condition } from './condition.ts';
import type { RuleId } from './ruleId.ts';

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
