import { phrase } from '../../language/phrase.ts';
import type { Actor, CaseEvent, Decision } from '../case/event.ts';
import type { Ask } from '../case/command.ts';
import { ok, reject } from '../case/rejection.ts';
import type { ApprovalState, CaseState } from '../case/state.ts';
import type { EnginePack } from '../pack/pack.ts';
import { defined, own } from '../values/own.ts';

type ApprovalAsk = Extract<Ask, { action: 'approve' | 'reject' }>;

/** The approver needs a role of this request, not of any. */
export function decideApproval(pack: EnginePack, state: CaseState, ask: ApprovalAsk, approver: Actor): Decision {
  const found = pendingRequest(state, ask.request);
  if (found === undefined) {
    const requests = pending(state).map((one) => one.request);
    return reject('approval-not-found', phrase('name-waiting-request', { requests }), '/fields/request');
  }
  const { request, approval, reservation } = found;
  const roles = own(pack.approvals, approval)?.roles;
  if (roles !== undefined && !roles.some((role) => approver.roles.includes(role)))
    return reject('actor-not-allowed', phrase('roles-that-may-decide', { roles }));
  if (ask.action === 'approve') return approve(found, approver.id);
  return ok([{ type: 'ApprovalRejected', data: { request, reason: ask.reason, ...defined({ reservation }) } }]);
}

/** By id; without one, the only one. */
export function pendingRequest(state: CaseState, id: string | undefined): ApprovalState | undefined {
  const waiting = pending(state);
  if (id === undefined) return waiting.length === 1 ? waiting[0] : undefined;
  return waiting.find((one) => one.request === id);
}

function pending(state: CaseState): readonly ApprovalState[] {
  return state.approvals.filter((one) => one.status === 'pending');
}

function approve({ request, requester, givenBy, needed }: ApprovalState, approver: string): Decision {
  if (requester.id === approver) return reject('requester-may-not-approve', phrase('requester-does-not-approve'));
  if (givenBy.includes(approver)) return reject('already-approved', phrase('approved-by-you'));
  const remaining = needed - givenBy.length - 1;
  const given: CaseEvent = { type: 'ApprovalGiven', data: { request, remaining } };
  return ok(remaining > 0 ? [given] : [given, { type: 'ApprovalCompleted', data: { request } }]);
}
