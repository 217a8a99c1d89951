import type { RecordedEvent } from './event.ts';
import type { ApprovalState } from './state.ts';

/** The requests for approval after one more event. */
export function evolveApprovals(
  approvals: readonly ApprovalState[],
  { type, data, actor }: RecordedEvent,
): readonly ApprovalState[] {
  switch (type) {
    case 'ApprovalRequested':
      return [...approvals, { ...data, status: 'pending', givenBy: [] }];
    case 'ApprovalGiven':
      return change(approvals, data, ({ givenBy }) => ({ givenBy: [...givenBy, actor.id] }));
    case 'ApprovalCompleted':
      return change(approvals, data, () => ({ status: 'completed' }));
    case 'ApprovalRejected':
      return change(approvals, data, () => ({ status: 'rejected' }));
    default:
      return approvals;
  }
}

function change(
  approvals: readonly ApprovalState[],
  { request }: { readonly request: string },
  changes: (one: ApprovalState) => Partial<ApprovalState>,
): readonly ApprovalState[] {
  return approvals.map((one) => (one.request === request ? { ...one, ...changes(one) } : one));
}
