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
export interface RecordActivities {
  /**
   * Appends the events and updates the read model in one transaction. Rows at or above the first seq that differ are
   * superseded. Answers with the `recordAnswer` of what it recorded and, where people are asked for, with who they are:
   * one round trip serves both.
   */
  readonly record: (batch: RecordBatch) => Promise<RecordAnswer>;
  /** Holds an amount against the customer's cap under a lock; the same key twice is one reservation. */
  readonly reserve: (ask: ReserveRequest) => Promise<ReserveAnswer>;
  /** Frees a reservation that no event confirmed. */
  readonly release: (ask: { readonly key: string }) => Promise<void>;
}

export interface RecordBatch {
  readonly no: string;
  readonly base: TimeBase;
  /** Consecutive seqs. */
  readonly events: readonly RecordedEvent[];
  /** When each of the decisions that these events are of was made (case time, epoch ms). */
  readonly moments: readonly number[];
  /** Who must be known before what waits is decided. */
  readonly people?: readonly PersonAsk[];
}

/** A question who somebody is. */
export interface PersonAsk {
  /** Names what waits for the answer: an answer never serves anything else. */
  readonly key: string;
  readonly person: string;
  /** The case that their reach is asked of. */
  readonly no: string;
  /** Known only if it was them who approved this request, which is not finished, to move cases to this version. */
  readonly approved?: { readonly request: string; readonly requestedBy: string; readonly hash: string };
  /** What they name besides: it has to be there, and they have to be allowed to know of it. */
  readonly references?: readonly Reference[];
}

/** `null`: nobody of that id. `fault`: what they name is not there. */
export interface PersonAnswer {
  readonly key: string;
  readonly actor: Actor | null;
  readonly fault?: Rejection;
}

export type RecordAnswer = string | { readonly recorded?: string; readonly people: readonly PersonAnswer[] };

export interface ReserveRequest {
  readonly key: string;
  readonly no: string;
  readonly approval: string;
  /** Minor units. */
  readonly amount: number;
  readonly max: number;
  /** Minor units already used before this system knew the customer. */
  readonly already: number;
}

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
export interface PreflightOutcome {
  readonly cases: number;
  readonly gaps: number;
  readonly told: number;
}
