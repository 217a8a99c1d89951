import type { ActionCommand } from '../case/command.ts';
import type { Decision } from './decision.ts';
import type { CaseEvent } from '../case/event.ts';
import { ok, reject } from '../case/rejection.ts';
import type { ApprovalState, CaseState } from '../case/state.ts';

/**
 * Agreeing to or turning down a waiting request. `undefined` for other actions. Whether the approver's role fits is
 * checked by the caller.
 */
export function decideApproval(state: CaseState, command: ActionCommand): Decision | undefined {
  if (command.action !== 'approve' && command.action !== 'reject') return undefined;
  const request = pendingRequest(state, command.fields['request']);
  if (request === undefined) {
    const choices = pending(state).map((one) => one.request);
    return reject('approval-not-found', `name one of the waiting requests: ${choices.join(', ')}`, '/fields/request');
  }
  return command.action === 'approve' ? approve(request, command) : turnDown(request, command);
}

/** The waiting request of that id, or the only one when no id is given. */
export function pendingRequest(state: CaseState, id: unknown): ApprovalState | undefined {
  const waiting = pending(state);
  return id === undefined ? (waiting.length === 1 ? waiting[0] : undefined) : waiting.find((one) => one.request === id);
}

function pending(state: CaseState): readonly ApprovalState[] {
  return state.approvals.filter((one) => one.status === 'pending');
}

function approve(request: ApprovalState, command: ActionCommand): Decision {
  if (request.requester.id === command.actor.id)
    return reject('requester-may-not-approve', 'whoever asks does not approve');
  if (request.givenBy.includes(command.actor.id))
    return reject('already-approved', 'you have approved this already; another person must');
  const remaining = request.needed - request.givenBy.length - 1;
  const given: CaseEvent = { type: 'ApprovalGiven', data: { request: request.request, remaining } };
  return ok(remaining > 0 ? [given] : [given, { type: 'ApprovalCompleted', data: { request: request.request } }]);
}

function turnDown(request: ApprovalState, command: ActionCommand): Decision {
  const reason = typeof command.fields['reason'] === 'string' ? command.fields['reason'] : '';
  const held = request.reservation === undefined ? {} : { reservation: request.reservation };
  return ok([{ type: 'ApprovalRejected', data: { request: request.request, reason, ...held } }]);
}
