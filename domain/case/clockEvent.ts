/** What events say of clocks. Moments are case time, epoch ms. */

import type { Limit } from '../pack/limitDef.ts';

export interface ClockRef {
  readonly clock: string;
  /** 1, 2 ... within the clock's definition and case. */
  readonly occurrence: number;
}

/** What a clock takes from its definition. */
export interface ClockRules {
  readonly rule?: string;
  readonly ladder: string;
  readonly severity: number;
  readonly overdue: boolean;
  /** Nobody can miss it; `dueAt` is its start. */
  readonly monitor?: boolean;
  /** Nobody here owes it: the complainant's own time, or a way that closes. Its end is recorded and nobody is late. */
  readonly owed?: false;
}

export interface ClockStartedData extends ClockRef, ClockRules {
  /** What this occurrence belongs to: a level, a dispatch, a promise; absent for the case itself. */
  readonly subject?: string;
  readonly startedAt: number;
  readonly targetAt?: number;
  readonly dueAt: number;
  readonly provisional?: boolean;
  /** Parts that add up from `startedAt` to `dueAt`. */
  readonly because: readonly Segment[];
  readonly calendarVersion?: string;
  /** A migration started it when its due moment had passed already. */
  readonly ruleAdjusted?: boolean;
  /**
   * Nothing of it acts before: the moment of the start event when it is counted from an earlier one, or of what moved
   * its due moment to an earlier one.
   */
  readonly armedAt?: number;
}

/** The only way a due moment moves. */
export interface ClockMovedData extends ClockRef {
  readonly from: number;
  readonly to: number;
  readonly reason: 'pause' | 'extension' | 'merge' | 'calendar' | 'closure' | 'migration';
  readonly detail?: string;
  /**
   * For a pause: ms that the clock stood still in its own unit. Less than a whole day moves a clock of days only
   * together with later ones.
   */
  readonly stood?: number;
  readonly approvedBy?: readonly string[];
  /** Where the last day rolled: the due moment before it did. */
  readonly unrolled?: number;
  /**
   * What it was extended by, as far as the pack allows; absent for a moment that somebody named. Counted again when
   * days change.
   */
  readonly granted?: Limit;
  /**
   * What the clock is counted with from now on: after a change of the calendar, and when a pause or an extension was
   * counted with one.
   */
  readonly provisional?: boolean;
  readonly calendarVersion?: string;
  readonly targetAt?: number;
  /** The new due moment had passed already when it was set. */
  readonly calendarAdjusted?: boolean;
}

/**
 * One part of a due moment: so many ms from here to there, and why. `from` of the first is the start, `to` of the last
 * is due.
 */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly reason:
    | 'limit'
    | 'start-day'
    | 'day'
    | 'rest-day'
    | 'business-hours'
    | 'closed-hours'
    | 'weekend'
    | 'roll'
    | 'promise'
    | 'pause'
    | 'extension'
    | 'merge'
    | 'calendar'
    | 'closure'
    | 'migration';
  readonly detail?: string;
  /** Who agreed. */
  readonly by?: readonly string[];
  /** Of a move by closure: the due moment before it was provisional. */
  readonly provisional?: boolean;
  /** As in the event that moved it. */
  readonly unrolled?: number;
  readonly granted?: Limit;
}

export interface RungFiredData extends ClockRef {
  readonly rung: string;
  /** The planned instant (case time). */
  readonly dueAt: number;
  readonly notify: readonly string[];
  readonly message: string;
  readonly flag?: string;
  /** Wall-clock ms between the planned instant and this event. */
  readonly lateMs: number;
  /** Set when the engine itself was not running at the planned instant. */
  readonly lateBecause?: 'suspended';
  /** Fired together with others after an outage; told in one message. */
  readonly coalesced?: boolean;
}
