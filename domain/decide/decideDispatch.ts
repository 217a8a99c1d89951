import type { ActionCommand } from '../case/command.ts';
import type { Decision } from './decision.ts';
import type { CaseEvent } from '../case/event.ts';
import { ok, reject } from '../case/rejection.ts';
import type { CaseState, DispatchState } from '../case/state.ts';

/**
 * Departments' shares of a case: dispatch, answer, re-route, refusal and the ruling on it (S1-K4, K5, K10, K15).
 * `undefined` for other actions.
 */
export function decideDispatch(state: CaseState, command: ActionCommand): Decision | undefined {
  const { action, fields } = command;
  const reason = typeof fields['reason'] === 'string' ? fields['reason'] : '';
  switch (action) {
    case 'dispatch':
      return dispatch(state, fields['departments']);
    case 'answer-dispatch':
      return onOne(state, fields['dispatch'], isOpen, (one) => ({
        type: 'DispatchAnswered',
        data: { dispatch: one.id, substantive: fields['substantive'] !== false },
      }));
    case 're-route':
      return reroute(state, command, reason);
    case 'refuse-dispatch':
      return onOne(state, fields['dispatch'], isOpen, (one) => ({
        type: 'DispatchRefused',
        data: { dispatch: one.id, reason },
      }));
    case 'rule-dispatch':
      return onOne(state, fields['dispatch'], isUnruled, (one) => ({
        type: 'DispatchRefusalRuled',
        data: { dispatch: one.id, valid: fields['valid'] === true },
      }));
    default:
      return undefined;
  }
}

function dispatch(state: CaseState, departments: unknown): Decision {
  const asked = Array.isArray(departments) ? [...new Set(departments as readonly string[])] : [];
  if (asked.length === 0) return reject('field-missing', 'name at least one department', '/fields/departments');
  const busy = asked.filter((department) =>
    state.dispatches.some((one) => isOpen(one) && one.department === department),
  );
  if (busy.length > 0)
    return reject('already-done', `a dispatch to ${busy.join(', ')} is open already`, '/fields/departments');
  return ok(
    asked.map((department, index) => ({
      type: 'DepartmentDispatched',
      data: { dispatch: `d${state.dispatches.length + index + 1}`, department },
    })),
  );
}

function reroute(state: CaseState, command: ActionCommand, reason: string): Decision {
  const department = command.fields['department'];
  if (typeof department !== 'string')
    return reject('field-missing', 'name the department that it should go to', '/fields/department');
  return onOne(state, command.fields['dispatch'], isOpen, (one) => ({
    type: 'DispatchRerouted',
    data: { dispatch: one.id, from: one.department, department, reason },
  }));
}

function onOne(
  state: CaseState,
  id: unknown,
  fits: (one: DispatchState) => boolean,
  event: (one: DispatchState) => CaseEvent,
): Decision {
  const fitting = state.dispatches.filter(fits);
  const [only] = id === undefined ? fitting : fitting.filter((one) => one.id === id);
  if (only === undefined || (id === undefined && fitting.length > 1)) {
    const choices = fitting.map((one) => one.id).join(', ');
    return reject(
      'dispatch-not-found',
      choices === '' ? 'there is no such dispatch' : `name one of: ${choices}`,
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
