/** Who may do what, when: one table that answers the API's 403 and 409, and what a client may offer. */

import { phrase, type Phrase } from '../../language/phrase.ts';
import type { Actor } from '../case/actor.ts';
import { barredFrom } from '../case/access.ts';
import { matches } from '../pack/condition.ts';
import { factsOf } from '../case/facts.ts';
import { own } from '../values/own.ts';
import type { ActionDef, EnginePack } from '../pack/pack.ts';
import { reject, type Rejection } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';

/**
 * The reason why the actor may not do the action now; `undefined` when they may. Persons are checked after the case
 * itself.
 */
export function can(pack: EnginePack, state: CaseState, action: string, actor: Actor): Rejection | undefined {
  const def = own(pack.actions, action);
  if (def === undefined) return reject('action-unknown', phrase('action-not-in-pack', { action })).rejection;
  // Closing a period shows nothing of the case: it is done for confidential ones too, by somebody who may not see them.
  const barred = action === 'freeze' ? undefined : barredFrom(state.access, actor);
  return barred ?? allowedByCase(pack, state, action, def) ?? allowedByActor(pack, state, def, actor);
}

/** What the actor may do now, in the pack's order. */
export function allowedActions(
  pack: EnginePack,
  state: CaseState,
  actor: Actor,
): readonly { readonly id: string; readonly def: ActionDef }[] {
  return Object.entries(pack.actions)
    .filter(([id]) => can(pack, state, id, actor) === undefined)
    .map(([id, def]) => ({ id, def }));
}

function allowedByCase(pack: EnginePack, state: CaseState, action: string, def: ActionDef): Rejection | undefined {
  if (!def.from.includes(state.stage))
    return reject(
      'action-not-allowed',
      phrase('stage-does-not-allow', { action, stage: state.stage, stages: def.from }),
    ).rejection;
  if (def.once === true && (own(state.steps, action)?.count ?? 0) > 0)
    return reject('already-done', phrase('done-once-already', { action })).rejection;
  if (def.when !== undefined && !matches(def.when, factsOf(pack, state)))
    return reject('condition-not-met', phrase('case-does-not-fit', { action })).rejection;
  return lifecycleBars(state, action);
}

/** Lifecycle actions that need something to act on. */
function lifecycleBars(state: CaseState, action: string): Rejection | undefined {
  const bar = (code: 'already-done' | 'approval-not-found' | 'dispatch-not-found', said: Phrase): Rejection =>
    reject(code, said).rejection;
  const open = state.dispatches.some((one) => one.status === 'open');
  switch (action) {
    case 'approve':
    case 'reject':
      return state.approvals.some((one) => one.status === 'pending')
        ? undefined
        : bar('approval-not-found', phrase('nothing-waits-for-approval'));
    case 'answer-dispatch':
    case 're-route':
    case 'refuse-dispatch':
      return open ? undefined : bar('dispatch-not-found', phrase('no-open-dispatch'));
    case 'rule-dispatch':
      return state.dispatches.some((one) => one.status === 'refused' && one.refusal?.valid === undefined)
        ? undefined
        : bar('dispatch-not-found', phrase('no-refused-dispatch'));
    case 'pause':
      return state.paused === undefined ? undefined : bar('already-done', phrase('paused-already'));
    case 'resume':
      return state.paused === undefined ? bar('already-done', phrase('not-paused')) : undefined;
    default:
      return undefined;
  }
}

function allowedByActor(pack: EnginePack, state: CaseState, def: ActionDef, actor: Actor): Rejection | undefined {
  const isHandler =
    state.handler === actor.id &&
    def.by.some((role) => own(pack.roles, role)?.follows === 'handler' || role === 'handler');
  if (!isHandler && !def.by.some((role) => actor.roles.includes(role))) {
    return reject('actor-not-allowed', phrase('roles-that-may', { roles: def.by })).rejection;
  }
  return actor.reach || isHandler
    ? undefined
    : reject('actor-outside-unit', phrase('outside-unit', { unit: actor.unit })).rejection;
}
