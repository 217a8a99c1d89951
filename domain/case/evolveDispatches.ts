import type { RecordedEvent } from './event.ts';
import type { DispatchState } from './state.ts';

/** The departments' shares (S1-K10, S1-K15). */
export function evolveDispatches(dispatches: readonly DispatchState[], event: RecordedEvent): readonly DispatchState[] {
  switch (event.type) {
    case 'DepartmentDispatched':
      return [
        ...dispatches,
        {
          id: event.data.dispatch,
          department: event.data.department,
          status: 'open',
          dispatchedAt: event.at,
          rerouted: 0,
        },
      ];
    case 'DispatchAnswered':
      return change(dispatches, event.data, () => ({
        status: 'answered',
        answeredAt: event.at,
        substantive: event.data.substantive,
      }));
    case 'DispatchRerouted':
      return change(dispatches, event.data, ({ department, departmentFirst = department, rerouted, reroutedAt }) => ({
        department: event.data.department,
        reroutedAt: reroutedAt ?? event.at,
        departmentFirst,
        rerouteReason: event.data.reason,
        rerouted: rerouted + 1,
      }));
    case 'DispatchRefused':
      return change(dispatches, event.data, () => ({
        status: 'refused',
        refusal: { reason: event.data.reason, at: event.at },
      }));
    case 'DispatchRefusalRuled':
      return change(dispatches, event.data, ({ refusal }) => ({
        refusal: { reason: '', at: event.at, ...refusal, valid: event.data.valid, ruledAt: event.at },
      }));
    default:
      return dispatches;
  }
}

function change(
  dispatches: readonly DispatchState[],
  { dispatch }: { readonly dispatch: string },
  changes: (one: DispatchState) => Partial<DispatchState>,
): readonly DispatchState[] {
  return dispatches.map((one) => (one.id === dispatch ? { ...one, ...changes(one) } : one));
}
