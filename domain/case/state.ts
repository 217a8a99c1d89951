/** The state of one case: a fold of its events, plain JSON. Instants are case time. */

import type { ClockStartedData } from './clockEvent.ts';
import type { ClosureData } from './daysEvent.ts';
import type { AccessData, ApprovalRequest, EventData, FieldValues, PackRef, PausedData } from './event.ts';
import type { CalendarDays } from '../time/calendarDays.ts';
import type { Stage } from '../pack/pack.ts';

export type CaseState = Readonly<{
  seq: number;
  /** The version of the pack that it was moved to; absent while it goes by the one it was opened under. */
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
  /** Resolved while the customer was still on the line, as the handler says. */
  firstContact?: boolean;
  resolvedLevel?: string;
  registeredAt: number;
  acceptedAt?: number;
  resolvedAt?: number;
  closedAt?: number;
  cycle: number;
  /** Start of the present cycle, from the second on. */
  reopenedAt?: number;
  promisedAt?: number;
  paused?: PauseState & Pick<PausedData, 'until'>;
  /** Pauses that have ended. A clock that begins later, counted from before, has them too. */
  pauses?: readonly PauseState[];
  access?: AccessData;
  /** The class at the close of a period; what changes afterwards is an adjustment. */
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
  /** Times the case went to another level or department: what first-contact resolution excludes. */
  moves: number;
  /** Calendar that the case is counted with. */
  calendarLayers?: readonly string[];
  calendarVersion?: string;
  /** Days published since the case was opened; they take the place of the pack's. */
  calendar?: CalendarDays;
  /** When the days that it is counted with last became others. */
  daysChangedAt?: number;
  /** Orders that close days for this case. */
  closures?: readonly ClosureState[];
}>;

export type ClosureState = Pick<ClosureData, 'order' | 'days'>;

/** A pause is of the case; `to` when it has ended. Which clocks stand still follows from its kind. */
export type PauseState = Pick<PausedData, 'reason' | 'kind' | 'approvedBy'> & Readonly<{ since: number; to?: number }>;

type StepState = Readonly<{ count: number; lastAt: number; fields: FieldValues }>;

/** `missed`: due has passed and nothing has stopped it; `late`: missed, and stopped afterwards. */
export const CLOCK_STATUSES = ['running', 'paused', 'met', 'missed', 'late', 'cancelled'] as const;
export type ClockStatus = (typeof CLOCK_STATUSES)[number];

export type ClockState = Omit<ClockStartedData, 'paused'> &
  Readonly<{
    status: ClockStatus;
    missedAt?: number;
    /** How often it had lapsed when it was made to run again. */
    lapsedBefore?: number;
    stoppedAt?: number;
    /** A published calendar moved its due moment into the past: nobody is accountable for that. */
    calendarAdjusted?: boolean;
    /** Ids of rungs that fired. */
    fired: readonly string[];
    /** A reclassification cancelled it: it goes on where it was when the case comes back. */
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
