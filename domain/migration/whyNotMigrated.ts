/** Why a case cannot go over to another version of its pack. Asked before anything changes. */

import { isOpen } from '../clocks/clocks.ts';
import { uncountable } from './migratedClocks.ts';
import { needsWorkflow } from '../decide/needsWorkflow.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { reject } from '../case/rejection.ts';
import type { Rejection } from '../case/rejection.ts';
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
  if (next.id !== old.id) return lacks(`the case is under "${old.id}" and stays under a version of it`, '/to');
  if (next.hash === old.hash)
    return reject('already-done', `the case is under ${next.id} ${next.version} already`, '/to').rejection;
  if (!needsWorkflow(old, state))
    return reject('case-not-open', 'the case has ended and keeps the rules it ended under').rejection;
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
  if (level !== undefined) return lacks(`the version has no level "${level}"`, '/levels');
  if (own(next.categories, state.category) === undefined)
    return reject('category-unknown', `the version has no category "${state.category}"; reclassify the case first`)
      .rejection;
  const channel = state.channels.find((one) => own(next.channels, one) === undefined);
  if (channel !== undefined) return reject('channel-unknown', `the version has no channel "${channel}"`).rejection;
  if (!next.objects.includes(state.object))
    return reject('object-unknown', `the version takes no ${state.object}`).rejection;
  const kind = state.paused?.kind;
  if (kind !== undefined && own(next.pauses, kind) === undefined)
    return lacks(`the version has no pause "${kind}"; end the pause first`, '/pauses');
  const request = state.approvals.find(
    (one) =>
      one.status === 'pending' &&
      (own(next.approvals, one.approval) === undefined || own(next.actions, one.action) === undefined),
  );
  return request === undefined
    ? undefined
    : lacks(`"${request.action}" waits for an approval that the version does not have; decide it first`, '/approvals');
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
    : lacks(`the version has no action "${gone[0]}", which the case still needs`, `/actions/${gone[0]}`);
}

function brokenClock(old: EnginePack, next: EnginePack, state: CaseState, after: CaseState): Rejection | undefined {
  for (const { clock } of state.clocks.filter(isOpen)) {
    const def = next.clocks.find((one) => one.id === clock);
    if (def === undefined) continue;
    if (own(next.ladders, def.ladder) === undefined)
      return lacks(`the version has no ladder "${def.ladder}" for the clock "${clock}"`, `/clocks/${clock}/ladder`);
    const was = old.clocks.find((one) => one.id === clock);
    if (was !== undefined && was.per !== def.per)
      return lacks(
        `the clock "${clock}" runs once per ${was.per}, in the version once per ${def.per}`,
        `/clocks/${clock}/per`,
      );
  }
  const odd = uncountable(old, next, state, after);
  return odd === undefined
    ? undefined
    : lacks(
        `the limit of "${odd.clock}" cannot be counted: the case lacks its field, or the version its calendar or hours`,
        `/clocks/${odd.clock}/limit`,
      );
}

function lacks(detail: string, pointer: string): Rejection {
  return reject('migration-not-possible', detail, pointer).rejection;
}
