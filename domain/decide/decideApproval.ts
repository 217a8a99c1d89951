import { phrase } from '../../language/phrase.ts';
import type { Ask } from '../case/command.ts';
import type { Decision } from './decision.ts';
import type { CaseEvent } from '../case/event.ts';
import { ok, reject } from '../case/rejection.ts';
import type { ApprovalState, CaseState } from '../case/state.ts';

type ApprovalAsk = Extract<Ask, { action: 'approve' | 'reject' }>;

/** Agreeing to or turning down a waiting request. Whether the approver's role fits is checked by the caller. */
export function decideApproval(state: CaseState, ask: ApprovalAsk, approver: string): Decision {
  const request = pendingRequest(state, ask.request);
  if (request === undefined) {
    const choices = pending(state).map((one) => one.request);
    return reject('approval-not-found', phrase('name-waiting-request', { requests: choices }), '/fields/request');
  }
  return ask.action === 'approve' ? approve(request, approver) : turnDown(request, ask.reason);
}

/** The waiting request of that id, or the only one when no id is given. */
export function pendingRequest(state: CaseState, id: string | undefined): ApprovalState | undefined {
  const waiting = pending(state);
  return id === undefined ? (waiting.length === 1 ? waiting[0] : undefined) : waiting.find((one) => one.request === id);
}

function pending(state: CaseState): readonly ApprovalState[] {
  return state.approvals.filter((one) => one.status === 'pending');
}

function approve(request: ApprovalState, approver: string): Decision {
  if (request.requester.id === approver)
    return reject('requester-may-not-approve', phrase('requester-does-not-approve'));
  if (request.givenBy.includes(approver)) return reject('already-approved', phrase('approved-by-you'));
  const remaining = request.needed - request.givenBy.length - 1;
  const given: CaseEvent = { type: 'ApprovalGiven', data: { request: request.request, remaining } };
  return ok(remaining > 0 ? [given] : [given, { type: 'ApprovalCompleted', data: { request: request.request } }]);
}

function turnDown({ request, reservation }: ApprovalState, reason: string): Decision {
  const held = reservation === undefined ? {} : { reservation };
  return ok([{ type: 'ApprovalRejected', data: { request, reason, ...held } }]);
}
