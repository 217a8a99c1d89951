/** Pauses: which clocks stand still, for how long at most, and how their due moments move afterwards. */

import { phrase } from '../../language/phrase.ts';
import type { DaysChange } from './calendarMove.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import { clockDue } from './clockDue.ts';
import { clockMoved, type ClockMovedEvent } from './clockMoved.ts';
import type { ClockMove, ClockRef } from '../case/clockEvent.ts';
import type { CaseEvent, FieldValues } from '../case/event.ts';
import type { PauseDef } from '../pack/caseRules.ts';
import type { ClockDef } from '../pack/clockDef.ts';
import type { Limit } from '../pack/limitDef.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { ok, reject, type Result } from '../case/rejection.ts';
import { afterStanding, allowance, stoodStill } from '../limits/standstill.ts';
import type { CaseState, ClockState, PauseState } from '../case/state.ts';

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
  const left = def.max === undefined ? undefined : leftOf(def.max, pack, state, id);
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
  const to = Math.max(at, afterStanding(max, since, leftOf(max, pack, state, kind), limitContext(pack, state)));
  return to === until ? [] : [{ type: 'PauseMoved', data: { kind, from: until, to, ...change } }];
}

function leftOf(max: Limit, pack: EnginePack, state: CaseState, kind: string): number {
  const context = limitContext(pack, state);
  const used = (state.pauses ?? []).map((one) =>
    one.kind === kind ? stoodStill(max, one.since, one.to ?? one.since, context) : 0,
  );
  return used.reduce((left, ms) => left - ms, allowance(max));
}

/** The end of the pause under way, if there is one. */
export function resumption(state: CaseState, at: number, usedUp: boolean): readonly CaseEvent[] {
  const { paused } = state;
  if (paused === undefined) return [];
  return [{ type: 'ClocksResumed', data: { kind: paused.kind, ...(usedUp ? { until: at } : {}) } }];
}

/**
 * The time that a clock has stood still until `at`, as a move of its due moment: also when it is stopped before the
 * pause ends.
 */
export function standstillOf(pack: EnginePack, state: CaseState, clock: ClockState, at: number): readonly CaseEvent[] {
  const { paused } = state;
  const def = pack.clocks.find((one) => one.id === clock.clock);
  if (clock.status !== 'paused' || paused === undefined || def === undefined) return [];
  return granted(pack, state, def, clock, standingIn({ ...paused, to: at }, clock.startedAt));
}

/** A clock with pauses more, counted again. */
function granted(
  pack: EnginePack,
  state: CaseState,
  def: ClockDef,
  clock: ClockState,
  moves: readonly ClockMove[],
): readonly ClockMovedEvent[] {
  const due = clockDue(def, { ...clock, moves: [...(clock.moves ?? []), ...moves] }, limitContext(pack, state));
  const last = moves.at(-1);
  if (due === undefined || (last === undefined && due.dueAt === clock.dueAt)) return [];
  const { detail, approvedBy } = last ?? { detail: due.calendarVersion };
  return [
    clockMoved(clock, due, {
      reason: last === undefined ? 'calendar' : 'pause',
      ...(detail === undefined ? {} : { detail }),
      ...(approvedBy === undefined ? {} : { approvedBy }),
      ...(last === undefined ? {} : { moves }),
    }),
  ];
}

/** The pauses of the case that a clock has had by its kind, from a moment on, though it did not run then. */
export function pausesOf(
  pack: EnginePack,
  state: CaseState,
  def: ClockDef,
  start: number,
  from: number,
): readonly ClockMove[] {
  if (def.limit.kind === 'none') return [];
  return (state.pauses ?? [])
    .filter((pause) => (pause.to ?? start) > from && stops(pack, pause.kind, def.id))
    .flatMap((pause) => standingIn(pause, start));
}

/** Whether a clock due at `dueAt` stands still with its case from its beginning: it was not over before. */
export function beginsPaused(pack: EnginePack, state: CaseState, def: ClockDef, dueAt: number): boolean {
  const { paused } = state;
  return paused !== undefined && def.limit.kind !== 'none' && dueAt > paused.since && stops(pack, paused.kind, def.id);
}

/** A clock that a reclassification brings back: with what its case was granted meanwhile. */
export function revived(pack: EnginePack, state: CaseState, def: ClockDef, clock: ClockState): readonly CaseEvent[] {
  const { clock: id, occurrence, startedAt } = clock;
  const moved = granted(pack, state, def, clock, pausesOf(pack, state, def, startedAt, clock.stoppedAt ?? startedAt));
  const paused = beginsPaused(pack, state, def, moved[0]?.data.to ?? clock.dueAt) ? { paused: true } : {};
  return [{ type: 'ClockRevived', data: { clock: id, occurrence, ...paused } }, ...moved];
}

function stops(pack: EnginePack, kind: string, clock: string): boolean {
  return own(pack.pauses, kind)?.clocks.includes(clock) === true;
}

function standingIn({ since, to, reason, approvedBy }: PauseState, start: number): readonly ClockMove[] {
  const from = Math.max(since, start);
  if (to === undefined || to <= from) return [];
  const approval = approvedBy === undefined ? {} : { approvedBy };
  return [{ kind: 'paused', from, to, detail: reason, ...approval }];
}

function refOf(clock: ClockState): ClockRef {
  return { clock: clock.clock, occurrence: clock.occurrence };
}
