/** Pauses: which clocks stand still, for how long at most, and how their due moments move afterwards. */

import { phrase } from '../../language/phrase.ts';
import { calendarMarks } from '../limits/calendarMarks.ts';
import type { DaysChange } from './calendarMove.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import type { ClockMovedData, ClockRef } from '../case/clockEvent.ts';
import type { CaseEvent, FieldValues } from '../case/event.ts';
import type { PauseDef } from '../pack/caseRules.ts';
import { unrolledDue } from '../limits/expectedDue.ts';
import type { LimitContext } from '../limits/due.ts';
import type { ClockDef } from '../pack/clockDef.ts';
import type { Limit } from '../pack/limitDef.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { ok, reject } from '../case/rejection.ts';
import type { Result } from '../case/rejection.ts';
import { afterStanding, allowance, dueAfterPause, movedByPause, rolled, stoodStill } from '../limits/standstill.ts';
import type { CaseState, ClockState } from '../case/state.ts';

/** The kind of pause that is asked for: the named one, the only one, or the only one with that reason. */
export function pauseKind(
  pack: EnginePack,
  fields: FieldValues,
): Result<{ readonly id: string; readonly def: PauseDef }> {
  const kinds = Object.entries(pack.pauses ?? {});
  const meant =
    fields['kind'] === undefined
      ? kindsWithReason(pack, fields['reason'])
      : kinds.filter(([one]) => one === fields['kind']);
  const [[id, def] = [], ...others] = kinds.length === 1 && fields['kind'] === undefined ? kinds : meant;
  if (id !== undefined && def !== undefined && others.length === 0) return ok({ id, def });
  return reject('pause-kind-unknown', phrase('name-pause-kind', { kinds: kinds.map(([one]) => one) }), '/fields/kind');
}

/** A kind without reasons of its own may be meant by any. */
function kindsWithReason(pack: EnginePack, reason: FieldValues[string] | undefined): readonly [string, PauseDef][] {
  return Object.entries(pack.pauses ?? {}).filter(
    ([, def]) =>
      def.reasons === undefined ||
      (typeof reason === 'string' && own(pack.lists, def.reasons)?.includes(reason) === true),
  );
}

/**
 * What a pause does at `at`: the clocks of its kind that run stand still. Refuses when none of them runs or the maximum
 * is used up.
 */
export function decidePause(
  pack: EnginePack,
  state: CaseState,
  fields: FieldValues,
  at: number,
): Result<readonly CaseEvent[]> {
  const reason = typeof fields['reason'] === 'string' ? fields['reason'] : '';
  const found = pauseKind(pack, fields);
  if (!found.ok) return found;
  const { id, def } = found.value;
  const reasons = def.reasons === undefined ? undefined : own(pack.lists, def.reasons);
  if (reasons !== undefined && !reasons.includes(reason))
    return reject('field-invalid', phrase('reason-one-of', { reasons }), '/fields/reason');
  const clocks = state.clocks
    .filter((clock) => clock.status === 'running' && clock.monitor !== true && def.clocks.includes(clock.clock))
    .map(refOf);
  if (clocks.length === 0) return reject('condition-not-met', phrase('no-clock-to-pause', { clocks: def.clocks }));
  const left = def.max === undefined ? undefined : leftOf(def.max, state, id);
  if (left !== undefined && left <= 0) return reject('pause-exhausted', phrase('pause-used-up'));
  const until =
    def.max === undefined || left === undefined
      ? {}
      : { until: afterStanding(def.max, at, left, limitContext(pack, state)) };
  return ok([{ type: 'ClocksPaused', data: { reason, kind: id, clocks, ...until } }]);
}

/**
 * The end of the longest total by the days that hold now. One that they have used up already ends now: the clocks have
 * stood still until now.
 */
export function pauseMoved(pack: EnginePack, state: CaseState, change: DaysChange, at: number): readonly CaseEvent[] {
  const { kind, until, since } = state.paused ?? {};
  const max = kind === undefined ? undefined : own(pack.pauses, kind)?.max;
  if (kind === undefined || until === undefined || since === undefined || max === undefined) return [];
  const to = Math.max(at, afterStanding(max, since, leftOf(max, state, kind), limitContext(pack, state)));
  return to === until ? [] : [{ type: 'PauseMoved', data: { kind, from: until, to, ...change } }];
}

function leftOf(max: Limit, state: CaseState, kind: string): number {
  return allowance(max) - (own(state.pausedTotals, kind) ?? 0);
}

/** The end of the pause under way, if there is one, with what of its maximum it used. */
export function resumption(pack: EnginePack, state: CaseState, at: number, usedUp: boolean): readonly CaseEvent[] {
  const { paused } = state;
  if (paused === undefined) return [];
  const { kind, since } = paused;
  const max = own(pack.pauses, kind)?.max;
  const stood = max === undefined ? {} : { stood: stoodStill(max, since, at, limitContext(pack, state)) };
  return [{ type: 'ClocksResumed', data: { kind, ...stood, ...(usedUp ? { until: at } : {}) } }];
}

/**
 * The time that a clock has stood still until `at`, as a move of its due moment: also when it is stopped before the
 * pause ends.
 */
export function standstillOf(pack: EnginePack, state: CaseState, clock: ClockState, at: number): readonly CaseEvent[] {
  const { paused } = state;
  if (clock.status !== 'paused' || paused === undefined || at === paused.since) return [];
  const def = pack.clocks.find((one) => one.id === clock.clock);
  if (def === undefined) return [];
  const moved = { ...refOf(clock), from: clock.dueAt, reason: 'pause', detail: paused.reason } as const;
  const context = limitContext(pack, state);
  const stood = stoodStill(def.limit, paused.since, at, context);
  const due = dueOnwards(def, clock, { since: paused.since, at, stood }, context);
  const targetAt = targetAfter(def, clock, paused.since, at, context);
  const approval = paused.approvedBy === undefined ? {} : { approvedBy: paused.approvedBy };
  return [
    { type: 'ClockMoved', data: { ...moved, ...due, ...approval, ...(targetAt === undefined ? {} : { targetAt }) } },
  ];
}

/** Counted on from the day before the last day rolled: otherwise every short pause would win the rest days again. */
function dueOnwards(
  def: ClockDef,
  clock: ClockState,
  pause: Standing,
  context: LimitContext,
): Pick<ClockMovedData, 'to' | 'unrolled' | 'stood' | 'provisional' | 'calendarVersion'> {
  const before = unrolledDue(clock);
  const byDays = movedByPause(def.limit, before, clock.stood ?? 0, pause.stood, context);
  const whole = byDays === before ? clock.dueAt : rolled(def.limit, byDays, context);
  // Less than a day over a due moment: what was left when it stopped is left when it goes on, and nothing of the pause
  // counts again with a later one.
  const falls = whole < pause.at;
  const unrolled = falls
    ? afterStanding(def.limit, pause.at, stoodStill(def.limit, pause.since, clock.dueAt, context), context)
    : byDays;
  const to = falls ? rolled(def.limit, unrolled, context) : whole;
  const marks = unrolled === before ? {} : calendarMarks(def.limit, clock.startedAt, to, context);
  return { to, stood: falls ? 0 : pause.stood, ...(unrolled === to ? {} : { unrolled }), ...marks };
}

/** From when to when a clock stood still, and how much of that counts in its unit, ms. */
interface Standing {
  readonly since: number;
  readonly at: number;
  readonly stood: number;
}

/** What is aimed at stands still as well, in its own unit; what was passed before the pause does not come back. */
function targetAfter(
  { limit, target }: ClockDef,
  clock: ClockState,
  since: number,
  at: number,
  context: LimitContext,
): number | undefined {
  if (target === undefined || clock.targetAt === undefined || clock.targetAt <= since) return undefined;
  const before = target.kind === limit.kind ? (clock.stood ?? 0) : 0;
  return dueAfterPause(target, clock.targetAt, before, stoodStill(target, since, at, context), context);
}

function refOf(clock: ClockState): ClockRef {
  return { clock: clock.clock, occurrence: clock.occurrence };
}
