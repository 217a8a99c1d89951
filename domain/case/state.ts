/** A fold of events, plain JSON. Instants are case time. */

import type { ClockStartedData, ClosureData } from './clockEvent.ts';
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
  unit: string;
  /** The first is the channel of entry. */
  channels: readonly string[];
  level: string;
  entryLevel: string;
  class: string;
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
  closedAt?: number;
  cycle: number;
  /** From the second cycle on. */
  reopenedAt?: number;
  promisedAt?: number;
  paused?: PauseState & Pick<PausedData, 'until'>;
  /** Ended ones, also for clocks that start later but count from before. */
  pauses?: readonly PauseState[];
  access?: AccessData;
  /** The class at the close of a period; later changes are adjustments. */
  frozen?: Readonly<EventData['ClassFrozen']>;
  /** The case that this one went into. */
  mergedInto?: string;
  /** Cases that went into this one. */
  absorbed?: readonly string[];
  bypass?: boolean;
  representatives?: number;
  steps: Readonly<Record<string, StepState>>;
  clocks: readonly ClockState[];
  dispatches: readonly DispatchState[];
  approvals: readonly ApprovalState[];
  links: readonly Readonly<EventData['CaseLinked']>[];
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

export type PauseState = Pick<PausedData, 'reason' | 'kind' | 'approvedBy'> & Readonly<{ since: number; to?: number }>;

type StepState = Readonly<{ count: number; lastAt: number; fields: FieldValues }>;

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
    /** It goes on where it was when the case comes back. */
    cancelledBy?: 'reclassified';
  }>;

export type DispatchState = Readonly<{
  id: string;
  department: string;
  status: 'open' | 'answered' | 'refused';
  dispatchedAt: number;
  answeredAt?: number;
  substantive?: boolean;
  rerouted: number;
  refusal?: { readonly reason: string; readonly valid?: boolean };
}>;

export type ApprovalState = ApprovalRequest &
  Readonly<{ status: 'pending' | 'completed' | 'rejected'; givenBy: readonly string[] }>;
