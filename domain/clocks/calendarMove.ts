/** Due moments counted again when the days of the case change. */

import type { ClockDue } from './clockDue.ts';
import { clockMoved, dueWith } from './clockMoved.ts';
import { provisionalOf } from './provisionalOf.ts';
import type { CaseEvent } from '../case/event.ts';
import type { SettledClock } from '../case/clockEvent.ts';
import { isOpen } from '../case/overdue.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CaseState, ClockState } from '../case/state.ts';

/** A source that a person can look up. */
export type DaysChange = Readonly<{
  reason: 'calendar' | 'closure';
  detail: string;
}>;

export function movedByDays(pack: EnginePack, state: CaseState, change: DaysChange, at: number): readonly CaseEvent[] {
  return recounted(pack, state).flatMap(([clock, due]) => {
    if (due.dueAt === clock.dueAt) return [];
    // A paused clock has reached the moment at which it stopped.
    const reached = clock.status === 'paused' ? (state.paused?.since ?? at) : at;
    // Nobody owed it until now, so nobody is late.
    const adjusted = clock.status === 'running' || clock.status === 'paused';
    const past = adjusted && clock.dueAt > reached && due.dueAt <= reached;
    return [clockMoved(clock, due, { ...change, ...(past ? { calendarAdjusted: true } : {}) })];
  });
}

/** Clocks that keep their due moment and are settled now, or provisional again. `state` has the new days. */
export function settledByDays(pack: EnginePack, state: CaseState): readonly SettledClock[] {
  return recounted(pack, state).flatMap(([{ clock, occurrence, dueAt, provisional: was }, due]) => {
    // What was counted right keeps its calendar version.
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

/** What was late against a provisional due moment is judged again by the published one. */
function isLateProvisionally({ status, provisional }: ClockState): boolean {
  return status === 'late' && provisional === true;
}
