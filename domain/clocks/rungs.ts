import { addWorkingDays } from '../time/calendar.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import type { LimitContext } from '../limits/due.ts';
import type { RungAt, RungDef, Limit } from '../pack/clockDef.ts';
import { clockDefOf, type EnginePack } from '../pack/pack.ts';
import { atTimeOfDay, shareOf, type Span } from './shareOf.ts';
import { own } from '../values/own.ts';
import type { CaseState, ClockState } from '../case/state.ts';
import { addDays, dateIn, instantOf } from '../time/zone.ts';

/** Case time. */
export type PendingRung = Readonly<{
  rung: RungDef;
  at: number;
}>;

/** A working Saturday before a long rest can pull the final due moment forward by this much. */
const PROVISIONAL_WARNING_MS = 2 * 86_400_000;

/** Case time; `undefined` for an offset from a target that the clock lacks, and for working days without a calendar. */
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

/** 24:00 belongs to the day that ends then. */
function dueDay(clock: Span, timezone: string): string {
  return dateIn(clock.dueAt - 1, timezone);
}

/** In ladder order; none before the start of the clock. */
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

/** No rung before the start: a clock that starts past due warns of nothing. */
function withinClock(at: RungAt, clock: Span, limit: Limit, days: LimitContext): number | undefined {
  const { startedAt, dueAt } = clock;
  if (at.kind === 'percent' && dueAt < startedAt) return at.percent < 100 ? undefined : dueAt;
  const planned = rungInstant(at, clock, limit, days);
  return planned !== undefined && planned < startedAt && planned < dueAt ? undefined : planned;
}

/** Warns of a provisional due moment two days before, where the clock is that long. */
function early(clock: ClockState, at: number): number {
  if (clock.provisional !== true || at >= clock.dueAt) return at;
  const earlier = Math.min(at, clock.dueAt - PROVISIONAL_WARNING_MS);
  return earlier > clock.startedAt ? earlier : at;
}

/** What fell before the clock acts is due when it does; a warning of what is already over is left out. */
function delayed(clock: ClockState, at: number): number | undefined {
  if (clock.actsFrom === undefined || at >= clock.actsFrom) return at;
  return at < clock.dueAt && clock.dueAt <= clock.actsFrom ? undefined : clock.actsFrom;
}
