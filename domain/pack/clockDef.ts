/**
 * Clocks as a pack declares them: what starts and ends them, how long they have, and the ladder of those who are told.
 * Durations are ms of case time.
 */

import type { Limit } from './limitDef.ts';
import type { ExtensionDef } from './extensionDef.ts';
import type { Condition } from './condition.ts';
import type { RuleId } from './ruleId.ts';

/** What starts, stops or cancels a clock: an event name or a step, with an optional condition on the facts after it. */
export interface Trigger {
  readonly on: TriggerName;
  /** For `level-entered`: the level. */
  readonly level?: string;
  /** For `step`: the step's id. */
  readonly step?: string;
  readonly when?: Condition;
}

export type TriggerName =
  | 'registered'
  | 'accepted'
  | 'refused'
  | 'assigned'
  | 'level-entered'
  | 'escalated'
  | 'dispatched'
  | 'dispatch-answered'
  | 'dispatch-rerouted'
  | 'dispatch-refused'
  | 'promised'
  | 'resolved'
  | 'closed'
  | 'reopened'
  | 'withdrawn'
  | 'merged'
  | 'channel-added'
  | 'linked'
  | 'reclassified'
  | 'approval-requested'
  | 'step';

export interface ClockDef {
  readonly id: string;
  readonly rule?: RuleId;
  readonly title: string;
  readonly start: readonly Trigger[];
  readonly stop: readonly Trigger[];
  readonly cancel?: readonly Trigger[];
  /** Checked on the facts right after the start event. */
  readonly when?: Condition;
  /** How often one case may have this clock. */
  readonly per: 'case' | 'level' | 'dispatch' | 'promise' | 'cycle';
  readonly limit: Limit;
  /** Field (instant) that the limits are counted from, instead of the moment of the start event. */
  readonly from?: string;
  /** Or an earlier event of the case: a limit that is found to apply later still counts from receipt. */
  readonly fromEvent?: 'registered' | 'accepted';
  /** An earlier moment that is aimed at but not owed. */
  readonly target?: Limit;
  readonly ladder: string;
  /** Higher is told first when several lapse together. */
  readonly severity: number;
  /** Owed by law: extended only where `extendable` says so. */
  readonly statutory?: boolean;
  /** How it may be extended; in a pack where any clock says this, the others cannot be. */
  readonly extendable?: ExtensionDef;
  /** Nobody here owes it: the time in which the complainant may ask for a review, or in which a shorter way is open. */
  readonly owed?: false;
  /** Missing it makes the case overdue (and so formal, where the class table says so). */
  readonly overdue?: boolean;
}

export interface RungDef {
  readonly id: string;
  readonly at: RungAt;
  /** Roles to tell; `complainant` is the person who complained. */
  readonly notify: readonly string[];
  /** Move the case up: `next` level or a named one. Never moves it down. */
  readonly escalate?: string;
  readonly flag?: string;
  readonly message: string;
}

export type RungAt =
  | { readonly kind: 'percent'; readonly percent: number }
  /** From the due moment, or from the clock's target or start. */
  | { readonly kind: 'offset'; readonly ms: number; readonly of?: 'target' | 'start' }
  /** Whole days before (negative) or after the due day, at a time of day `HH:MM` in the pack's zone. */
  | { readonly kind: 'day'; readonly days: number; readonly time: string }
  /** The same in working days. */
  | { readonly kind: 'working-day'; readonly days: number; readonly time: string };
