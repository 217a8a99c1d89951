/** Moments are case time, epoch ms. */

import type { Limit } from '../pack/clockDef.ts';
import type { CalendarDays } from '../time/calendar.ts';

/** `occurrence` counts from 1 within the clock and the case. */
export type ClockRef = Readonly<{ clock: string; occurrence: number }>;

/** What a clock takes from its definition. */
export type ClockRules = Readonly<{
  rule?: string;
  ladder: string;
  severity: number;
  overdue: boolean;
  /** Nobody can miss it; `dueAt` is its start. */
  monitor?: boolean;
  /** The complainant's own time: its end is recorded, nobody is late. */
  owed?: false;
}>;

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
    /** A level, a dispatch or a promise; absent for the case itself. */
    subject?: string;
    startedAt: number;
    dueAt: number;
    /** Moment from the field of its limit. */
    promisedAt?: number;
    /** Pauses since the moment that it counts from. */
    moves?: readonly ClockMove[];
    /** Starts during a pause. */
    paused?: boolean;
    /** A migration started it past its due moment. */
    ruleAdjusted?: boolean;
    /**
     * It does nothing before: the start event, where the clock counts from earlier, or what moved its due moment to
     * earlier.
     */
    actsFrom?: number;
  }>;

/** Granted after the start; kept whatever becomes of limit and days. */
export type ClockMove = MoveDetail &
  Readonly<
    | { kind: 'paused'; from: number; to: number }
    /** So much more, in all at most `within` from the start. */
    | { kind: 'extended'; by: Limit; within?: Limit }
    /** A case that was merged into this one owed the same by then; `detail` is its number. */
    | { kind: 'merged'; dueAt: number }
  >;

type MoveDetail = Readonly<{ detail?: string; approvedBy?: readonly string[] }>;

/** A due moment moves in no other way: it was counted again with these moves. */
export type ClockMovedData = ClockRef &
  MoveDetail &
  Counted &
  Readonly<{
    from: number;
    to: number;
    reason: 'pause' | 'extension' | 'merge' | 'calendar' | 'closure' | 'migration';
    /** New ones. */
    moves?: readonly ClockMove[];
    /** The new due moment had already passed. */
    calendarAdjusted?: boolean;
  }>;

/** A part of a due moment, and why. */
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
    /** Wall-clock ms after the planned instant. */
    lateMs: number;
    /** The engine was not running at the planned instant. */
    lateBecause?: 'suspended';
    /** Fired with others after an outage; one message tells them all. */
    coalesced?: boolean;
  }>;

/** A year was published or corrected; `calendar` holds all days of the case from now on. */
export type CalendarPublishedData = Settled & Readonly<{ calendar: CalendarDays; source: CalendarSource }>;

/** The notice; `date` is its ISO date. */
export type CalendarSource = Readonly<{
  calendar: string;
  year: number;
  title: string;
  number?: string;
  date: string;
}>;

/** Days (ISO) closed by an order, such as for a storm; the order keeps the reason. */
export type ClosureData = Readonly<{
  order: string;
  days: readonly string[];
  /** Never who asked for it. */
  approver: string;
}>;

/** Clocks that keep their due moment and whose days are settled by this, or provisional again. */
export type Settled = Readonly<{ settled?: readonly SettledClock[] }>;

export type SettledClock = ClockRef & Readonly<{ provisional?: boolean; calendarVersion?: string }>;
