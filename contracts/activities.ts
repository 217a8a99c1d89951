/** Activities as the workflow calls them, done in `activities/`. Properties, so that they can be proxied. */

import type { Actor, RecordedEvent } from '../domain/case/event.ts';
import type { Delivery } from '../domain/notify/delivery.ts';
import type { Rejection } from '../domain/case/rejection.ts';
import type { Reference } from '../domain/fields/reference.ts';
import type { TimeBase } from '../domain/time/timeBase.ts';

/** Fast, idempotent database work: local activities. */
export type RecordActivities = Readonly<{
  /**
   * Appends events and updates the read model in one transaction. Rows from the first different seq on are superseded
   * where the same run wrote them in unfinished tasks, else it fails as `FENCED`. Answers `recordAnswer` and who the
   * people asked for are: one round trip for both.
   */
  record: (batch: RecordBatch) => Promise<RecordAnswer>;
  /** Sets an amount aside under the customer's cap, under a lock; the same key is one reservation. */
  reserve: (ask: ReserveRequest) => Promise<ReserveAnswer>;
  /** Frees what no event confirmed. */
  release: (ask: { readonly key: string }) => Promise<void>;
  /** Who asked for the cancellation of the run that asks, as far as Temporal says it; no database work. */
  cancelledBy: () => Promise<string | null>;
}>;

export type RecordBatch = Readonly<{
  no: string;
  base: TimeBase;
  /** Consecutive seqs. */
  events: readonly RecordedEvent[];
  writer: Writer;
  /** When each decision was made (case time, epoch ms). */
  moments: readonly number[];
  /** With no events: the log must end with this seq. */
  after?: number;
  /** Who must be known before the next decision. */
  people?: readonly PersonAsk[];
}>;

/** The run that writes, and the length of its history at the task: a run replaces only its own rows. */
export type Writer = Readonly<{ run: string; task: number }>;

/**
 * `ApplicationFailure.type` of a recording over rows of another run or a later task: the log goes on without this run
 * (ADR 22).
 */
export const FENCED = 'Fenced';

/** Who is this? */
export type PersonAsk = Readonly<{
  /** What waits for this answer, and for no other. */
  key: string;
  person: string;
  /** Case that their reach is asked of. */
  no: string;
  /** Known only if they approved this unfinished request to move cases to this version. */
  approved?: { readonly request: string; readonly requestedBy: string; readonly hash: string };
  /** What else they name: it must exist, and they may know of it. */
  references?: readonly Reference[];
}>;

/** `null`: nobody of that id. `fault`: what they name is not there. */
export type PersonAnswer = Readonly<{
  key: string;
  actor: Actor | null;
  fault?: Rejection;
}>;

export type RecordAnswer = string | { readonly recorded?: string; readonly people: readonly PersonAnswer[] };

export type ReserveRequest = Readonly<{
  key: string;
  no: string;
  approval: string;
  /** Minor units. */
  amount: number;
  max: number;
  /** Minor units used before this system knew the customer. */
  already: number;
}>;

export type ReserveAnswer = Readonly<{
  granted: boolean;
  /** Minor units left before this request. */
  left: number;
}>;

export interface DeliverActivities {
  /** Throws while anybody is not reached, so that Temporal retries; those reached hear nothing twice. */
  readonly deliver: (delivery: Delivery) => Promise<DeliveryOutcome>;
}

/**
 * Who was told: ids of people, nothing else of them. `undeliverable`: no channel reaches them; `refused`: their address
 * takes nothing, and somebody else was told; `moot`: nothing was sent, as nobody needs it any more.
 */
export type DeliveryOutcome = Readonly<{
  /** What the units are called that it spoke of, by id. */
  units?: Readonly<Record<string, string>>;
  told: readonly Readonly<{
    person: string;
    role: string;
    channel: string;
    outcome: 'delivered' | 'moot' | 'refused' | 'undeliverable';
  }>[];
}>;

export type { Delivery };

export interface PreflightActivities {
  /** Once a night: does somebody stand on every coming rung of every open case? Tells administrators of each gap. */
  readonly preflight: (ask: { readonly at: number }) => Promise<PreflightOutcome>;
}

/** Figures only: nothing of a case or a person. */
export type PreflightOutcome = Readonly<{
  cases: number;
  gaps: number;
  told: number;
}>;

/** Once an hour: keys of requests are forgotten, and what was late is summed up. */
export interface UpkeepActivities {
  readonly keepUp: (ask: { readonly at: number }) => Promise<UpkeepOutcome>;
}

export type UpkeepOutcome = Readonly<{
  /** Keys of requests that were forgotten. */
  keys: number;
  /** Days of which hours were summed up. */
  days: number;
}>;

/** What the workflow of a duty asks for; ids and counts only. */
export interface DutyActivities {
  /** Notes which units owe it on the day of `at`, and on days before that an outage hid. `null`: nothing is owed. */
  readonly openDuty: (ask: DutyAsk & { readonly at: number }) => Promise<DutyOpened | null>;
  /** Tells of units that have handed in nothing. Throws while somebody is not reached. */
  readonly chaseDuty: (
    ask: DutyAsk & { readonly day: string; readonly dueAt: number; readonly chase: number },
  ) => Promise<DutyMissing>;
  /** Tells leaders how things stand. */
  readonly tellDigest: (ask: DutyAsk & { readonly day: string; readonly at: number }) => Promise<{ told: number }>;
}

export interface ImprovementActivities {
  /** Tells of improvements whose time has come. Throws while somebody is not reached. */
  readonly tellDueImprovements: (
    ask: DutyAsk & { readonly day: string; readonly at: number },
  ) => Promise<{ readonly told: number; readonly late: number }>;
}

export interface CloseActivities {
  /** Closes the period that the duty is about; `closed`: false where it was closed before. */
  readonly closeDutyPeriod: (ask: DutyAsk & { readonly day: string }) => Promise<{ readonly closed: boolean }>;
}

export type DutyAsk = Readonly<{ pack: string; duty: string }>;

export type DutyOpened = Readonly<{
  /** The last day of what it is about. */
  day: string;
  title: string;
  does: 'return' | 'digest' | 'close' | 'improvements';
  dueAt: number;
  /** How many units owe it. */
  units: number;
  chases: readonly { readonly index: number; readonly at: number }[];
  /** Then nobody is told of it any more. */
  staleAt: number;
}>;

export type DutyMissing = Readonly<{ missing: readonly string[]; told: number }>;
