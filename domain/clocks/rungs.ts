/** Where the rungs of a running clock stand in time. */

import { addWorkingDays } from '../time/calendar.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import type { LimitContext } from '../limits/due.ts';
import type { RungAt, RungDef } from '../pack/clockDef.ts';
import { clockDefOf } from '../pack/clockDefOf.ts';
import type { Limit } from '../pack/limitDef.ts';
import { atTimeOfDay, shareOf, type Span } from './shareOf.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CaseState, ClockState } from '../case/state.ts';
import { addDays, dateIn, instantOf } from '../time/zone.ts';

/** A rung that has not fired yet and the instant (case time) at which it will. */
export interface PendingRung {
  readonly rung: RungDef;
  readonly at: number;
}

/**
 * How much earlier a provisional due moment is warned of: a working Saturday before a long rest can pull the true one
 * forward.
 */
const PROVISIONAL_WARNING_MS = 2 * 86_400_000;

/**
 * Instant of a rung: a share of the clock's time, an offset from its due moment, or a time of day so many days from the
 * due day. `undefined` for an offset from a target that the clock does not have, and for working days without a
 * calendar.
 */
export function rungInstant(at: RungAt, clock: Span, limit: Limit, days: LimitContext): number | undefined {
  const { timezone, calendar } = days;
  switch (at.kind) {
    case 'percent': {
      const used = shareOf(at.percent, clock, limit, days);
      return at.time === undefined ? used : atTimeOfDay(used, at.time, clock, days);
    }
    case 'offset': {
      const origin = at.of === 'start' ? clock.startedAt : at.of === 'target' ? clock.targetAt : clock.dueAt;
      return origin === undefined ? undefined : origin + at.ms;
    }
    case 'day':
      return instantOf(addDays(dueDay(clock, timezone), at.days), at.time, timezone);
    case 'working-day':
      return calendar === undefined
        ? undefined
        : instantOf(addWorkingDays(calendar, dueDay(clock, timezone), at.days), at.time, timezone);
  }
}

/** A limit that ends at 24:00 belongs to the day that ends then. */
function dueDay(clock: Span, timezone: string): string {
  return dateIn(clock.dueAt - 1, timezone);
}

/**
 * The rungs of a clock still to come, in ladder order. One that would stand before the clock's start does not apply.
 */
export function pendingRungs(pack: EnginePack, state: CaseState, clock: ClockState): readonly PendingRung[] {
  const days = limitContext(pack, state);
  const limit = clockDefOf(pack, clock.clock)?.limit ?? { kind: 'elapsed', ms: 0 };
  return (own(pack.ladders, clock.ladder) ?? [])
    .filter((rung) => !clock.fired.includes(rung.id))
    .flatMap((rung) => {
      const planned = withinClock(rung.at, clock, limit, days);
      const acting = planned === undefined ? undefined : delayed(clock, early(clock, planned));
      if (acting === undefined || acting < clock.startedAt) return [];
      const at = rung.at.kind === 'working-day' ? Math.max(acting, state.daysChangedAt ?? acting) : acting;
      return [{ rung, at }];
    });
}

/** Without those that would stand before the clock's start: of a clock that begins past due, every warning. */
function withinClock(at: RungAt, clock: Span, limit: Limit, days: LimitContext): number | undefined {
  const { startedAt, dueAt } = clock;
  if (at.kind === 'percent' && dueAt < startedAt) return at.percent < 100 ? undefined : dueAt;
  const planned = rungInstant(at, clock, limit, days);
  return planned !== undefined && planned < startedAt && planned < dueAt ? undefined : planned;
}

/** A warning of a provisional due moment stands at least two days before it, where the clock is that long. */
function early(clock: ClockState, at: number): number {
  if (clock.provisional !== true || at >= clock.dueAt) return at;
  const earlier = Math.min(at, clock.dueAt - PROVISIONAL_WARNING_MS);
  return earlier > clock.startedAt ? earlier : at;
}

/** What lay in the past when the clock began to act, acts then; a warning of what is over already is left out. */
function delayed(clock: ClockState, at: number): number | undefined {
  if (clock.actsFrom === undefined || at >= clock.actsFrom) return at;
  return at < clock.dueAt && clock.dueAt <= clock.actsFrom ? undefined : clock.actsFrom;
}
