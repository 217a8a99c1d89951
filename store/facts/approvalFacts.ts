import type { CaseState } from '../../domain/case/state.ts';
import { changedSince } from './changedSince.ts';
import type { Wall } from './factOwner.ts';

/** Requests that are new or another than `before`. */
export function approvalFacts(
  before: CaseState | undefined,
  after: CaseState,
  wall: Wall,
): readonly Readonly<Record<string, unknown>>[] {
  return changedSince(before?.approvals, after.approvals).map((one) => ({
    request: one.request,
    approval: one.approval,
    action: one.action,
    amount: one.amount,
    requester: one.requester.id,
    requested_at: wall(one.requestedAt),
    approvers: one.givenBy,
    decided_at: wall(one.decidedAt),
    result: one.status,
  }));
}
