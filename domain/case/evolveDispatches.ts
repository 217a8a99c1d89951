import type { RecordedEvent } from './event.ts';
import type { DispatchState } from './state.ts';

/** The departments' shares of a case after one more event (S1-K10, S1-K15). */
export function evolveDispatches(
  dispatches: readonly DispatchState[],
  { type, data, at }: RecordedEvent,
): readonly DispatchState[] {
  switch (type) {
    case 'DepartmentDispatched':
      return [
        ...dispatches,
        { id: data.dispatch, department: data.department, status: 'open', dispatchedAt: at, rerouted: 0 },
      ];
    case 'DispatchAnswered':
      return change(dispatches, data, () => ({ status: 'answered', answeredAt: at, substantive: data.substantive }));
    case 'DispatchRerouted':
      return change(dispatches, data, ({ rerouted }) => ({ department: data.department, rerouted: rerouted + 1 }));
    case 'DispatchRefused':
      return change(dispatches, data, () => ({ status: 'refused', refusal: { reason: data.reason } }));
    case 'DispatchRefusalRuled':
      return change(dispatches, data, ({ refusal }) => ({
        refusal: { reason: refusal?.reason ?? '', valid: data.valid },
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
