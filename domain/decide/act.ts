/** One action from request to events: allowed? What happens, what waits for approval, what follows? */

import { phrase } from '../../language/phrase.ts';
import type { ActionCommand, Ask } from '../case/command.ts';
import type { CaseEvent, Cause, Decision } from '../case/event.ts';
import { factsOf } from '../case/facts.ts';
import { parseAsk } from '../case/parseAsk.ts';
import { keepable, ok, reject, refusal, type Rejection, type Result } from '../case/rejection.ts';
import type { ApprovalState, CaseState } from '../case/state.ts';
import { extensionOf } from '../clocks/extending.ts';
import { pauseKind } from '../clocks/pausing.ts';
import { checkFields } from '../fields/checkFields.ts';
import { matches } from '../pack/condition.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { TimeBase } from '../time/timeBase.ts';
import { defined, own } from '../values/own.ts';
import { refusalFor } from './refusalFor.ts';
import { capRefusal, cappedAmount } from './cap.ts';
import { decide } from './decide.ts';
import { lapse, lapsedThen } from './lapse.ts';
import { withConsequences, type Advance } from './withConsequences.ts';

/**
 * The case after the action at `at` (case time), or a refusal. Earlier lapses come first: a stop after the due moment
 * is late, never met.
 */
export function act(
  pack: EnginePack,
  state: CaseState,
  command: ActionCommand,
  at: number,
  base: TimeBase,
): Result<Advance> {
  const lapsed = lapse(pack, state, at, base, { strict: true });
  const decision = decided(pack, lapsed.state, command, at);
  if (!decision.ok) return decision;
  return ok(lapsedThen(lapsed, withConsequences(pack, lapsed.state, decision.value, causeOf(command, at))));
}

/** Why anybody at all would be refused; `undefined` when it may depend on who asks. */
export function refusedToAll(
  pack: EnginePack,
  state: CaseState,
  command: Omit<ActionCommand, 'actor'>,
  at: number,
  base: TimeBase,
): Rejection | undefined {
  // Named nowhere, and holds every role that anything asks for.
  const roles = [
    ...(own(pack.actions, command.action)?.by ?? []),
    ...(state.access?.roles ?? []),
    ...Object.values(pack.approvals).flatMap((approval) => approval.roles),
  ];
  const result = act(pack, state, { ...command, actor: { id: '', unit: '', roles, reach: true } }, at, base);
  return result.ok ? undefined : result.rejection;
}

function decided(pack: EnginePack, state: CaseState, command: ActionCommand, at: number): Decision {
  const { action } = command;
  const refusal = refusalOf(pack, state, command, at);
  if (refusal !== undefined) return { ok: false, rejection: refusal };
  const ask = parseAsk(pack, command);
  if (!ask.ok) return ask;
  const decision = decide(pack, state, ask.value, command.actor, at);
  if (!decision.ok) return decision;
  const approval = approvalOf(pack, state, action, ask.value);
  if (approval === undefined)
    return defers(state, ask.value)
      ? reject('deferral-needs-approval', phrase('later-promise'), '/fields/promisedAt')
      : ok([...decision.value, ...approvedEvents(pack, state, command, decision.value, at)]);
  return state.approvals.some((one) => one.status === 'pending' && one.action === action)
    ? reject('approval-pending', phrase('waits-for-approval', { action }))
    : ok([requestOf(pack, state, command, approval)]);
}

function refusalOf(pack: EnginePack, state: CaseState, command: ActionCommand, at: number): Rejection | undefined {
  const { action, actor, fields, occurredAt } = command;
  const barred = refusalFor(pack, state, action, actor);
  if (barred !== undefined) return barred;
  if ((occurredAt ?? at) > at) return refusal('instant-in-the-future', phrase('not-later-than-now'), '/occurredAt');
  return (
    checkFields(own(pack.actions, action)?.fields ?? {}, pack.lists, fields) ??
    capRefusal(cappedAmount(pack, state, action, fields))
  );
}

function approvalOf(pack: EnginePack, state: CaseState, action: string, ask: Ask): string | undefined {
  const def = own(pack.actions, action);
  if (def?.gate !== undefined && matches(def.gateWhen, factsOf(pack, state))) return def.gate;
  if (ask.action === 'extend') return extensionOf(pack, ask.fields)?.gate;
  const kind = ask.action === 'pause' ? pauseKind(pack, ask.fields) : undefined;
  return kind?.ok === true ? kind.value.def.gate : undefined;
}

/** To a later moment. */
function defers({ promisedAt }: CaseState, ask: Ask): boolean {
  return ask.action === 'promise' && ask.promisedAt > (promisedAt ?? Infinity);
}

function requestOf(pack: EnginePack, state: CaseState, command: ActionCommand, approval: string): CaseEvent {
  const { id, action, fields, actor } = command;
  const capped = cappedAmount(pack, state, action, fields);
  const data = {
    request: `a${state.approvals.length + 1}`,
    approval,
    action,
    fields,
    requester: actor,
    needed: own(pack.approvals, approval)?.approvers ?? 1,
    amount: capped?.amount,
    reservation: capped && id,
  };
  return { type: 'ApprovalRequested', data: defined(data) };
}

/** The last approval has the action decided again, on the case as it is now; that it no longer fits is recorded. */
function approvedEvents(
  pack: EnginePack,
  state: CaseState,
  command: ActionCommand,
  events: readonly CaseEvent[],
  at: number,
): readonly CaseEvent[] {
  const completed = events.find((event) => event.type === 'ApprovalCompleted')?.data.request;
  const request = state.approvals.find((one) => one.request === completed);
  if (request === undefined) return [];
  const { action, reservation } = request;
  const decision = decideAgain(pack, state, request, at);
  if (decision.ok) return decision.value.map((event) => approved(event, request, command.actor.id));
  return [{ type: 'ActionRefused', data: defined({ action, ...keepable(decision.rejection), reservation }) }];
}

function decideAgain(
  pack: EnginePack,
  state: CaseState,
  { action, fields, requester }: ApprovalState,
  at: number,
): Decision {
  const barred = refusalFor(pack, state, action, requester);
  if (barred !== undefined) return { ok: false, rejection: barred };
  const ask = parseAsk(pack, { action, fields });
  return ask.ok ? decide(pack, state, ask.value, requester, at) : ask;
}

/** A step keeps its request and its reservation; time that is gained keeps who agreed. */
function approved(event: CaseEvent, { request, reservation, givenBy }: ApprovalState, last: string): CaseEvent {
  if (event.type === 'StepRecorded') return { ...event, data: { ...event.data, request, ...defined({ reservation }) } };
  const approvedBy = [...givenBy, last];
  if (event.type === 'ClocksPaused') return { ...event, data: { ...event.data, approvedBy } };
  return event.type === 'ClockMoved' ? { ...event, data: { ...event.data, approvedBy } } : event;
}

export function causeOf({ id, action, fields, actor, occurredAt, notes }: ActionCommand, at: number): Cause {
  return defined({ id, at, actor, command: { action, fields, reach: actor.reach }, occurredAt, notes });
}
