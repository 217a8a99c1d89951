import type { CaseEvent } from './event.ts';
import type { ApprovalState } from './state.ts';

/** The requests for approval after one more event. */
export function evolveApprovals(
  approvals: readonly ApprovalState[],
  event: CaseEvent & { readonly actor: { readonly id: string } },
): readonly ApprovalState[] {
  switch (event.type) {
    case 'ApprovalRequested':
      return [...approvals, { ...event.data, status: 'pending', givenBy: [] }];
    case 'ApprovalGiven':
      return replace(approvals, event.data.request, (one) => ({ ...one, givenBy: [...one.givenBy, event.actor.id] }));
    case 'ApprovalCompleted':
      return replace(approvals, event.data.request, (one) => ({ ...one, status: 'completed' }));
    case 'ApprovalRejected':
      return replace(approvals, event.data.request, (one) => ({ ...one, status: 'rejected' }));
    default:
      return approvals;
  }
}

function replace(
  approvals: readonly ApprovalState[],
  request: string,
  change: (one: ApprovalState) => ApprovalState,
): readonly ApprovalState[] {
  return approvals.map((one) => (one.request === request ? change(one) : one));
}
