/** What events say of clocks. Moments are case time, epoch ms. */

import type { Limit } from '../pack/limitDef.ts';

/** `occurrence` is 1, 2 ... within the clock's definition and case. */
export type ClockRef = Readonly<{ clock: string; occurrence: number }>;

/** What a clock takes from its definition. */
export type ClockRules = Readonly<{
  rule?: string;
  ladder: string;
  severity: number;
  overdue: boolean;
  /** Nobody can miss it; `dueAt` is its start. */
  monitor?: boolean;
  /** Nobody here owes it: the complainant's own time, or a way that closes. Its end is recorded and nobody is late. */
  owed?: false;
}>;

/** A due moment, and what it was counted with. */
type Counted = Readonly<{
  targetAt?: number;
  provisional?: boolean;
  calendarVersion?: string;
  /** Parts that add up from the start to the due moment. */
  because: readonly Segment[];
}>;

export type ClockStartedData = ClockRef &
  ClockRules &
  Counted &
  Readonly<{
    /** What this occurrence belongs to: a level, a dispatch, a promise; absent for the case itself. */
    subject?: string;
    startedAt: number;
    dueAt: number;
    /** The moment that a field of the case named, for a limit of that kind. */
    promisedAt?: number;
    /** Pauses of the case that it would have had, had it begun when it is counted from. */
    moves?: readonly ClockMove[];
    /** It begins while the clocks of the case stand still. */
    paused?: boolean;
    /** A migration started it when its due moment had passed already. */
    ruleAdjusted?: boolean;
    /**
     * Nothing of it acts before: the moment of the start event when it is counted from an earlier one, or of what moved
     * its due moment to an earlier one.
     */
    actsFrom?: number;
  }>;

/** What was granted to a clock, or agreed of it, after it began; kept whatever becomes of its limit and its days. */
export type ClockMove = MoveDetail &
  Readonly<
    | { kind: 'paused'; from: number; to: number }
    /** So much more than it had, in all no more than `within` from its start. */
    | { kind: 'extended'; by: Limit; within?: Limit }
    /** Another case went into this one that owed the same by this moment; `detail` is its number. */
    | { kind: 'merged'; dueAt: number }
  >;

/** `approvedBy`: who agreed. */
type MoveDetail = Readonly<{ detail?: string; approvedBy?: readonly string[] }>;

/** The only way a due moment moves: it was counted again, with these moves more. */
export type ClockMovedData = ClockRef &
  MoveDetail &
  Counted &
  Readonly<{
    from: number;
    to: number;
    reason: 'pause' | 'extension' | 'merge' | 'calendar' | 'closure' | 'migration';
    /** What is new. */
    moves?: readonly ClockMove[];
    /** The new due moment had passed already when it was set. */
    calendarAdjusted?: boolean;
  }>;

/** One part of a due moment, and why. `from` of the first is the start, `to` of the last is due. */
export type Segment = Readonly<{
  from: number;
  to: number;
  reason:
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
  detail?: string;
  /** Who agreed. */
  by?: readonly string[];
}>;

export type RungFiredData = ClockRef &
  Readonly<{
    rung: string;
    /** The planned instant. */
    dueAt: number;
    notify: readonly string[];
    message: string;
    flag?: string;
    /** Wall-clock ms between the planned instant and this event. */
    lateMs: number;
    /** The engine itself was not running at the planned instant. */
    lateBecause?: 'suspended';
    /** Fired together with others after an outage; told in one message. */
    coalesced?: boolean;
  }>;
