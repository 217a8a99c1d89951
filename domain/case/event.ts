/**
 * What did happen to a case: a closed list. No event carries a name, a number or prose. Moments are case time, epoch ms
 * (`timeBase.ts`).
 */

import type { Rejection } from './rejection.ts';
import type { Actor } from './actor.ts';
import type { CalendarDays } from '../time/calendarDays.ts';
import type { ClockMovedData, ClockRef, ClockRules, ClockStartedData, RungFiredData } from './clockEvent.ts';
import type { CalendarPublishedData, ClosureData, Settled } from './daysEvent.ts';
import type { Scalar } from '../pack/pack.ts';

/** Value of a typed field: money in minor units, instants in epoch ms, notes and persons as ids. */
export type FieldValue = Scalar | readonly string[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** What each type of event says. Each step of a pack is a `StepRecorded`. */
export interface EventData {
  CaseRegistered: RegisteredData;
  CaseAccepted: { handler?: string };
  CaseRefused: { reason: string };
  HandlerAssigned: { handler?: string; unit?: string };
  DepartmentDispatched: { dispatch: string; department: string };
  DispatchAnswered: { dispatch: string; substantive: boolean };
  DispatchRerouted: { dispatch: string; from: string; department: string; reason: string };
  DispatchRefused: { dispatch: string; reason: string };
  DispatchRefusalRuled: { dispatch: string; valid: boolean };
  LevelChanged: { from: string; to: string; clock?: string };
  CaseResolved: { outcome?: string; firstContact?: boolean };
  CaseClosed: Record<string, never>;
  CaseReopened: { cycle: number; reason: string };
  CaseWithdrawn: { by: 'complainant' | 'administrator'; reason: string };
  CaseMerged: { into: string; reason?: string };
  CaseAbsorbed: AbsorbedData;
  ClocksPaused: PausedData;
  /** `until`: the maximum of its kind was used up then, which ended the pause. */
  ClocksResumed: { kind: string; until?: number };
  /** The end of the longest total of a pause, counted again because days have changed. */
  PauseMoved: { kind: string; from: number; to: number; reason: 'calendar' | 'closure'; detail: string };
  PromiseMade: { promisedAt: number; deferral: boolean };
  CategoryChanged: { from: string; to: string; reason: string };
  ChannelAdded: { channel: string };
  CaseLinked: { no: string; kind: 'repeat' | 'related' };
  FieldsEdited: { fields: FieldValues };
  CommentAdded: { note: string };
  StepRecorded: { step: string; fields: FieldValues; flag?: string; reservation?: string };
  ApprovalRequested: ApprovalRequest;
  ApprovalGiven: { request: string; remaining: number };
  ApprovalRejected: { request: string; reason: string; reservation?: string };
  ApprovalCompleted: { request: string };
  /** `named`: whom the request named, where that is nobody who could be asked; `sent`: its id as the sender gave it. */
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

/** Who and when, shared by all events of one decision. */
export type Cause = Readonly<{
  /** Id of the command, or key of the rung. */
  id: string;
  at: number;
  actor: Pick<Actor, 'id' | 'unit' | 'roles'>;
  /** When the actor says it happened, if earlier than `at`; never moves a clock. */
  occurredAt?: number;
  /** Ids of sealed prose that belongs to it. */
  notes?: readonly string[];
  /** The command behind it; kept with the first event that it gave. */
  command?: KeptCommand;
}>;

/** An event as the log has it: `seq` is 1, 2, 3 ... within its case; `id` is that of its cause and the place in it. */
export type RecordedEvent = CaseEvent & Cause & { readonly seq: number };

/**
 * What a command asked, as it was sent; whatever else it said is in its first event. Prose stands in its fields by the
 * id of the sealed note.
 */
type KeptCommand = Readonly<{ action: string; fields: FieldValues; reach: boolean }>;

type RegisteredData = Readonly<{
  object: string;
  channel: string;
  unit: string;
  category: string;
  level: string;
  fields: FieldValues;
  anonymous: boolean;
  /** Accepted by being registered (pack setting). */
  accepted: boolean;
  /** Earlier case of the same customer and topic. */
  repeatOf?: string;
  /** Set by the pack's routing: who handles it, whether the ladder is left out, and the row's rule. */
  handler?: string;
  bypass?: boolean;
  route?: string;
  /** How many speak for the complainants. */
  representatives?: number;
  /** Calendar it is counted with, where the pack has one. */
  calendar?: Pick<CalendarDays, 'layers' | 'version'>;
}>;

/** A version of a pack. */
export type PackRef = Readonly<{ id: string; version: string; hash: string }>;

/** The case goes by another version of its pack from now on. */
export type PackMigratedData = Readonly<{
  from: PackRef;
  to: PackRef;
  /** The request that was approved, by whom it was made and who agreed. */
  request: string;
  requestedBy: string;
  approvedBy: string;
  /** What the version says otherwise about clocks that go on; a due moment that moves has an event of its own. */
  clocks?: readonly ClockTerms[];
  /** Days from now on, where they change or are not those of the version; null: the version counts with none. */
  calendar?: CalendarDays | null;
}>;

/** What a clock goes by after a migration. `ruleAdjusted`: the version moved its due moment into the past. */
export type ClockTerms = ClockRef &
  ClockRules &
  Pick<ClockStartedData, 'promisedAt' | 'targetAt' | 'provisional' | 'calendarVersion' | 'ruleAdjusted'> &
  Readonly<{
    /** Rungs that do not apply: the version has them before the start of the clock. */
    passed?: readonly string[];
  }>;

/** Another case has been merged into this one. */
export type AbsorbedData = Readonly<{
  no: string;
  /** What that case still owed, in this case's time. */
  dues: readonly Pick<ClockStartedData, 'clock' | 'subject' | 'dueAt'>[];
}>;

export type PausedData = Readonly<{
  reason: string;
  kind: string;
  /** The clocks that stand still. */
  clocks: readonly ClockRef[];
  /** When the maximum of its kind is used up and the clocks go on by themselves. */
  until?: number;
  approvedBy?: readonly string[];
}>;

/** Who may see the case from now on. */
export type AccessData = Readonly<{
  /** Only holders of these roles; absent: everybody with reach. */
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
  /** Key in the ledger of capped amounts that this request holds. */
  reservation?: string;
}>;
