import { phrase, type Phrase } from '../../language/phrase.ts';
import { refusal, type Rejection } from '../case/rejection.ts';
import { needsWorkflow } from '../decide/lapse.ts';
import { own } from '../values/own.ts';
import { keptClocks, uncountable, type Versions } from './migratedClocks.ts';
import { clockDefOf } from '../pack/pack.ts';

/** Why the version cannot take the case over; asked before anything changes. */
export function whyNotMigrated(versions: Versions): Rejection | undefined {
  const { old, next, state } = versions;
  const { id: pack, version } = next;
  if (pack !== old.id) return lacks(phrase('stays-under-pack', { pack: old.id }), '/to');
  if (next.hash === old.hash) return refusal('already-done', phrase('under-version-already', { pack, version }), '/to');
  if (!needsWorkflow(old, state)) return refusal('case-not-open', phrase('ended-keeps-rules'));
  return unknownThing(versions) ?? noWayOn(versions) ?? brokenClock(versions);
}

/** Something that the case has and the version does not know. */
function unknownThing({ next, state }: Versions): Rejection | undefined {
  const { category, object, entryLevel, resolvedLevel } = state;
  const level = [state.level, entryLevel, resolvedLevel ?? entryLevel].find(
    (id) => !next.levels.some((one) => one.id === id),
  );
  if (level !== undefined) return lacks(phrase('version-without-level', { level }), '/levels');
  if (own(next.categories, category) === undefined)
    return refusal('category-unknown', phrase('version-without-category', { category }));
  const channel = state.channels.find((one) => own(next.channels, one) === undefined);
  if (channel !== undefined) return refusal('channel-unknown', phrase('version-without-channel', { channel }));
  if (!next.objects.includes(object)) return refusal('object-unknown', phrase('version-without-object', { object }));
  const kind = state.paused?.kind;
  if (kind !== undefined && own(next.pauses, kind) === undefined)
    return lacks(phrase('version-without-pause', { kind }), '/pauses');
  const request = state.approvals.find(
    ({ status, approval, action }) =>
      status === 'pending' && (own(next.approvals, approval) === undefined || own(next.actions, action) === undefined),
  );
  return request && lacks(phrase('version-without-approval', { action: request.action }), '/approvals');
}

/** The case must not lose an action by which it goes on. */
function noWayOn({ old, next, state }: Versions): Rejection | undefined {
  const { stage, acceptedAt, paused, dispatches, approvals } = state;
  const needed: Readonly<Record<string, boolean>> = {
    accept: stage === 'registered' && acceptedAt === undefined,
    resolve: stage === 'registered' || stage === 'accepted',
    close: stage !== 'closed',
    resume: paused !== undefined,
    'answer-dispatch': dispatches.some((one) => one.status === 'open'),
    approve: approvals.some((one) => one.status === 'pending'),
  };
  const [action] =
    Object.entries(needed).find(
      ([one, isNeeded]) => isNeeded && own(old.actions, one) !== undefined && own(next.actions, one) === undefined,
    ) ?? [];
  return action === undefined ? undefined : lacks(phrase('version-without-action', { action }), `/actions/${action}`);
}

function brokenClock(versions: Versions): Rejection | undefined {
  const { old, next } = versions;
  for (const [{ clock }, { ladder, per }] of keptClocks(versions)) {
    if (own(next.ladders, ladder) === undefined)
      return lacks(phrase('version-without-ladder', { ladder, clock }), `/clocks/${clock}/ladder`);
    const was = clockDefOf(old, clock)?.per;
    if (was !== undefined && was !== per)
      return lacks(phrase('clock-per-other', { clock, was, now: per }), `/clocks/${clock}/per`);
  }
  const clock = uncountable(versions);
  return clock === undefined ? undefined : lacks(phrase('limit-not-countable', { clock }), `/clocks/${clock}/limit`);
}

function lacks(said: Phrase, pointer: string): Rejection {
  return refusal('migration-not-possible', said, pointer);
}
