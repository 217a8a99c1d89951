import { phrase } from '../../language/phrase.ts';
import type { Ask } from '../case/command.ts';
import type { Decision } from './decision.ts';
import type { CaseEvent } from '../case/event.ts';
import { ok, reject } from '../case/rejection.ts';
import type { CaseState, DispatchState } from '../case/state.ts';

type DispatchAsk = Extract<
  Ask,
  { action: 'answer-dispatch' | 're-route' | 'refuse-dispatch' | 'rule-dispatch' | 'dispatch' }
>;

/** Departments' shares of a case: dispatch, answer, re-route, refusal and the ruling on it (S1-K4, K5, K10, K15). */
export function decideDispatch(state: CaseState, ask: DispatchAsk): Decision {
  switch (ask.action) {
    case 'dispatch':
      return dispatch(state, ask.departments);
    case 'answer-dispatch':
      return onOne(state, ask.dispatch, isOpen, (one) => ({
        type: 'DispatchAnswered',
        data: { dispatch: one.id, substantive: ask.substantive },
      }));
    case 're-route':
      return onOne(state, ask.dispatch, isOpen, (one) => ({
        type: 'DispatchRerouted',
        data: { dispatch: one.id, from: one.department, department: ask.department, reason: ask.reason },
      }));
    case 'refuse-dispatch':
      return onOne(state, ask.dispatch, isOpen, (one) => ({
        type: 'DispatchRefused',
        data: { dispatch: one.id, reason: ask.reason },
      }));
    case 'rule-dispatch':
      return onOne(state, ask.dispatch, isUnruled, (one) => ({
        type: 'DispatchRefusalRuled',
        data: { dispatch: one.id, valid: ask.valid },
      }));
  }
}

function dispatch(state: CaseState, departments: readonly string[]): Decision {
  const busy = departments.filter((department) =>
    state.dispatches.some((one) => isOpen(one) && one.department === department),
  );
  if (busy.length > 0)
    return reject('already-done', phrase('dispatch-open', { departments: busy }), '/fields/departments');
  return ok(
    departments.map((department, index) => ({
      type: 'DepartmentDispatched',
      data: { dispatch: `d${state.dispatches.length + index + 1}`, department },
    })),
  );
}

function onOne(
  state: CaseState,
  id: string | undefined,
  fits: (one: DispatchState) => boolean,
  event: (one: DispatchState) => CaseEvent,
): Decision {
  const fitting = state.dispatches.filter(fits);
  const [only] = id === undefined ? fitting : fitting.filter((one) => one.id === id);
  if (only === undefined || (id === undefined && fitting.length > 1)) {
    const choices = fitting.map((one) => one.id);
    return reject(
      'dispatch-not-found',
      choices.length === 0 ? phrase('no-such-dispatch') : phrase('name-dispatch', { dispatches: choices }),
      '/fields/dispatch',
    );
  }
  return ok([event(only)]);
}

function isOpen(one: DispatchState): boolean {
  return one.status === 'open';
}

function isUnruled(one: DispatchState): boolean {
  return one.status === 'refused' && one.refusal?.valid === undefined;
}
