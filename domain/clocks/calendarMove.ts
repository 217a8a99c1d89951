/** Due moments that are counted again because the days of their case have changed. */

import type { ClockDue } from './clockDue.ts';
import { clockMoved, dueWith } from './clockMoved.ts';
import { provisionalOf } from './provisionalOf.ts';
import type { CaseEvent } from '../case/event.ts';
import type { SettledClock } from '../case/daysEvent.ts';
import { isOpen } from '../case/overdue.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CaseState, ClockState } from '../case/state.ts';

/** Why the days changed: the source that a person can look up. */
export interface DaysChange {
  readonly reason: 'calendar' | 'closure';
  readonly detail: string;
}

/** The moves that follow for a case that has other days now, at case time `at`. */
export function movedByDays(pack: EnginePack, state: CaseState, change: DaysChange, at: number): readonly CaseEvent[] {
  return recounted(pack, state).flatMap(([clock, due]) => {
    if (due.dueAt === clock.dueAt) return [];
    // A clock that stands still has come as far as the moment at which it stopped.
    const reached = clock.status === 'paused' ? (state.paused?.since ?? at) : at;
    // It was not owed until now, so nobody is late by it.
    const adjusted = clock.status === 'running' || clock.status === 'paused';
    const past = adjusted && clock.dueAt > reached && due.dueAt <= reached;
    return [clockMoved(clock, due, { ...change, ...(past ? { calendarAdjusted: true } : {}) })];
  });
}

/** The clocks that stay where they are and are provisional no longer, or are now. `state` has the new days. */
export function settledByDays(pack: EnginePack, state: CaseState): readonly SettledClock[] {
  return recounted(pack, state).flatMap(([{ clock, occurrence, dueAt, provisional: was }, due]) => {
    // What was counted right stays as it was counted, under the version of then.
    return due.dueAt !== dueAt || was === due.provisional ? [] : [{ clock, occurrence, ...provisionalOf(due) }];
  });
}

function recounted(pack: EnginePack, state: CaseState): readonly (readonly [ClockState, ClockDue])[] {
  return state.clocks
    .filter((clock) => isOpen(clock) || isLateProvisionally(clock))
    .flatMap((clock) => {
      const due = dueWith(pack, state, clock, []);
      return due === undefined ? [] : [[clock, due] as const];
    });
}

/** One that ended late against a provisional due moment is judged again by the published one. */
function isLateProvisionally({ status, provisional }: ClockState): boolean {
  return status === 'late' && provisional === true;
}
