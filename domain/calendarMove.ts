/** Due moments that move because the days they were counted with have changed. */

import { addWorkingDays, isRestDay, workingDaysBetween } from './calendar.ts';
import { businessHoursDue, businessMsBetween } from './businessHours.ts';
import { limitContext } from './caseCalendar.ts';
import type { CaseEvent, ClockMovedData } from './event.ts';
import { dueOf } from './limit.ts';
import type { Due, LimitContext } from './limit.ts';
import type { ClockDef, EnginePack } from './pack.ts';
import type { CaseState, ClockState } from './state.ts';
import { dateIn, instantOf } from './zone.ts';

/** Why the days changed: the source that a person can look up. */
interface Change {
  readonly reason: 'calendar' | 'closure';
  readonly detail: string;
}

/** The moves that follow when the calendar of a case changes from that of `before` to that of `after`, at case time `at`. */
export function movedByCalendar(pack: EnginePack, before: CaseState, after: CaseState, change: Change, at: number): readonly CaseEvent[] {
  const old = limitContext(pack, before);
  const now = limitContext(pack, after);
  return after.clocks.flatMap((clock): readonly CaseEvent[] => {
    const def = pack.clocks.find((one) => one.id === clock.clock);
    if (def === undefined || clock.calendarVersion === undefined || !mayMove(clock)) return [];
    const due = lifted(clock, change, now) ?? recounted(def, clock, old, now);
    if (due === undefined) return [];
    const settled = (due.provisional ?? false) === (clock.provisional ?? false);
    // What was counted right stays as it was counted, under the version of then.
    if (due.at === clock.dueAt && settled) return [];
    return [{ type: 'ClockMoved', data: moveOf(def, clock, due, now, change, at) }];
  });
}

/** Open clocks move; one that ended late against a provisional due moment is judged again by the published one. */
function mayMove(clock: ClockState): boolean {
  return clock.status === 'running' || clock.status === 'paused' || clock.status === 'missed' || (clock.status === 'late' && clock.provisional === true);
}

function moveOf(def: ClockDef, clock: ClockState, due: Due, now: LimitContext, change: Change, at: number): ClockMovedData {
  const target = def.target === undefined ? undefined : dueOf(def.target, clock.startedAt, now);
  return {
    clock: clock.clock,
    occurrence: clock.occurrence,
    from: clock.dueAt,
    to: due.at,
    ...change,
    provisional: due.provisional ?? false,
    ...(due.calendarVersion === undefined ? {} : { calendarVersion: due.calendarVersion }),
    ...(target === undefined ? {} : { targetAt: target.at }),
    // It was not owed until now, so nobody is late by it.
    ...((clock.status === 'running' || clock.status === 'paused') && clock.dueAt > at && due.at <= at ? { calendarAdjusted: true } : {}),
  };
}

/** A closure that is lifted gives back the very moment it took, when nothing has moved the clock since. */
function lifted(clock: ClockState, change: Change, now: LimitContext): Due | undefined {
  const last = clock.because.at(-1);
  if (change.reason !== 'closure' || last?.reason !== 'closure' || last.detail !== change.detail || last.to !== clock.dueAt) return undefined;
  const before = clock.because.slice(0, -1);
  return {
    at: last.from,
    because: before,
    ...(now.calendar === undefined ? {} : { calendarVersion: now.calendar.version }),
    ...(last.provisional === true ? { provisional: true } : {}),
  };
}

/** The due moment by the new days. What pauses and extensions have added stays added, in the limit's own unit. */
function recounted(def: ClockDef, clock: ClockState, old: LimitContext, now: LimitContext): Due | undefined {
  const first = dueOf(def.limit, clock.startedAt, old);
  const due = dueOf(def.limit, clock.startedAt, now);
  if (first === undefined || due === undefined || first.at === clock.dueAt) return due;
  return { ...due, at: added(def, clock.dueAt, first.at, due.at, old, now) };
}

function added(def: ClockDef, dueAt: number, first: number, base: number, old: LimitContext, now: LimitContext): number {
  const shift = dueAt - first;
  if (old.calendar === undefined || now.calendar === undefined) return base + shift;
  if (def.limit.kind === 'business-hours') return businessHoursDue(businessMsBetween(first, dueAt, old), base, now)?.at ?? base + shift;
  const day = dateIn(dueAt - 1, old.timezone);
  // An extension may end on a rest day by a person's word; then only the difference is carried over.
  if (def.limit.kind !== 'working-days' || isRestDay(old.calendar, day)) return base + shift;
  const more = workingDaysBetween(old.calendar, dateIn(first - 1, old.timezone), day);
  const moved = addWorkingDays(now.calendar, dateIn(base - 1, now.timezone), more);
  return instantOf(moved, '00:00', now.timezone) + (dueAt - instantOf(day, '00:00', old.timezone));
}
