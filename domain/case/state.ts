/**
 * The state of one case: a fold of its events. Plain JSON, so it can be carried, compared and stored. Instants are case
 * time.
 */

import type { ClockStartedData } from './clockEvent.ts';
import type { AccessData, ApprovalRequest, FieldValues, PackRef } from './event.ts';
import type { CalendarDays } from '../time/calendarDays.ts';
import type { Stage } from '../pack/pack.ts';

export interface CaseState {
  readonly seq: number;
  /** The version of the pack that it was moved to; absent while it goes by the one it was opened under. */
  readonly pack?: PackRef;
  readonly stage: Stage;
  readonly object: string;
  readonly category: string;
  readonly unit: string;
  /** The first is the channel of entry. */
  readonly channels: readonly string[];
  readonly level: string;
  readonly entryLevel: string;
  readonly class: string;
  readonly handler?: string;
  readonly anonymous: boolean;
  readonly fields: FieldValues;
  readonly flags: readonly string[];
  readonly outcome?: string;
  /** Resolved while the customer was still on the line, as the handler says. */
  readonly firstContact?: boolean;
  /** Level at which it was resolved. */
  readonly resolvedLevel?: string;
  readonly registeredAt: number;
  readonly acceptedAt?: number;
  readonly resolvedAt?: number;
  readonly closedAt?: number;
  readonly cycle: number;
  /** Start of the present cycle, from the second on. */
  readonly reopenedAt?: number;
  readonly promisedAt?: number;
  readonly paused?: PauseState & {
    /** When the maximum of its kind is used up. */
    readonly until?: number;
  };
  /** Pauses that have ended. A clock that begins later, counted from before, has them too. */
  readonly pauses?: readonly PauseState[];
  readonly access?: AccessData;
  /** The class at the close of a period; what changes afterwards is an adjustment. */
  readonly frozen?: { readonly class: string; readonly until: number };
  /** The case that this one went into. */
  readonly mergedInto?: string;
  /** Cases that went into this one. */
  readonly absorbed?: readonly string[];
  readonly bypass?: boolean;
  readonly representatives?: number;
  readonly steps: Readonly<Record<string, StepState>>;
  readonly clocks: readonly ClockState[];
  readonly dispatches: readonly DispatchState[];
  readonly approvals: readonly ApprovalState[];
  readonly links: readonly { readonly no: string; readonly kind: 'repeat' | 'related' }[];
  /** Times the case went to another level or department: what first-contact resolution excludes. */
  readonly moves: number;
  /** Calendar that the case is counted with. */
  readonly calendarLayers?: readonly string[];
  readonly calendarVersion?: string;
  /** Days published since the case was opened; they take the place of the pack's. */
  readonly calendar?: CalendarDays;
  /** When the days that it is counted with last became others. */
  readonly daysChangedAt?: number;
  /** Orders that close days for this case. */
  readonly closures?: readonly ClosureState[];
}

/** Days off by order: a storm, a power cut. */
export interface ClosureState {
  readonly order: string;
  /** ISO dates. */
  readonly days: readonly string[];
}

/** A pause is of the case; `to` when it has ended. Which clocks stand still follows from its kind. */
export interface PauseState {
  readonly since: number;
  readonly to?: number;
  readonly reason: string;
  readonly kind: string;
  readonly approvedBy?: readonly string[];
}

export interface StepState {
  readonly count: number;
  readonly lastAt: number;
  readonly fields: FieldValues;
}

export type ClockStatus = 'running' | 'paused' | 'met' | 'missed' | 'late' | 'cancelled';

/** `missed`: due has passed and nothing has stopped it; `late`: missed, and stopped afterwards. */
export interface ClockState extends Omit<ClockStartedData, 'paused'> {
  readonly status: ClockStatus;
  readonly missedAt?: number;
  /** How often it had lapsed when it was made to run again. */
  readonly lapsedBefore?: number;
  readonly stoppedAt?: number;
  /** A published calendar moved its due moment into the past: nobody is accountable for that. */
  readonly calendarAdjusted?: boolean;
  /** Ids of rungs that fired. */
  readonly fired: readonly string[];
  /** Set when a reclassification cancelled it: it goes on where it was when the case comes back. */
  readonly cancelledBy?: 'reclassified';
}

export interface DispatchState {
  readonly id: string;
  readonly department: string;
  readonly status: 'open' | 'answered' | 'refused';
  readonly dispatchedAt: number;
  readonly answeredAt?: number;
  readonly substantive?: boolean;
  readonly rerouted: number;
  readonly refusal?: { readonly reason: string; readonly valid?: boolean };
}

export interface ApprovalState extends ApprovalRequest {
  readonly status: 'pending' | 'completed' | 'rejected';
  readonly givenBy: readonly string[];
}
