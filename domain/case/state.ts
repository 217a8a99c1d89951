/** A fold of events, plain JSON. Instants are case time. */

import type { ClockMovedData, ClockStartedData, ClosureData } from './clockEvent.ts';
import type { AccessData, ApprovalRequest, EventData, FieldValues, PackRef, PausedData } from './event.ts';
import type { CalendarDays } from '../time/calendar.ts';
import type { Stage } from '../pack/pack.ts';

export type CaseState = Readonly<{
  seq: number;
  /** After a migration. */
  pack?: PackRef;
  stage: Stage;
  object: string;
  category: string;
  entryCategory: string;
  unit: string;
  entryUnit: string;
  /** The first is the channel of entry. */
  channels: readonly string[];
  level: string;
  entryLevel: string;
  /** The level of entry, and each since. */
  levels: readonly LevelState[];
  class: string;
  /** What it was, and since when. */
  classes: readonly Readonly<{ class: string; since: number }>[];
  handler?: string;
  anonymous: boolean;
  fields: FieldValues;
  flags: readonly string[];
  outcome?: string;
  /** While the customer was on the line, says the handler. */
  firstContact?: boolean;
  resolvedLevel?: string;
  registeredAt: number;
  /** Brought in with what had happened before. */
  importedAt?: number;
  acceptedAt?: number;
  resolvedAt?: number;
  firstResolvedAt?: number;
  /** In whatever way it ended. */
  closedAt?: number;
  /** Closed, not refused, withdrawn or merged. */
  firstClosedAt?: number;
  /** Of a refusal or a withdrawal. */
  endReason?: string;
  cycle: number;
  /** From the second cycle on. */
  reopenedAt?: number;
  promisedAt?: number;
  firstPromisedAt?: number;
  paused?: PauseState & Pick<PausedData, 'until'>;
  /** Ended ones, also for clocks that start later but count from before. */
  pauses?: readonly EndedPause[];
  access?: AccessData;
  /** The class at the close of a period; later changes are adjustments. */
  frozen?: Readonly<EventData['ClassFrozen']>;
  /** The case that this one went into. */
  mergedInto?: string;
  /** Cases that went into this one. */
  absorbed?: readonly string[];
  bypass?: boolean;
  /** Somebody without a name acted on it. */
  unattributed?: true;
  representatives?: number;
  steps: Readonly<Record<string, StepState>>;
  clocks: readonly ClockState[];
  dispatches: readonly DispatchState[];
  approvals: readonly ApprovalState[];
  links: readonly LinkState[];
  /** To other levels or departments: they rule out first-contact resolution. */
  moves: number;
  calendarLayers?: readonly string[];
  calendarVersion?: string;
  /** Days published since; they replace the pack's. */
  calendar?: CalendarDays;
  daysChangedAt?: number;
  /** Orders that close days for this case. */
  closures?: readonly ClosureState[];
}>;

export type ClosureState = Pick<ClosureData, 'order' | 'days'>;

/** `seq` of the event that began it. */
export type PauseState = Pick<PausedData, 'reason' | 'kind' | 'approvedBy'> & Readonly<{ seq: number; since: number }>;

export type EndedPause = PauseState & { readonly to: number };

/** `clock`: its lapse brought the case up. */
export type LevelState = Readonly<{ level: string; seq: number; since: number; clock?: string }>;

/** Without an actor: by registration. */
export type LinkState = Readonly<EventData['CaseLinked'] & { at: number; actor?: string }>;

type StepState = Readonly<{ count: number; firstAt: number; lastAt: number; fields: FieldValues }>;

/** `missed`: past due and not stopped; `late`: stopped after that. */
export const CLOCK_STATUSES = ['running', 'paused', 'met', 'missed', 'late', 'cancelled'] as const;
export type ClockStatus = (typeof CLOCK_STATUSES)[number];

export type ClockState = Omit<ClockStartedData, 'paused'> &
  Readonly<{
    status: ClockStatus;
    missedAt?: number;
    /** How often it lapsed and then ran again. */
    lapsedBefore?: number;
    stoppedAt?: number;
    /** A calendar moved its due moment into the past: nobody answers for that. */
    calendarAdjusted?: boolean;
    /** Rungs. */
    fired: readonly string[];
    /** After `reclassified` it goes on where it was when the case comes back. */
    cancelledBecause?: string;
    /** Before anything moved it, and what has. */
    /** When it began to run, where it counts from before. */
    notedAt?: number;
    firstDueAt?: number;
    movedBy?: readonly ClockMovedData['reason'][];
    /** Who was responsible when it was met, missed or cancelled. */
    unit?: string;
    handler?: string;
  }>;

export type DispatchState = Readonly<{
  id: string;
  department: string;
  /** Before it was re-routed, and why it was at last. */
  departmentFirst?: string;
  rerouteReason?: string;
  status: 'open' | 'answered' | 'refused';
  dispatchedAt: number;
  answeredAt?: number;
  substantive?: boolean;
  rerouted: number;
  /** The first time. */
  reroutedAt?: number;
  refusal?: Readonly<{ reason: string; at: number; valid?: boolean; ruledAt?: number }>;
}>;

export type ApprovalState = ApprovalRequest &
  Readonly<{
    status: 'pending' | 'completed' | 'rejected';
    givenBy: readonly string[];
    requestedAt: number;
    decidedAt?: number;
  }>;
