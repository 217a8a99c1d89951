import { phrase } from '../../language/phrase.ts';
import type { Ask } from '../case/command.ts';
import type { CaseEvent, Decision } from '../case/event.ts';
import { ok, reject } from '../case/rejection.ts';
import type { CaseState, DispatchState } from '../case/state.ts';

type OneAsk = Extract<Ask, { action: 'answer-dispatch' | 're-route' | 'refuse-dispatch' | 'rule-dispatch' }>;
type DispatchAsk = OneAsk | Extract<Ask, { action: 'dispatch' }>;

/** Departments' shares: dispatch, answer, re-route, refusal and its ruling (S1-K4, K5, K10, K15). */
export function decideDispatch({ dispatches }: CaseState, ask: DispatchAsk): Decision {
  if (ask.action === 'dispatch') return dispatch(dispatches, ask.departments);
  const fitting = dispatches.filter(ask.action === 'rule-dispatch' ? isUnruled : isOpen);
  const [only] = ask.dispatch === undefined ? fitting : fitting.filter((one) => one.id === ask.dispatch);
  if (only !== undefined && (ask.dispatch !== undefined || fitting.length === 1)) return ok([eventOf(ask, only)]);
  const said =
    fitting.length === 0
      ? phrase('no-such-dispatch')
      : phrase('name-dispatch', { dispatches: fitting.map((one) => one.id) });
  return reject('dispatch-not-found', said, '/fields/dispatch');
}

function dispatch(dispatches: readonly DispatchState[], departments: readonly string[]): Decision {
  const busy = departments.filter((one) => dispatches.some((other) => isOpen(other) && other.department === one));
  if (busy.length > 0)
    return reject('already-done', phrase('dispatch-open', { departments: busy }), '/fields/departments');
  return ok(
    departments.map((department, index) => ({
      type: 'DepartmentDispatched',
      data: { dispatch: `d${dispatches.length + index + 1}`, department },
    })),
  );
}

function eventOf(ask: OneAsk, { id: dispatch, department: from }: DispatchState): CaseEvent {
  switch (ask.action) {
    case 'answer-dispatch':
      return { type: 'DispatchAnswered', data: { dispatch, substantive: ask.substantive } };
    case 're-route': {
      const { department, reason } = ask;
      return { type: 'DispatchRerouted', data: { dispatch, from, department, reason } };
    }
    case 'refuse-dispatch':
      return { type: 'DispatchRefused', data: { dispatch, reason: ask.reason } };
    case 'rule-dispatch':
      return { type: 'DispatchRefusalRuled', data: { dispatch, valid: ask.valid } };
  }
}

function isOpen({ status }: DispatchState): boolean {
  return status === 'open';
}

/** Refused by its department, not yet ruled on. */
export function isUnruled({ status, refusal }: DispatchState): boolean {
  return status === 'refused' && refusal?.valid === undefined;
}
