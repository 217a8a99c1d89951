/** Due moments that are counted again because the days of their case have changed. */

import { limitContext } from '../limits/caseCalendar.ts';
import { clockDue, type ClockDue } from './clockDue.ts';
import { clockMoved } from './clockMoved.ts';
import type { CaseEvent } from '../case/event.ts';
import type { SettledClock } from '../case/daysEvent.ts';
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
    const { provisional, calendarVersion } = due;
    // What was counted right stays as it was counted, under the version of then.
    if (due.dueAt !== dueAt || was === provisional) return [];
    return [
      {
        clock,
        occurrence,
        ...(provisional === true ? { provisional } : {}),
        ...(calendarVersion === undefined ? {} : { calendarVersion }),
      },
    ];
  });
}

function recounted(pack: EnginePack, state: CaseState): readonly (readonly [ClockState, ClockDue])[] {
  const days = limitContext(pack, state);
  return state.clocks.filter(mayMove).flatMap((clock) => {
    const def = pack.clocks.find((one) => one.id === clock.clock);
    const due = def === undefined ? undefined : clockDue(def, clock, days);
    return due === undefined ? [] : [[clock, due] as const];
  });
}

/** Open clocks move; one that ended late against a provisional due moment is judged again by the published one. */
function mayMove({ status, provisional }: ClockState): boolean {
  return (
    status === 'running' || status === 'paused' || status === 'missed' || (status === 'late' && provisional === true)
  );
}
