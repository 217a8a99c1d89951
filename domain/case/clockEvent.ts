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
  /** The moment that a field of the case named, for a limit of that kind. */
  readonly promisedAt?: number;
  /** Pauses of the case that it would have had, had it begun when it is counted from. */
  readonly moves?: readonly ClockMove[];
  /** It begins while the clocks of the case stand still. */
  readonly paused?: boolean;
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
  readonly actsFrom?: number;
}

/** What was granted to a clock, or agreed of it, after it began; kept whatever becomes of its limit and its days. */
export type ClockMove = MoveDetail &
  (
    | { readonly kind: 'paused'; readonly from: number; readonly to: number }
    /** So much more than it had, in all no more than `within` from its start. */
    | { readonly kind: 'extended'; readonly by: Limit; readonly within?: Limit }
    /** Another case went into this one that owed the same by this moment; `detail` is its number. */
    | { readonly kind: 'merged'; readonly dueAt: number }
  );

interface MoveDetail {
  readonly detail?: string;
  /** Who agreed. */
  readonly approvedBy?: readonly string[];
}

/** The only way a due moment moves: it was counted again, with these moves more. */
export interface ClockMovedData extends ClockRef, MoveDetail {
  readonly from: number;
  readonly to: number;
  readonly reason: 'pause' | 'extension' | 'merge' | 'calendar' | 'closure' | 'migration';
  /** What is new. */
  readonly moves?: readonly ClockMove[];
  readonly targetAt?: number;
  readonly provisional?: boolean;
  readonly calendarVersion?: string;
  readonly because: readonly Segment[];
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
    | 'merge';
  readonly detail?: string;
  /** Who agreed. */
  readonly by?: readonly string[];
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
