import type { CaseEvent } from '../case/event.ts';

/** Names that a decision gave to requests for approval and to dispatches, in order: later requests speak of them. */
export function namesOf(events: readonly CaseEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type === 'ApprovalRequested') return [event.data.request];
    return event.type === 'DepartmentDispatched' ? [event.data.dispatch] : [];
  });
}
