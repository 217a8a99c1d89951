/** Due moments that move because the days they were counted with have changed. */

import { calendarMarks, countsEveryDay } from '../limits/calendarMarks.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import { carriedOver } from '../limits/carriedOver.ts';
import type { ClockMovedData } from '../case/clockEvent.ts';
import type { CaseEvent } from '../case/event.ts';
import { expectedDue, unrolledDue } from '../limits/expectedDue.ts';
import type { ExpectedDue } from '../limits/expectedDue.ts';
import { dueOf } from '../limits/limit.ts';
import type { LimitContext } from '../limits/due.ts';
import type { ClockDef } from '../pack/clockDef.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CaseState, ClockState } from '../case/state.ts';

/** Why the days changed: the source that a person can look up. */
export interface DaysChange {
  readonly reason: 'calendar' | 'closure';
  readonly detail: string;
}

interface Days {
  readonly old: LimitContext;
  readonly now: LimitContext;
}

/**
 * The moves that follow when the calendar of a case changes from that of `before` to that of `after`, at case time
 * `at`.
 */
export function movedByCalendar(
  pack: EnginePack,
  before: CaseState,
  after: CaseState,
  change: DaysChange,
  at: number,
): readonly CaseEvent[] {
  const days: Days = { old: limitContext(pack, before), now: limitContext(pack, after) };
  return after.clocks.flatMap((clock): readonly CaseEvent[] => {
    const def = pack.clocks.find((one) => one.id === clock.clock);
    if (def === undefined || clock.calendarVersion === undefined || !mayMove(clock)) return [];
    const due = lifted(clock, change, days.now) ?? recounted(days, def, clock);
    if (due === undefined) return [];
    const settled = (due.provisional ?? false) === (clock.provisional ?? false);
    // What was counted right stays as it was counted, under the version of then.
    if (due.at === clock.dueAt && settled) return [];
    // A clock that stands still has come as far as the moment at which it stopped.
    const reached = clock.status === 'paused' ? (after.paused?.since ?? at) : at;
    return [{ type: 'ClockMoved', data: moveOf(days, def, clock, due, change, reached) }];
  });
}

/** Open clocks move; one that ended late against a provisional due moment is judged again by the published one. */
function mayMove(clock: ClockState): boolean {
  return (
    clock.status === 'running' ||
    clock.status === 'paused' ||
    clock.status === 'missed' ||
    (clock.status === 'late' && clock.provisional === true)
  );
}

function moveOf(
  days: Days,
  def: ClockDef,
  clock: ClockState,
  due: ExpectedDue,
  change: DaysChange,
  reached: number,
): ClockMovedData {
  const targetAt = movedTarget(days, def, clock);
  return {
    clock: clock.clock,
    occurrence: clock.occurrence,
    from: clock.dueAt,
    to: due.at,
    ...change,
    provisional: due.provisional ?? false,
    ...(due.calendarVersion === undefined ? {} : { calendarVersion: due.calendarVersion }),
    ...(targetAt === undefined ? {} : { targetAt }),
    ...(due.unrolled === due.at ? {} : { unrolled: due.unrolled }),
    // It was not owed until now, so nobody is late by it.
    ...((clock.status === 'running' || clock.status === 'paused') && clock.dueAt > reached && due.at <= reached
      ? { calendarAdjusted: true }
      : {}),
  };
}

/** A closure that is lifted gives back the very moment it took, when nothing has moved the clock since. */
function lifted(clock: ClockState, change: DaysChange, now: LimitContext): ExpectedDue | undefined {
  const last = clock.because.at(-1);
  if (
    change.reason !== 'closure' ||
    last?.reason !== 'closure' ||
    last.detail !== change.detail ||
    last.to !== clock.dueAt
  )
    return undefined;
  return {
    at: last.from,
    unrolled: unrolledDue({ because: clock.because.slice(0, -1), dueAt: last.from }),
    ...(now.calendar === undefined ? {} : { calendarVersion: now.calendar.version }),
    ...(last.provisional === true ? { provisional: true } : {}),
  };
}

/** The due moment by the new days. What else has moved it stays added, in the limit's own unit. */
function recounted({ old, now }: Days, def: ClockDef, clock: ClockState): ExpectedDue | undefined {
  const first = expectedDue(def, clock, old);
  const due = expectedDue(def, clock, now);
  if (first === undefined || due === undefined || first.at === clock.dueAt) return due;
  const at = carriedOver(def.limit, clock.dueAt, first.at, due.at, old, now);
  const marks = countsEveryDay(def.limit) ? calendarMarks(def.limit, clock.startedAt, at, now) : {};
  return { ...due, ...marks, at, unrolled: at };
}

/** What is aimed at by the new days, with what pauses have added to it. */
function movedTarget({ old, now }: Days, def: ClockDef, { startedAt, targetAt }: ClockState): number | undefined {
  if (def.target === undefined) return undefined;
  const [first, base] = [dueOf(def.target, startedAt, old)?.at, dueOf(def.target, startedAt, now)?.at];
  if (first === undefined || base === undefined || targetAt === undefined || first === targetAt) return base;
  return carriedOver(def.target, targetAt, first, base, old, now);
}
