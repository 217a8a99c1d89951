import type { ActionOutcome } from '../../contracts/complaintWorkflow.ts';
import { ok, type Rejection, type Result } from '../../domain/case/rejection.ts';
import type { Advance } from '../../domain/decide/withConsequences.ts';

/** What became of a command, and what the log must have before anybody is told. */
export interface Handled {
  /** What it asked; absent where an earlier run has forgotten. */
  readonly action?: string;
  /** Made anew with its decision where the log has another moment. */
  result: Result<ActionOutcome>;
  /** So many decisions of this run must be in the log. */
  decisions: number;
  /** Of what it asked; absent where an earlier run has forgotten: then whatever has its id is this command. */
  readonly print?: string;
}

/** What a command leads to: what it asks, or the record of why that is refused. */
export interface Answer extends Advance {
  readonly rejection?: Rejection;
}

/** What whoever asked is told of it. */
export function outcomeOf({ rejection, state, events }: Answer): Result<ActionOutcome> {
  if (rejection !== undefined) return { ok: false, rejection };
  const request = events.find((event) => event.type === 'ApprovalRequested');
  return ok({ seq: state.seq, ...(request === undefined ? {} : { pending: request.data.request }) });
}
