/** One action, from request to recorded events: may it, what happens, what waits for others, what follows. */

import { phrase } from '../../language/phrase.ts';
import { can } from './can.ts';
import { aboveCap, capNeeded } from './cap.ts';
import { checkFields } from '../fields/checkFields.ts';
import type { ActionCommand, Ask } from '../case/command.ts';
import { matches } from '../pack/condition.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { pendingRequest } from './decideApproval.ts';
import type { CaseEvent, Cause } from '../case/event.ts';
import { extensionOf } from '../clocks/extending.ts';
import { factsOf } from '../case/facts.ts';
import { lapse } from './lapse.ts';
import { parseAsk } from '../case/parseAsk.ts';
import { own } from '../values/own.ts';
import type { ActionDef, EnginePack } from '../pack/pack.ts';
import { pauseKind } from '../clocks/pausing.ts';
import { react, type Advance } from './react.ts';
import { keepable, ok, reject, type Rejection, type Result } from '../case/rejection.ts';
import type { ApprovalState, CaseState } from '../case/state.ts';
import type { TimeBase } from '../time/timeBase.ts';

export type { Advance };

/** The case after the action at case time `at`, or the reason why not. Nothing lapses here: see `act`. */
export function advance(pack: EnginePack, state: CaseState, command: ActionCommand, at: number): Result<Advance> {
  const refusal = refusalOf(pack, state, command, at);
  if (refusal !== undefined) return { ok: false, rejection: refusal };
  const ask = parseAsk(pack, command);
  if (!ask.ok) return ask;
  const decision = decide(pack, state, ask.value, command.actor.id, at);
  if (!decision.ok) return decision;
  const gate = gateOf(pack, state, command.action, ask.value);
  if (gate === undefined && defers(state, ask.value))
    return reject('deferral-needs-approval', phrase('later-promise'), '/fields/promisedAt');
  if (gate !== undefined && state.approvals.some((one) => one.status === 'pending' && one.action === command.action)) {
    return reject('approval-pending', phrase('waits-for-approval', { action: command.action }));
  }
  const decided = gate === undefined ? decision.value : [requestOf(pack, state, command, gate)];
  return ok(
    react(pack, state, [...decided, ...approvedEvents(pack, state, command, decided, at)], causeOf(command, at)),
  );
}

/** What has lapsed before `at`, then the action: a stop that comes after the due moment is late, never met. */
export function act(
  pack: EnginePack,
  state: CaseState,
  command: ActionCommand,
  at: number,
  base: TimeBase,
): Result<Advance> {
  const lapsed = lapse(pack, state, at, base, { strict: true });
  const result = advance(pack, lapsed.state, command, at);
  return result.ok ? ok({ state: result.value.state, events: [...lapsed.events, ...result.value.events] }) : result;
}

function refusalOf(pack: EnginePack, state: CaseState, command: ActionCommand, at: number): Rejection | undefined {
  const barred = can(pack, state, command.action, command.actor);
  if (barred !== undefined) return barred;
  if (command.occurredAt !== undefined && command.occurredAt > at)
    return reject('instant-in-the-future', phrase('not-later-than-now'), '/occurredAt').rejection;
  const def = own(pack.actions, command.action);
  const fields = checkFields(def?.fields ?? {}, pack.lists, command.fields);
  if (fields !== undefined) return fields;
  return aboveCap(capNeeded(pack, state, command.action, command.fields)) ?? approverRefusal(pack, state, command);
}

/** An approver needs one of the request's roles, not just any role that may approve something. */
function approverRefusal(pack: EnginePack, state: CaseState, command: ActionCommand): Rejection | undefined {
  if (command.action !== 'approve' && command.action !== 'reject') return undefined;
  const named = command.fields['request'];
  const request = pendingRequest(state, typeof named === 'string' ? named : undefined);
  const roles = request === undefined ? undefined : own(pack.approvals, request.approval)?.roles;
  if (roles === undefined || roles.some((role) => command.actor.roles.includes(role))) return undefined;
  return reject('actor-not-allowed', phrase('roles-that-may-decide', { roles })).rejection;
}

function gateOf(pack: EnginePack, state: CaseState, action: string, ask: Ask): string | undefined {
  const def: ActionDef | undefined = own(pack.actions, action);
  if (def?.gate !== undefined && matches(def.gateWhen, factsOf(pack, state))) return def.gate;
  if (ask.action === 'extend') return extensionOf(pack, ask.fields)?.gate;
  const kind = ask.action === 'pause' ? pauseKind(pack, ask.fields) : undefined;
  return kind?.ok === true ? kind.value.def.gate : undefined;
}

/** A promise that is put off. */
function defers({ promisedAt }: CaseState, ask: Ask): boolean {
  return ask.action === 'promise' && promisedAt !== undefined && ask.promisedAt > promisedAt;
}

function requestOf(pack: EnginePack, state: CaseState, command: ActionCommand, approval: string): CaseEvent {
  const capped = capNeeded(pack, state, command.action, command.fields) !== undefined;
  return {
    type: 'ApprovalRequested',
    data: {
      request: `a${state.approvals.length + 1}`,
      approval,
      action: command.action,
      fields: command.fields,
      requester: command.actor,
      needed: own(pack.approvals, approval)?.approvers ?? 1,
      ...(capped ? { reservation: command.id } : {}),
    },
  };
}

/**
 * With the last approval the action is decided again, on the case as it is now; if it no longer fits, that is recorded
 * instead.
 */
function approvedEvents(
  pack: EnginePack,
  state: CaseState,
  command: ActionCommand,
  decided: readonly CaseEvent[],
  at: number,
): readonly CaseEvent[] {
  const completed = decided.find((event) => event.type === 'ApprovalCompleted');
  const request =
    completed === undefined ? undefined : state.approvals.find((one) => one.request === completed.data.request);
  if (request === undefined) return [];
  const decision = decideAgain(pack, state, request, at);
  const approvedBy = [...request.givenBy, command.actor.id];
  if (decision.ok) return decision.value.map((event) => withApproval(withReservation(event, request), approvedBy));
  return [
    {
      type: 'ActionRefused',
      data: {
        action: request.action,
        ...keepable(decision.rejection),
        ...(request.reservation === undefined ? {} : { reservation: request.reservation }),
      },
    },
  ];
}

function decideAgain(
  pack: EnginePack,
  state: CaseState,
  { action, fields, requester }: ApprovalState,
  at: number,
): Decision {
  const barred = can(pack, state, action, requester);
  if (barred !== undefined) return { ok: false, rejection: barred };
  const ask = parseAsk(pack, { id: '', action, actor: requester, fields });
  return ask.ok ? decide(pack, state, ask.value, requester.id, at) : ask;
}

function withReservation(event: CaseEvent, request: ApprovalState): CaseEvent {
  if (event.type !== 'StepRecorded' || request.reservation === undefined) return event;
  return { ...event, data: { ...event.data, reservation: request.reservation } };
}

/** Who agreed to time that is gained is kept with it. */
function withApproval(event: CaseEvent, approvedBy: readonly string[]): CaseEvent {
  if (event.type === 'ClocksPaused') return { ...event, data: { ...event.data, approvedBy } };
  return event.type === 'ClockMoved' ? { ...event, data: { ...event.data, approvedBy } } : event;
}

/** The command as the cause of what it gives, with which it is kept. */
export function causeOf(command: ActionCommand, at: number): Cause {
  const { id, action, fields, actor } = command;
  return {
    id,
    at,
    actor,
    command: { action, fields, reach: actor.reach },
    ...(command.occurredAt === undefined ? {} : { occurredAt: command.occurredAt }),
    ...(command.notes === undefined ? {} : { notes: command.notes }),
  };
}
