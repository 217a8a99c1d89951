/**
 * Clocks as a pack declares them: what starts and ends them, how long they have, and the ladder of those who are told.
 * Durations are ms of case time.
 */

import type { Limit } from './limitDef.ts';
import type { ExtensionDef } from './extensionDef.ts';
import type { Condition } from './condition.ts';
import type { RuleId } from './ruleId.ts';

/** What starts, stops or cancels a clock: an event name or a step, with an optional condition on the facts after it. */
export type Trigger = Readonly<{
  on: TriggerName;
  /** For `level-entered`: the level. */
  level?: string;
  /** For `step`: the step's id. */
  step?: string;
  when?: Condition;
}>;

/** Names of events that start, stop and cancel clocks and give notices. */
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
  /** Checked on the facts right after the start event. */
  when?: Condition;
  /** How often one case may have this clock. */
  per: 'case' | 'level' | 'dispatch' | 'promise' | 'cycle';
  limit: Limit;
  /** Field (instant) that the limits are counted from, instead of the moment of the start event. */
  from?: string;
  /** Or an earlier event of the case: a limit that is found to apply later still counts from receipt. */
  fromEvent?: 'registered' | 'accepted';
  /** An earlier moment that is aimed at but not owed. */
  target?: Limit;
  ladder: string;
  /** Higher is told first when several lapse together. */
  severity: number;
  /** Owed by law: extended only where `extendable` says so. */
  statutory?: boolean;
  /** How it may be extended; in a pack where any clock says this, the others cannot be. */
  extendable?: ExtensionDef;
  /** Nobody here owes it: the time in which the complainant may ask for a review, or in which a shorter way is open. */
  owed?: false;
  /** Missing it makes the case overdue (and so formal, where the class table says so). */
  overdue?: boolean;
}>;

export type RungDef = Readonly<{
  id: string;
  at: RungAt;
  /** Roles to tell; `complainant` is the person who complained. */
  notify: readonly string[];
  /** Move the case up: `next` level or a named one. Never moves it down. */
  escalate?: string;
  flag?: string;
  message: string;
}>;

export type RungAt = Readonly<
  /** Of the clock's time; with a time of day `HH:MM` in the pack's zone, at that time of a working day. */
  | { kind: 'percent'; percent: number; time?: string }
  /** From the due moment, or from the clock's target or start. */
  | { kind: 'offset'; ms: number; of?: 'target' | 'start' }
  /** Whole days before (negative) or after the due day, at `HH:MM` in the pack's zone. */
  | { kind: 'day'; days: number; time: string }
  | { kind: 'working-day'; days: number; time: string }
>;
