/** Which clocks a pause stops, for how long, and how they move afterwards. */

import { phrase } from '../../language/phrase.ts';
import type { DaysChange } from './calendarMove.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import { clockMoved, dueWith, type ClockMovedEvent } from './clockMoved.ts';
import type { ClockMove } from '../case/clockEvent.ts';
import type { CaseEvent, FieldValues } from '../case/event.ts';
import type { PauseDef } from '../pack/caseRules.ts';
import type { ClockDef, Limit } from '../pack/clockDef.ts';
import { defined, own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { ok, reject, type Result } from '../case/rejection.ts';
import { afterCounted, allowance, countedBetween } from '../limits/countedTime.ts';
import type { CaseState, ClockState, EndedPause } from '../case/state.ts';

/** The named kind, the only one, or the only one with that reason. */
export function pauseKind(
  pack: EnginePack,
  fields: FieldValues,
): Result<{ readonly id: string; readonly def: PauseDef }> {
  const kinds = Object.entries(pack.pauses ?? {});
  const { kind, reason } = fields;
  const meant = kinds.filter(([one, def]) => (kind === undefined ? takes(reasonsOf(pack, def), reason) : one === kind));
  const [found, another] = kinds.length === 1 && kind === undefined ? kinds : meant;
  if (found !== undefined && another === undefined) return ok({ id: found[0], def: found[1] });
  return reject('pause-kind-unknown', phrase('name-pause-kind', { kinds: kinds.map(([one]) => one) }), '/fields/kind');
}

/** A kind without reasons takes any. */
function reasonsOf(pack: EnginePack, { reasons }: PauseDef): readonly string[] | undefined {
  return reasons === undefined ? undefined : (own(pack.lists, reasons) ?? []);
}

function takes(reasons: readonly string[] | undefined, reason: FieldValues[string] | undefined): boolean {
  return reasons === undefined || reasons.some((one) => one === reason);
}

/** Stops the running clocks of the kind; refuses when none runs or the maximum is used up. */
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
  const reasons = reasonsOf(pack, def);
  if (reasons !== undefined && !reasons.includes(reason))
    return reject('field-invalid', phrase('reason-one-of', { reasons }), '/fields/reason');
  const clocks = state.clocks
    .filter((clock) => clock.status === 'running' && clock.monitor !== true && def.clocks.includes(clock.clock))
    .map(({ clock, occurrence }) => ({ clock, occurrence }));
  if (clocks.length === 0) return reject('condition-not-met', phrase('no-clock-to-pause', { clocks: def.clocks }));
  const pause = { reason, kind: id, clocks };
  if (def.max === undefined) return ok([{ type: 'ClocksPaused', data: pause }]);
  const left = leftOf(def.max, pack, state, id);
  if (left <= 0) return reject('pause-exhausted', phrase('pause-used-up'));
  const until = afterCounted(def.max, at, left, limitContext(pack, state));
  return ok([{ type: 'ClocksPaused', data: { ...pause, until } }]);
}

/**
 * The end of the longest pause by the new days. If they have used it up, it ends now: the clocks stood still until now.
 */
export function pauseMoved(pack: EnginePack, state: CaseState, change: DaysChange, at: number): readonly CaseEvent[] {
  const { paused } = state;
  const max = paused && own(pack.pauses, paused.kind)?.max;
  if (paused?.until === undefined || max === undefined) return [];
  const { kind, since, until } = paused;
  const to = Math.max(at, afterCounted(max, since, leftOf(max, pack, state, kind), limitContext(pack, state)));
  return to === until ? [] : [{ type: 'PauseMoved', data: { kind, from: until, to, ...change } }];
}

function leftOf(max: Limit, pack: EnginePack, state: CaseState, kind: string): number {
  const context = limitContext(pack, state);
  const used = (state.pauses ?? []).map((one) =>
    one.kind === kind ? countedBetween(max, one.since, one.to, context) : 0,
  );
  return used.reduce((left, ms) => left - ms, allowance(max));
}

export function resumption(state: CaseState, at: number, usedUp: boolean): readonly CaseEvent[] {
  const { paused } = state;
  if (paused === undefined) return [];
  return [{ type: 'ClocksResumed', data: { kind: paused.kind, ...(usedUp ? { until: at } : {}) } }];
}

/** Moves a clock whose pause ends, also by being stopped within it. */
export function endOfPause(
  pack: EnginePack,
  state: CaseState,
  clock: ClockState,
  at: number,
): readonly ClockMovedEvent[] {
  const { paused } = state;
  if (clock.status !== 'paused' || paused === undefined) return [];
  return granted(pack, state, clock, pausedFor({ ...paused, to: at }, clock.startedAt));
}

function granted(
  pack: EnginePack,
  state: CaseState,
  clock: ClockState,
  moves: readonly ClockMove[],
): readonly ClockMovedEvent[] {
  const due = dueWith(pack, state, clock, moves);
  const last = moves.at(-1);
  if (due === undefined || (last === undefined && due.dueAt === clock.dueAt)) return [];
  const { detail, approvedBy } = last ?? { detail: due.calendarVersion };
  const said = defined({ detail, approvedBy });
  return [clockMoved(clock, due, last ? { reason: 'pause', ...said, moves } : { reason: 'calendar', ...said })];
}

/** Pauses of the case since `from` that would have stopped the clock. */
export function pausesOf(
  pack: EnginePack,
  state: CaseState,
  def: ClockDef,
  start: number,
  from: number,
): readonly ClockMove[] {
  if (def.limit.kind === 'none') return [];
  return (state.pauses ?? [])
    .filter((pause) => pause.to > from && stops(pack, pause.kind, def.id))
    .flatMap((pause) => pausedFor(pause, start));
}

/** Starts paused, unless it was over before the pause. */
export function beginsPaused(pack: EnginePack, state: CaseState, def: ClockDef, dueAt: number): boolean {
  const { paused } = state;
  return paused !== undefined && def.limit.kind !== 'none' && dueAt > paused.since && stops(pack, paused.kind, def.id);
}

/** A reclassification brings it back, with the pauses since. */
export function revived(pack: EnginePack, state: CaseState, def: ClockDef, clock: ClockState): readonly CaseEvent[] {
  const { clock: id, occurrence, startedAt } = clock;
  const moved = granted(pack, state, clock, pausesOf(pack, state, def, startedAt, clock.stoppedAt ?? startedAt));
  const paused = beginsPaused(pack, state, def, moved[0]?.data.to ?? clock.dueAt) ? { paused: true } : {};
  return [{ type: 'ClockRevived', data: { clock: id, occurrence, ...paused } }, ...moved];
}

function stops(pack: EnginePack, kind: string, clock: string): boolean {
  return own(pack.pauses, kind)?.clocks.includes(clock) === true;
}

function pausedFor({ since, to, reason, approvedBy }: EndedPause, start: number): readonly ClockMove[] {
  const from = Math.max(since, start);
  if (to <= from) return [];
  return [{ kind: 'paused', from, to, detail: reason, ...defined({ approvedBy }) }];
}
