/** Pauses: which clocks stand still, for how long at most, and how their due moments move afterwards. */

import { limitContext } from './caseCalendar.ts';
import type { CaseEvent, ClockRef, FieldValues } from './event.ts';
import type { PauseDef } from './caseRules.ts';
import type { EnginePack } from './pack.ts';
import { ok, reject } from './rejection.ts';
import type { Result } from './rejection.ts';
import { afterStanding, allowance, dueAfterPause, stoodStill } from './standstill.ts';
import type { CaseState, ClockState } from './state.ts';

/** The kind of pause that is asked for: the named one, or the only one. `undefined` when the pack has no kinds. */
export function pauseKind(pack: EnginePack, fields: FieldValues): Result<{ readonly id: string; readonly def: PauseDef } | undefined> {
  const kinds = Object.entries(pack.pauses ?? {});
  const [first] = kinds;
  if (first === undefined) return ok(undefined);
  const [id, def] = fields['kind'] === undefined && kinds.length === 1 ? first : (kinds.find(([one]) => one === fields['kind']) ?? []);
  if (id !== undefined && def !== undefined) return ok({ id, def });
  return reject('pause-kind-unknown', `name a kind of pause: ${kinds.map(([one]) => one).join(', ')}`, '/fields/kind');
}

/** What a pause does at `at`: the clocks of its kind that run stand still. Refuses when none of them runs or the maximum is used up. */
export function decidePause(pack: EnginePack, state: CaseState, fields: FieldValues, at: number): Result<readonly CaseEvent[]> {
  const reason = typeof fields['reason'] === 'string' ? fields['reason'] : '';
  const found = pauseKind(pack, fields);
  if (!found.ok) return found;
  if (found.value === undefined) return ok([{ type: 'ClocksPaused', data: { reason } }]);
  const { id, def } = found.value;
  const reasons = def.reasons === undefined ? undefined : pack.lists[def.reasons];
  if (reasons !== undefined && !reasons.includes(reason)) return reject('field-invalid', `the reason must be one of: ${reasons.join(', ')}`, '/fields/reason');
  const clocks = state.clocks.filter((clock) => clock.status === 'running' && clock.monitor !== true && def.clocks.includes(clock.clock)).map(refOf);
  if (clocks.length === 0) return reject('condition-not-met', `no clock runs that this pause may stop; it may stop: ${def.clocks.join(', ')}`);
  const left = def.max === undefined ? undefined : allowance(def.max) - (state.pausedTotals?.[id] ?? 0);
  if (left !== undefined && left <= 0) return reject('pause-exhausted', 'the longest total of this kind of pause is used up');
  const until = def.max === undefined || left === undefined ? {} : { until: afterStanding(def.max, at, left, limitContext(pack, state)) };
  return ok([{ type: 'ClocksPaused', data: { reason, kind: id, clocks, ...until } }]);
}

/** The end of a pause, with what of its maximum it used. */
export function resumption(pack: EnginePack, state: CaseState, at: number, usedUp: boolean): CaseEvent {
  const { paused } = state;
  const max = paused?.kind === undefined ? undefined : pack.pauses?.[paused.kind]?.max;
  return {
    type: 'ClocksResumed',
    data: {
      ...(paused?.kind === undefined ? {} : { kind: paused.kind }),
      ...(paused === undefined || max === undefined ? {} : { stood: stoodStill(max, paused.since, at, limitContext(pack, state)) }),
      ...(usedUp ? { until: at } : {}),
    },
  };
}

/** The time that a clock has stood still until `at`, as a move of its due moment: also when it is stopped before the pause ends. */
export function standstillOf(pack: EnginePack, state: CaseState, clock: ClockState, at: number): readonly CaseEvent[] {
  const { paused } = state;
  if (clock.status !== 'paused' || paused === undefined || at === paused.since) return [];
  const moved = { ...refOf(clock), from: clock.dueAt, reason: 'pause', detail: paused.reason } as const;
  const def = pack.clocks.find((one) => one.id === clock.clock);
  // Without kinds of pause a clock moves by the millisecond, whatever its unit.
  if (paused.kind === undefined || def === undefined) return [{ type: 'ClockMoved', data: { ...moved, to: clock.dueAt + (at - paused.since) } }];
  const context = limitContext(pack, state);
  const stood = stoodStill(def.limit, paused.since, at, context);
  const to = dueAfterPause(def.limit, clock.dueAt, clock.stood ?? 0, stood, context);
  return [{ type: 'ClockMoved', data: { ...moved, to, stood, ...(paused.approvedBy === undefined ? {} : { approvedBy: paused.approvedBy }) } }];
}

function refOf(clock: ClockState): ClockRef {
  return { clock: clock.clock, occurrence: clock.occurrence };
}
