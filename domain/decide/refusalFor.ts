/** Who may do what and when: the API's 403 and 409, and what a client may offer. */

import { phrase, type Phrase } from '../../language/phrase.ts';
import { barredFrom } from '../case/access.ts';
import type { Actor } from '../case/event.ts';
import type { ActionCommand } from '../case/command.ts';
import { factsOf } from '../case/facts.ts';
import { refusal, type Rejection, type RejectionCode } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';
import { matches } from '../pack/condition.ts';
import type { ActionDef, EnginePack } from '../pack/pack.ts';
import type { TimeBase } from '../time/timeBase.ts';
import { own } from '../values/own.ts';
import { isUnruled } from './decideDispatch.ts';
import { lapse } from './lapse.ts';

/** `undefined` when the actor may. The case is asked before the person. */
export function refusalFor(pack: EnginePack, state: CaseState, action: string, actor: Actor): Rejection | undefined {
  const def = own(pack.actions, action);
  if (def === undefined)
    return refusal('action-unknown', phrase('action-not-in-pack-of', { action, actions: Object.keys(pack.actions) }));
  // Closing a period shows nothing of the case, so it is done by people who may not see it.
  const barred = action === 'freeze' ? undefined : barredFrom(state.access, actor);
  return barred ?? refusalByCase(pack, state, action, def) ?? refusalByActor(pack, state, def, actor);
}

/** After the lapses before `at`. */
export function refusalAt(
  pack: EnginePack,
  state: CaseState,
  { action, actor }: Pick<ActionCommand, 'action' | 'actor'>,
  at: number,
  base: TimeBase,
): Rejection | undefined {
  return refusalFor(pack, lapse(pack, state, at, base, { strict: true }).state, action, actor);
}

/** In the pack's order. */
export function allowedActions(
  pack: EnginePack,
  state: CaseState,
  actor: Actor,
): readonly Readonly<{ id: string; def: ActionDef }>[] {
  return Object.entries(pack.actions)
    .filter(([id]) => refusalFor(pack, state, id, actor) === undefined)
    .map(([id, def]) => ({ id, def }));
}

function refusalByCase(pack: EnginePack, state: CaseState, action: string, def: ActionDef): Rejection | undefined {
  const { stage } = state;
  if (!def.from.includes(stage))
    return refusal('action-not-allowed', phrase('stage-does-not-allow', { action, stage, stages: def.from }));
  if (def.once === true && (own(state.steps, action)?.count ?? 0) > 0)
    return refusal('already-done', phrase('done-once-already', { action }));
  if (def.when !== undefined && !matches(def.when, factsOf(pack, state)))
    return refusal('condition-not-met', phrase('case-does-not-fit', { action }));
  const need = own(NEEDS, action);
  return need === undefined || need.has(state) ? undefined : refusal(need.code, need.said);
}

/** What an action needs in the case, and what is said without it. */
type Need = Readonly<{
  has: (state: CaseState) => boolean;
  code: RejectionCode;
  said: Phrase;
}>;

const WAITING: Need = {
  has: ({ approvals }) => approvals.some((one) => one.status === 'pending'),
  code: 'approval-not-found',
  said: phrase('nothing-waits-for-approval'),
};
const OPEN_DISPATCH: Need = {
  has: ({ dispatches }) => dispatches.some((one) => one.status === 'open'),
  code: 'dispatch-not-found',
  said: phrase('no-open-dispatch'),
};
const NEEDS: Readonly<Record<string, Need>> = {
  approve: WAITING,
  reject: WAITING,
  'answer-dispatch': OPEN_DISPATCH,
  're-route': OPEN_DISPATCH,
  'refuse-dispatch': OPEN_DISPATCH,
  'rule-dispatch': {
    has: ({ dispatches }) => dispatches.some(isUnruled),
    code: 'dispatch-not-found',
    said: phrase('no-refused-dispatch'),
  },
  pause: { has: ({ paused }) => paused === undefined, code: 'already-done', said: phrase('paused-already') },
  resume: { has: ({ paused }) => paused !== undefined, code: 'already-done', said: phrase('not-paused') },
};

function refusalByActor(pack: EnginePack, state: CaseState, def: ActionDef, actor: Actor): Rejection | undefined {
  const { id, roles, reach, unit } = actor;
  if (def.notBy !== undefined && state.handler === id) return refusal('actor-not-allowed', phrase('not-by-handler'));
  const isHandler =
    state.handler === id && def.by.some((role) => own(pack.roles, role)?.follows === 'handler' || role === 'handler');
  if (isHandler) return undefined;
  if (!def.by.some((role) => roles.includes(role)))
    return refusal('actor-not-allowed', phrase('roles-that-may', { roles: def.by }));
  return reach ? undefined : refusal('actor-outside-unit', phrase('outside-unit', { unit }));
}
