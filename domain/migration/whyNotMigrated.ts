/** Why a case cannot go over to another version of its pack. Asked before anything changes. */

import { phrase, type Phrase } from '../../language/phrase.ts';
import { isOpen } from '../clocks/clocks.ts';
import { uncountable } from './migratedClocks.ts';
import { needsWorkflow } from '../decide/lapse.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { reject, type Rejection } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';

/**
 * The first reason; `undefined` when the version can take the case over. `after` is the case with the days it would be
 * counted with.
 */
export function whyNotMigrated(
  old: EnginePack,
  next: EnginePack,
  state: CaseState,
  after: CaseState,
): Rejection | undefined {
  if (next.id !== old.id) return lacks(phrase('stays-under-pack', { pack: old.id }), '/to');
  if (next.hash === old.hash)
    return reject('already-done', phrase('under-version-already', { pack: next.id, version: next.version }), '/to')
      .rejection;
  if (!needsWorkflow(old, state)) return reject('case-not-open', phrase('ended-keeps-rules')).rejection;
  return unknownThing(next, state) ?? noWayOn(old, next, state) ?? brokenClock(old, next, state, after);
}

/** Something the case has and the version does not know. */
function unknownThing(next: EnginePack, state: CaseState): Rejection | undefined {
  const levels = next.levels.map((level) => level.id);
  const level = [
    state.level,
    state.entryLevel,
    ...(state.resolvedLevel === undefined ? [] : [state.resolvedLevel]),
  ].find((one) => !levels.includes(one));
  if (level !== undefined) return lacks(phrase('version-without-level', { level }), '/levels');
  if (own(next.categories, state.category) === undefined)
    return reject('category-unknown', phrase('version-without-category', { category: state.category })).rejection;
  const channel = state.channels.find((one) => own(next.channels, one) === undefined);
  if (channel !== undefined) return reject('channel-unknown', phrase('version-without-channel', { channel })).rejection;
  if (!next.objects.includes(state.object))
    return reject('object-unknown', phrase('version-without-object', { object: state.object })).rejection;
  const kind = state.paused?.kind;
  if (kind !== undefined && own(next.pauses, kind) === undefined)
    return lacks(phrase('version-without-pause', { kind }), '/pauses');
  const request = state.approvals.find(
    (one) =>
      one.status === 'pending' &&
      (own(next.approvals, one.approval) === undefined || own(next.actions, one.action) === undefined),
  );
  return request === undefined
    ? undefined
    : lacks(phrase('version-without-approval', { action: request.action }), '/approvals');
}

/** The actions by which such a case goes on: one that the old version grants must not be gone. */
function noWayOn(old: EnginePack, next: EnginePack, state: CaseState): Rejection | undefined {
  const needed: readonly (readonly [action: string, whenever: boolean])[] = [
    ['accept', state.stage === 'registered' && state.acceptedAt === undefined],
    ['resolve', state.stage === 'registered' || state.stage === 'accepted'],
    ['close', state.stage !== 'closed'],
    ['resume', state.paused !== undefined],
    ['answer-dispatch', state.dispatches.some((one) => one.status === 'open')],
    ['approve', state.approvals.some((one) => one.status === 'pending')],
  ];
  const gone = needed.find(
    ([action, whenever]) =>
      whenever && own(old.actions, action) !== undefined && own(next.actions, action) === undefined,
  );
  return gone === undefined
    ? undefined
    : lacks(phrase('version-without-action', { action: gone[0] }), `/actions/${gone[0]}`);
}

function brokenClock(old: EnginePack, next: EnginePack, state: CaseState, after: CaseState): Rejection | undefined {
  for (const { clock } of state.clocks.filter(isOpen)) {
    const def = next.clocks.find((one) => one.id === clock);
    if (def === undefined) continue;
    if (own(next.ladders, def.ladder) === undefined)
      return lacks(phrase('version-without-ladder', { ladder: def.ladder, clock }), `/clocks/${clock}/ladder`);
    const was = old.clocks.find((one) => one.id === clock);
    if (was !== undefined && was.per !== def.per)
      return lacks(phrase('clock-per-other', { clock, was: was.per, now: def.per }), `/clocks/${clock}/per`);
  }
  const odd = uncountable(old, next, state, after);
  return odd === undefined
    ? undefined
    : lacks(phrase('limit-not-countable', { clock: odd.clock }), `/clocks/${odd.clock}/limit`);
}

function lacks(said: Phrase, pointer: string): Rejection {
  return reject('migration-not-possible', said, pointer).rejection;
}
