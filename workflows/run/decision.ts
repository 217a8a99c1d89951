import type { Delivery } from '../../domain/notify/delivery.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { Advance } from '../../domain/decide/withConsequences.ts';
import type { Result } from '../../domain/case/rejection.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Handled } from './handled.ts';

/**
 * Decides something of the case as it is at a moment (case time, epoch ms). Of the same case and moment it decides the
 * same.
 */
export type Decide = (pack: EnginePack, state: CaseState, at: number) => Result<Advance>;

/** The notifications that a decision owes. */
export type DeliveriesOf = (before: CaseState, advance: Advance) => readonly Delivery[];

/** A decision that the log does not have yet, with what it takes to make it again. */
export interface Decision extends Advance {
  /** The command that it answers: what became of it is made anew with the decision. */
  readonly handled?: Handled;
  readonly decide: Decide;
  readonly pack: EnginePack;
  readonly before: CaseState;
  readonly at: number;
  readonly deliveriesOf: DeliveriesOf;
  /** Told only once its events are recorded. */
  readonly deliveries: readonly Delivery[];
}

/** The events of decisions, in order. */
export function eventsOf(decisions: readonly Decision[]): readonly RecordedEvent[] {
  return decisions.flatMap((one) => one.events);
}

/**
 * The decisions made again, one upon the other, at these moments; `undefined` when one of them would then be refused.
 *
 * The workflow's clock stands still within a task, but a task may be shown with one moment and replayed with another:
 * one that is taken up for a query, or that another one goes on with. What was recorded has the first, so a replay that
 * was given the second decides anew.
 */
export function decideAgain(
  decisions: readonly Decision[],
  moments: readonly number[],
): readonly Decision[] | undefined {
  const again: Decision[] = [];
  for (const [index, decision] of decisions.entries()) {
    const before = again.at(-1)?.state ?? decision.before;
    const at = moments[index] ?? decision.at;
    const result = decision.decide(decision.pack, before, at);
    if (!result.ok) return undefined;
    again.push({ ...decision, ...result.value, before, at, deliveries: decision.deliveriesOf(before, result.value) });
  }
  return again;
}
