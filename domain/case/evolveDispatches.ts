import type { CaseEvent } from './event.ts';
import type { DispatchState } from './state.ts';

/** The departments' shares of a case after one more event (S1-K10, S1-K15). */
export function evolveDispatches(
  dispatches: readonly DispatchState[],
  event: CaseEvent & { readonly at: number },
): readonly DispatchState[] {
  const { at } = event;
  switch (event.type) {
    case 'DepartmentDispatched':
      return [
        ...dispatches,
        { id: event.data.dispatch, department: event.data.department, status: 'open', dispatchedAt: at, rerouted: 0 },
      ];
    case 'DispatchAnswered':
      return replace(dispatches, event.data.dispatch, (one) => ({
        ...one,
        status: 'answered',
        answeredAt: at,
        substantive: event.data.substantive,
      }));
    case 'DispatchRerouted':
      return replace(dispatches, event.data.dispatch, (one) => ({
        ...one,
        department: event.data.department,
        rerouted: one.rerouted + 1,
      }));
    case 'DispatchRefused':
      return replace(dispatches, event.data.dispatch, (one) => ({
        ...one,
        status: 'refused',
        refusal: { reason: event.data.reason },
      }));
    case 'DispatchRefusalRuled':
      return replace(dispatches, event.data.dispatch, (one) => ({
        ...one,
        refusal: { reason: one.refusal?.reason ?? '', valid: event.data.valid },
      }));
    default:
      return dispatches;
  }
}

function replace(
  dispatches: readonly DispatchState[],
  id: string,
  change: (one: DispatchState) => DispatchState,
): readonly DispatchState[] {
  return dispatches.map((one) => (one.id === id ? change(one) : one));
}
