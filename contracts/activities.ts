/**
 * Activities as the workflow sees them. Implementations live in `activities/`; members are properties so that they can
 * be proxied.
 */

import type { Actor } from '../domain/case/actor.ts';
import type { Delivery } from '../domain/notify/delivery.ts';
import type { RecordedEvent } from '../domain/case/event.ts';
import type { Rejection } from '../domain/case/rejection.ts';
import type { Reference } from '../domain/fields/reference.ts';
import type { TimeBase } from '../domain/time/timeBase.ts';

/** Fast, idempotent database work; run as local activities. */
export type RecordActivities = Readonly<{
  /**
   * Appends the events and updates the read model in one transaction. Rows at or above the first seq that differ are
   * superseded where they are of the same run's unfinished tasks, else it fails as `FENCED`. Answers with the
   * `recordAnswer` of what it recorded and, where people are asked for, with who they are: one round trip serves both.
   */
  record: (batch: RecordBatch) => Promise<RecordAnswer>;
  /** Holds an amount against the customer's cap under a lock; the same key twice is one reservation. */
  reserve: (ask: ReserveRequest) => Promise<ReserveAnswer>;
  /** Frees a reservation that no event confirmed. */
  release: (ask: { readonly key: string }) => Promise<void>;
}>;

export type RecordBatch = Readonly<{
  no: string;
  base: TimeBase;
  /** Consecutive seqs. */
  events: readonly RecordedEvent[];
  writer: Writer;
  /** When each of the decisions that these events are of was made (case time, epoch ms). */
  moments: readonly number[];
  /** Nothing is to be recorded: the log must end with this event. */
  after?: number;
  /** Who must be known before what waits is decided. */
  people?: readonly PersonAsk[];
}>;

/** Which run of the workflow writes, and how long its history is at the task: a run replaces rows of its own alone. */
export type Writer = Readonly<{ run: string; task: number }>;

/**
 * `ApplicationFailure.type` of a recording that would replace what another run, or a later task, has written: the log
 * goes on without this run (ADR 22).
 */
export const FENCED = 'Fenced';

/** A question who somebody is. */
export type PersonAsk = Readonly<{
  /** Names what waits for the answer: an answer never serves anything else. */
  key: string;
  person: string;
  /** The case that their reach is asked of. */
  no: string;
  /** Known only if it was them who approved this request, which is not finished, to move cases to this version. */
  approved?: { readonly request: string; readonly requestedBy: string; readonly hash: string };
  /** What they name besides: it has to be there, and they have to be allowed to know of it. */
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
  /** Minor units already used before this system knew the customer. */
  already: number;
}>;

export interface ReserveAnswer {
  readonly granted: boolean;
  /** Minor units left for this customer, before this request. */
  readonly left: number;
}

export interface DeliverActivities {
  /**
   * Tells everybody concerned. Throws while anybody has not been reached, so that the engine retries; those reached are
   * not told again.
   */
  readonly deliver: (delivery: Delivery) => Promise<void>;
}

export type { Delivery };

export interface PreflightActivities {
  /**
   * Looks whether somebody stands on every coming rung of every open case and tells the administrators of each gap,
   * once a night.
   */
  readonly preflight: (ask: { readonly at: number }) => Promise<PreflightOutcome>;
}

/** Figures only: nothing of a case or a person passes through the engine. */
export type PreflightOutcome = Readonly<{
  cases: number;
  gaps: number;
  told: number;
}>;
