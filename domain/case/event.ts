/** What did happen to a case: no names, phone numbers or prose. Moments are case time, epoch ms. */

import type { Rejection, Result } from './rejection.ts';
import type { CalendarDays } from '../time/calendar.ts';
import type {
  ClockMovedData,
  ClockRef,
  ClockRules,
  ClockStartedData,
  RungFiredData,
  CalendarPublishedData,
  ClosureData,
  Settled,
} from './clockEvent.ts';
import type { Scalar } from '../pack/pack.ts';

/** Money in minor units, instants in epoch ms, notes and persons as ids. */
export type FieldValue = Scalar | readonly string[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

export interface EventData {
  CaseRegistered: RegisteredData;
  /** Everything before it happened elsewhere, and nobody was told of it here. */
  CaseImported: Record<string, never>;
  CaseAccepted: { handler?: string };
  CaseRefused: { reason: string };
  HandlerAssigned: { handler?: string; unit?: string };
  DepartmentDispatched: { dispatch: string; department: string };
  DispatchAnswered: { dispatch: string; substantive: boolean };
  DispatchRerouted: { dispatch: string; from: string; department: string; reason: string };
  DispatchRefused: { dispatch: string; reason: string };
  DispatchRefusalRuled: { dispatch: string; valid: boolean };
  /** The case did not act by itself for so long (wall clock), where that is known; `by`: as far as Temporal says it. */
  EngineStopped: {
    how: 'terminated' | 'timed-out' | 'deleted' | 'replaced' | 'failed';
    ms?: number;
    by?: string;
  };
  LevelChanged: { from: string; to: string; clock?: string };
  CaseResolved: { outcome?: string; firstContact?: boolean };
  CaseClosed: Record<string, never>;
  CaseReopened: { cycle: number; reason: string };
  /** Without a reason: by a cancellation in Temporal, of `identity` as far as Temporal says it. */
  CaseWithdrawn: { by: 'complainant' | 'administrator'; reason?: string; identity?: string };
  CaseMerged: { into: string; reason?: string };
  CaseAbsorbed: AbsorbedData;
  ClocksPaused: PausedData;
  /** `until`: the maximum of its kind ended the pause then. */
  ClocksResumed: { kind: string; until?: number };
  /** Changed days move the end of the longest pause. */
  PauseMoved: { kind: string; from: number; to: number; reason: 'calendar' | 'closure'; detail: string };
  PromiseMade: { promisedAt: number; deferral: boolean };
  CategoryChanged: { from: string; to: string; reason: string };
  ChannelAdded: { channel: string };
  CaseLinked: { no: string; kind: 'repeat' | 'related' };
  FieldsEdited: { fields: FieldValues };
  CommentAdded: { note: string };
  /** `request`: whose approval let it happen. */
  StepRecorded: { step: string; fields: FieldValues; flag?: string; reservation?: string; request?: string };
  ApprovalRequested: ApprovalRequest;
  ApprovalGiven: { request: string; remaining: number };
  ApprovalRejected: { request: string; reason: string; reservation?: string };
  ApprovalCompleted: { request: string };
  /** `named`: whom the request named, when nobody of that id could be asked; `sent`: the id that the sender gave it. */
  ActionRefused: { action: string; reservation?: string; named?: string; sent?: string } & Rejection;
  ClassChanged: { from: string; to: string; rule?: string };
  ClassFrozen: { class: string; until: number };
  ClassAdjusted: { from: string; to: string; frozen: string; rule?: string };
  AccessSet: AccessData;
  CalendarPublished: CalendarPublishedData;
  ClosureOrdered: ClosureData & Settled;
  ClosureLifted: { order: string } & Settled;
  PackMigrated: PackMigratedData;
  ClockStarted: ClockStartedData;
  ClockRevived: ClockRef & { paused?: boolean };
  ClockMoved: ClockMovedData;
  ClockStopped: ClockRef & { outcome: 'met' | 'late' };
  ClockCancelled: ClockRef & { reason: string };
  ClockMissed: ClockRef & { dueAt: number };
  RungFired: RungFiredData;
}

export type CaseEvent = {
  [Type in keyof EventData]: Readonly<{ type: Type; data: Readonly<EventData[Type]> }>;
}[keyof EventData];

/** Shared by all events of one decision. */
export type Cause = Readonly<{
  /** Id of the command, or key of the rung. */
  id: string;
  at: number;
  actor: Pick<Actor, 'id' | 'unit' | 'roles'>;
  /** When the actor says it happened; never moves a clock. */
  occurredAt?: number;
  /** Ids of sealed prose. */
  notes?: readonly string[];
  /** Kept with the first event that it gave. */
  command?: KeptCommand;
}>;

/** `seq` counts from 1 within the case; `id` is that of the cause and the place in it. */
export type RecordedEvent = CaseEvent & Cause & { readonly seq: number };

/** A command as it was sent, without what its first event says. Prose is the id of a sealed note. */
type KeptCommand = Readonly<{ action: string; fields: FieldValues; reach: boolean }>;

type RegisteredData = Readonly<{
  object: string;
  channel: string;
  unit: string;
  category: string;
  level: string;
  fields: FieldValues;
  anonymous: boolean;
  /** Accepted by registration (a pack setting). */
  accepted: boolean;
  /** Earlier case of the same customer and topic. */
  repeatOf?: string;
  /** By the pack's routing: the handler, whether the ladder is passed over, and the rule of the row. */
  handler?: string;
  bypass?: boolean;
  route?: string;
  /** How many speak for the complainants. */
  representatives?: number;
  calendar?: Pick<CalendarDays, 'layers' | 'version'>;
}>;

export type PackRef = Readonly<{ id: string; version: string; hash: string }>;

export type PackMigratedData = Readonly<{
  from: PackRef;
  to: PackRef;
  /** The approved request, who made it and who agreed. */
  request: string;
  requestedBy: string;
  approvedBy: string;
  /** New terms of clocks that go on; each due moment that moves has its own event. */
  clocks?: readonly ClockTerms[];
  /** Where the days change or differ from the version's; null: no calendar. */
  calendar?: CalendarDays | null;
}>;

/** What a clock goes by after a migration. `ruleAdjusted`: its due moment moved into the past. */
export type ClockTerms = ClockRef &
  ClockRules &
  Pick<ClockStartedData, 'promisedAt' | 'targetAt' | 'provisional' | 'calendarVersion' | 'ruleAdjusted'> &
  Readonly<{
    /** Rungs left out: the version has them before the start of the clock. */
    passed?: readonly string[];
  }>;

/** Another case was merged into this one. */
export type AbsorbedData = Readonly<{
  no: string;
  /** What that case still owed, in this case's time. */
  dues: readonly Pick<ClockStartedData, 'clock' | 'subject' | 'dueAt'>[];
}>;

export type PausedData = Readonly<{
  reason: string;
  kind: string;
  /** Clocks that stand still. */
  clocks: readonly ClockRef[];
  /** When the maximum of its kind is used up and the clocks go on. */
  until?: number;
  approvedBy?: readonly string[];
}>;

export type AccessData = Readonly<{
  /** Only these roles; absent: everybody with reach. */
  roles?: readonly string[];
  /** People named in the complaint. */
  recused?: readonly string[];
  rule?: string;
}>;

export type ApprovalRequest = Readonly<{
  request: string;
  approval: string;
  action: string;
  fields: FieldValues;
  requester: Actor;
  needed: number;
  /** Under a cap, in minor units. */
  amount?: number;
  /** Key in the ledger of the amount set aside. */
  reservation?: string;
}>;

/** Ids and roles only, never a name. */
export type Actor = Readonly<{
  id: string;
  roles: readonly string[];
  unit: string;
  /** The case's unit, or a department of its dispatches, is the actor's unit or lies below it. */
  reach: boolean;
}>;

/** Acts when a deadline does. */
export const CLOCK_ACTOR: Actor = { id: 'clock', roles: [], unit: '', reach: true };

/** The primary events of an action, or a refusal. */
export type Decision = Result<readonly CaseEvent[]>;
