/**
 * What did happen to a case: the audit vocabulary. A closed list; a step that a pack declares is one type,
 * `StepRecorded`. `at` is case time (epoch ms); in a drill it runs faster than the wall clock (`timeBase.ts`). No event
 * carries a name, a number or prose.
 */

import type { Rejection } from './rejection.ts';
import type { Actor } from './actor.ts';
import type { CalendarDays } from '../time/calendarDays.ts';
import type { ClockMovedData, ClockRef, ClockRules, ClockStartedData, RungFiredData } from './clockEvent.ts';
import type { CalendarPublishedData, ClosureData, Settled } from './daysEvent.ts';
import type { Scalar } from '../pack/pack.ts';

/**
 * Values of typed fields as the engine holds them: money in minor units, instants in epoch ms, notes and persons as
 * ids.
 */
export type FieldValue = Scalar | readonly string[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

export type CaseEvent =
  | { readonly type: 'CaseRegistered'; readonly data: RegisteredData }
  | { readonly type: 'CaseAccepted'; readonly data: { readonly handler?: string } }
  | { readonly type: 'CaseRefused'; readonly data: { readonly reason: string } }
  | { readonly type: 'HandlerAssigned'; readonly data: { readonly handler?: string; readonly unit?: string } }
  | { readonly type: 'DepartmentDispatched'; readonly data: { readonly dispatch: string; readonly department: string } }
  | { readonly type: 'DispatchAnswered'; readonly data: { readonly dispatch: string; readonly substantive: boolean } }
  | {
      readonly type: 'DispatchRerouted';
      readonly data: {
        readonly dispatch: string;
        readonly from: string;
        readonly department: string;
        readonly reason: string;
      };
    }
  | { readonly type: 'DispatchRefused'; readonly data: { readonly dispatch: string; readonly reason: string } }
  | { readonly type: 'DispatchRefusalRuled'; readonly data: { readonly dispatch: string; readonly valid: boolean } }
  | {
      readonly type: 'LevelChanged';
      readonly data: { readonly from: string; readonly to: string; readonly clock?: string };
    }
  | { readonly type: 'CaseResolved'; readonly data: { readonly outcome?: string; readonly firstContact?: boolean } }
  | { readonly type: 'CaseClosed'; readonly data: Record<string, never> }
  | { readonly type: 'CaseReopened'; readonly data: { readonly cycle: number; readonly reason: string } }
  | {
      readonly type: 'CaseWithdrawn';
      readonly data: { readonly by: 'complainant' | 'administrator'; readonly reason: string };
    }
  | { readonly type: 'CaseMerged'; readonly data: { readonly into: string; readonly reason?: string } }
  | { readonly type: 'CaseAbsorbed'; readonly data: AbsorbedData }
  | { readonly type: 'ClocksPaused'; readonly data: PausedData }
  | { readonly type: 'ClocksResumed'; readonly data: ResumedData }
  | { readonly type: 'PauseMoved'; readonly data: PauseMovedData }
  | { readonly type: 'PromiseMade'; readonly data: { readonly promisedAt: number; readonly deferral: boolean } }
  | {
      readonly type: 'CategoryChanged';
      readonly data: { readonly from: string; readonly to: string; readonly reason: string };
    }
  | { readonly type: 'ChannelAdded'; readonly data: { readonly channel: string } }
  | { readonly type: 'CaseLinked'; readonly data: { readonly no: string; readonly kind: 'repeat' | 'related' } }
  | { readonly type: 'FieldsEdited'; readonly data: { readonly fields: FieldValues } }
  | { readonly type: 'CommentAdded'; readonly data: { readonly note: string } }
  | {
      readonly type: 'StepRecorded';
      readonly data: {
        readonly step: string;
        readonly fields: FieldValues;
        readonly flag?: string;
        readonly reservation?: string;
      };
    }
  | { readonly type: 'ApprovalRequested'; readonly data: ApprovalRequest }
  | { readonly type: 'ApprovalGiven'; readonly data: { readonly request: string; readonly remaining: number } }
  | {
      readonly type: 'ApprovalRejected';
      readonly data: { readonly request: string; readonly reason: string; readonly reservation?: string };
    }
  | { readonly type: 'ApprovalCompleted'; readonly data: { readonly request: string } }
  | {
      readonly type: 'ActionRefused';
      /** `named`: whom the request named, where that is nobody who could be asked. */
      readonly data: {
        readonly action: string;
        readonly reservation?: string;
        readonly named?: string;
      } & Rejection;
    }
  | {
      readonly type: 'ClassChanged';
      readonly data: { readonly from: string; readonly to: string; readonly rule?: string };
    }
  | { readonly type: 'ClassFrozen'; readonly data: { readonly class: string; readonly until: number } }
  | {
      readonly type: 'ClassAdjusted';
      readonly data: { readonly from: string; readonly to: string; readonly frozen: string; readonly rule?: string };
    }
  | { readonly type: 'AccessSet'; readonly data: AccessData }
  | { readonly type: 'CalendarPublished'; readonly data: CalendarPublishedData }
  | { readonly type: 'ClosureOrdered'; readonly data: ClosureData & Settled }
  | { readonly type: 'ClosureLifted'; readonly data: { readonly order: string } & Settled }
  | { readonly type: 'PackMigrated'; readonly data: PackMigratedData }
  | { readonly type: 'ClockStarted'; readonly data: ClockStartedData }
  | { readonly type: 'ClockRevived'; readonly data: ClockRef & { readonly paused?: boolean } }
  | { readonly type: 'ClockMoved'; readonly data: ClockMovedData }
  | { readonly type: 'ClockStopped'; readonly data: ClockRef & { readonly outcome: 'met' | 'late' } }
  | { readonly type: 'ClockCancelled'; readonly data: ClockRef & { readonly reason: string } }
  | { readonly type: 'ClockMissed'; readonly data: ClockRef & { readonly dueAt: number } }
  | { readonly type: 'RungFired'; readonly data: RungFiredData };

/** Who and when, shared by all events of one decision. */
export interface Cause {
  /** Id of the command, or key of the rung. */
  readonly id: string;
  readonly at: number;
  readonly actor: { readonly id: string; readonly unit: string; readonly roles: readonly string[] };
  /** When the actor says it happened, if earlier than `at`; never moves a clock. */
  readonly occurredAt?: number;
  /** Ids of sealed prose that belongs to it. */
  readonly notes?: readonly string[];
  /** The command behind it; kept with the first event that it gave. */
  readonly command?: KeptCommand;
}

/**
 * One recorded event: the fact, its place in the case's order, and who caused it. Its id is stable: that of its cause
 * and the position within it.
 */
export type RecordedEvent = CaseEvent &
  Cause & {
    /** 1, 2, 3 ... without gaps within a case. */
    readonly seq: number;
  };

/**
 * What a command asked, as it was sent: its id is what the ids of its events begin with, its actor, moment, `occurredAt`
 * and notes are those of its first event. Prose stands in its fields by the id of the sealed note.
 */
export interface KeptCommand {
  readonly action: string;
  readonly fields: FieldValues;
  /** `reach` of who asked. */
  readonly reach: boolean;
}

export interface RegisteredData {
  readonly object: string;
  readonly channel: string;
  readonly unit: string;
  readonly category: string;
  readonly level: string;
  readonly fields: FieldValues;
  readonly anonymous: boolean;
  /** Accepted by being registered (pack setting). */
  readonly accepted: boolean;
  /** Earlier case of the same customer and topic. */
  readonly repeatOf?: string;
  /** Set by the pack's routing: who handles it, whether the ladder is left out, and the row's rule. */
  readonly handler?: string;
  readonly bypass?: boolean;
  readonly route?: string;
  /** How many speak for the complainants. */
  readonly representatives?: number;
  /** Calendar it is counted with, where the pack has one. */
  readonly calendar?: { readonly layers: readonly string[]; readonly version: string };
}

/** A version of a pack. */
export interface PackRef {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
}

/** The case goes by another version of its pack from now on. */
export interface PackMigratedData {
  readonly from: PackRef;
  readonly to: PackRef;
  /** The request that was approved, by whom it was made and who agreed. */
  readonly request: string;
  readonly requestedBy: string;
  readonly approvedBy: string;
  /** What the version says otherwise about clocks that go on; a due moment that moves has an event of its own. */
  readonly clocks?: readonly ClockTerms[];
  /**
   * The days the case is counted with from now on, where they change or are not those of the version; null: the version
   * counts with none.
   */
  readonly calendar?: CalendarDays | null;
}

/** What a clock goes by after a migration. */
export interface ClockTerms extends ClockRef, ClockRules {
  readonly promisedAt?: number;
  readonly targetAt?: number;
  readonly provisional?: boolean;
  readonly calendarVersion?: string;
  /** The version moved its due moment into the past. */
  readonly ruleAdjusted?: boolean;
  /** Rungs that do not apply: the version has them before the start of the clock. */
  readonly passed?: readonly string[];
}

/** Another case has been merged into this one. */
export interface AbsorbedData {
  readonly no: string;
  /** What that case still owed (this case's time): clock, what the occurrence belongs to, due moment. */
  readonly dues: readonly { readonly clock: string; readonly subject?: string; readonly dueAt: number }[];
}

export interface PausedData {
  readonly reason: string;
  readonly kind: string;
  /** The clocks that stand still. */
  readonly clocks: readonly ClockRef[];
  /** When the maximum of this kind is used up and the clocks go on by themselves. */
  readonly until?: number;
  readonly approvedBy?: readonly string[];
}

export interface ResumedData {
  readonly kind: string;
  /** The moment at which the maximum was used up, when that is what ended the pause. */
  readonly until?: number;
}

/** The end of the longest total of a pause, counted again because days have changed. */
export interface PauseMovedData {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly reason: 'calendar' | 'closure';
  readonly detail: string;
}

/** Who may see the case from now on. */
export interface AccessData {
  /** Only holders of these roles; absent: everybody with reach. */
  readonly roles?: readonly string[];
  /** People named in the complaint. */
  readonly recused?: readonly string[];
  readonly rule?: string;
}

export interface ApprovalRequest {
  readonly request: string;
  readonly approval: string;
  readonly action: string;
  readonly fields: FieldValues;
  readonly requester: Actor;
  readonly needed: number;
  /** Key in the ledger of capped amounts that this request holds. */
  readonly reservation?: string;
}
