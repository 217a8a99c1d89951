import type { RecordedEvent } from './event.ts';
import type { ApprovalState } from './state.ts';

export function evolveApprovals(approvals: readonly ApprovalState[], event: RecordedEvent): readonly ApprovalState[] {
  switch (event.type) {
    case 'ApprovalRequested':
      return [...approvals, { ...event.data, status: 'pending', givenBy: [], requestedAt: event.at }];
    case 'ApprovalGiven':
      return change(approvals, event.data, ({ givenBy }) => ({ givenBy: [...givenBy, event.actor.id] }));
    case 'ApprovalCompleted':
      return change(approvals, event.data, () => ({ status: 'completed', decidedAt: event.at }));
    case 'ApprovalRejected':
      return change(approvals, event.data, () => ({ status: 'rejected', decidedAt: event.at }));
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
