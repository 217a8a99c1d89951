/** Where the rungs of a running clock stand in time. */

import type { EnginePack, RungAt, RungDef } from './pack.ts';
import type { ClockState } from './state.ts';
import { addDays, dateIn, instantOf } from './zone.ts';

/** A rung that has not fired yet and the instant (case time) at which it will. */
export interface PendingRung {
  readonly rung: RungDef;
  readonly at: number;
}

/** Instant of a rung: a share of the way to the due moment, an offset from it, or a time of day so many days from the due day. */
export function rungInstant(at: RungAt, clock: Pick<ClockState, 'startedAt' | 'dueAt'>, timezone: string): number {
  switch (at.kind) {
    case 'percent':
      return clock.startedAt + Math.ceil(((clock.dueAt - clock.startedAt) * at.percent) / 100);
    case 'offset':
      return clock.dueAt + at.ms;
    case 'day':
      // A limit that ends at 24:00 belongs to the day that ends then.
      return instantOf(addDays(dateIn(clock.dueAt - 1, timezone), at.days), at.time, timezone);
  }
}

/** The rungs of a clock still to come, in ladder order. One that would stand before the clock's start does not apply. */
export function pendingRungs(pack: EnginePack, clock: ClockState): readonly PendingRung[] {
  return (pack.ladders[clock.ladder] ?? [])
    .filter((rung) => !clock.fired.includes(rung.id))
    .map((rung) => ({ rung, at: rungInstant(rung.at, clock, pack.timezone) }))
    .filter((pending) => pending.at >= clock.startedAt);
}
