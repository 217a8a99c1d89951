/** Activities as the workflow sees them. Implementations live in `activities/`; members are properties so that they can be proxied. */

import type { Actor } from '../domain/actor.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { RecordedEvent } from '../domain/event.ts';
import type { TimeBase } from '../domain/timeBase.ts';

/** Fast, idempotent database work; run as local activities. */
export interface RecordActivities {
  /**
   * Appends the events and updates the read model in one transaction. Rows at or above the first seq that differ are superseded.
   * Answers with the `recordAnswer` of what it recorded (nothing, in histories from before it did).
   */
  readonly record: (batch: RecordBatch) => Promise<string | undefined>;
  /** Looks up a person for a Signal: roles, unit and reach over the case. `undefined` (null over the wire) for nobody of that id. */
  readonly findActor: (ask: { readonly no: string; readonly person: string }) => Promise<Actor | null>;
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
  /** When each of the decisions that these events are of was made (case time, epoch ms); none from a worker of before. */
  readonly moments?: readonly number[];
}

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
  /** Tells everybody concerned. Throws while anybody has not been reached, so that the engine retries; those reached are not told again. */
  readonly deliver: (delivery: Delivery) => Promise<void>;
}

export type { Delivery };

export interface PreflightActivities {
  /** Looks whether somebody stands on every coming rung of every open case and tells the administrators of each hole, once a night. */
  readonly preflight: (ask: { readonly at: number }) => Promise<PreflightOutcome>;
}

/** Figures only: nothing of a case or a person passes through the engine. */
export interface PreflightOutcome {
  readonly cases: number;
  readonly holes: number;
  readonly told: number;
}
