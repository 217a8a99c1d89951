/** What becomes of a case's clocks when it goes over to another version of its pack. */

import { workingDaysBetween } from '../time/calendar.ts';
import { calendarMarks } from '../limits/calendarMarks.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import { isOpen, rulesOf } from '../clocks/clocks.ts';
import type { Segment } from '../case/clockEvent.ts';
import type { CaseEvent, ClockTerms } from '../case/event.ts';
import { dueOf } from '../limits/limit.ts';
import type { Due, LimitContext } from '../limits/due.ts';
import type { ClockDef } from '../pack/clockDef.ts';
import type { Limit } from '../pack/limitDef.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { rungInstant } from '../clocks/rungs.ts';
import { sameJson } from '../values/sameJson.ts';
import { dueAfterPause, stoodStill } from '../limits/standstill.ts';
import type { CaseState, ClockState } from '../case/state.ts';
import { dateIn, timeOfDay } from '../time/zone.ts';

const DAY_MS = 86_400_000;

/** One clock that goes on: its terms when anything about it changes, and its move when its due moment does. */
export interface MigratedClock {
  readonly terms?: ClockTerms;
  readonly move?: CaseEvent;
}

interface Versions {
  readonly old: EnginePack;
  readonly next: EnginePack;
  readonly before: LimitContext;
  readonly after: LimitContext;
}

/**
 * The clocks that both versions have. Keeps start moments, and what pauses, extensions and merges have made of the due
 * moment.
 */
export function migratedClocks(
  old: EnginePack,
  next: EnginePack,
  state: CaseState,
  after: CaseState,
  at: number,
): readonly MigratedClock[] {
  const versions = { old, next, before: limitContext(old, state), after: limitContext(next, after) };
  return state.clocks.filter(isOpen).flatMap((clock) => {
    const def = next.clocks.find((one) => one.id === clock.clock);
    const due = def === undefined ? undefined : dueUnder(versions, def, clock);
    return def === undefined || due === undefined ? [] : [migrated(versions, def, clock, due, at)];
  });
}

/** The ends of the clocks that the new version does not have. What was missed stays missed. */
export function droppedClocks(next: EnginePack, state: CaseState): readonly CaseEvent[] {
  return state.clocks
    .filter((clock) => isOpen(clock) && !next.clocks.some((def) => def.id === clock.clock))
    .map(({ clock, occurrence, status }) =>
      status === 'missed'
        ? { type: 'ClockStopped', data: { clock, occurrence, outcome: 'late' } }
        : { type: 'ClockCancelled', data: { clock, occurrence, reason: 'migration' } },
    );
}

/** A clock whose limit the new version cannot count for this case. */
export function uncountable(
  old: EnginePack,
  next: EnginePack,
  state: CaseState,
  after: CaseState,
): ClockState | undefined {
  const versions = { old, next, before: limitContext(old, state), after: limitContext(next, after) };
  return state.clocks.filter(isOpen).find((clock) => {
    const def = next.clocks.find((one) => one.id === clock.clock);
    return def !== undefined && dueUnder(versions, def, clock) === undefined;
  });
}

function migrated(
  { old, next, before, after }: Versions,
  def: ClockDef,
  clock: ClockState,
  due: Due,
  at: number,
): MigratedClock {
  const { clock: id, occurrence, dueAt, startedAt } = clock;
  const target = def.target === undefined ? undefined : dueOf(def.target, startedAt, after)?.at;
  const past = clock.status !== 'missed' && def.limit.kind !== 'none' && dueAt > at && due.at <= at;
  const applies = { startedAt, dueAt: due.at, ...(target === undefined ? {} : { targetAt: target }) };
  const ladder = own(next.ladders, def.ladder) ?? [];
  const early =
    due.at <= at
      ? []
      : ladder.filter(
          (rung) =>
            !clock.fired.includes(rung.id) &&
            (rungInstant(rung.at, applies, next.timezone, after.calendar) ?? startedAt) < startedAt,
        );
  const terms: ClockTerms = {
    clock: id,
    occurrence,
    ...rulesOf(def),
    ...(target === undefined ? {} : { targetAt: target }),
    ...(due.provisional === true ? { provisional: true } : {}),
    ...(due.calendarVersion === undefined ? {} : { calendarVersion: due.calendarVersion }),
    ...(past ? { ruleAdjusted: true } : {}),
  };
  const sameTerms = Object.entries({ ...bare(clock), ...terms }).every(
    ([name, value]) => clock[name as keyof ClockState] === value,
  );
  const sameLadder = sameJson(own(old.ladders, clock.ladder), ladder) && before.timezone === after.timezone;
  const moves = due.at !== dueAt;
  return {
    ...(sameTerms && sameLadder && !moves
      ? {}
      : { terms: { ...terms, ...(early.length === 0 ? {} : { passed: early.map((rung) => rung.id) }) } }),
    ...(moves
      ? {
          move: {
            type: 'ClockMoved',
            data: {
              clock: id,
              occurrence,
              from: dueAt,
              to: due.at,
              reason: 'migration',
              detail: `${next.id} ${next.version}`,
            },
          },
        }
      : {}),
  };
}

/** Everything that terms may say, unsaid: what the new terms leave out counts as a change too. */
function bare(clock: ClockState): Partial<Record<keyof ClockState, undefined>> {
  const names = ['rule', 'monitor', 'owed', 'targetAt', 'provisional', 'calendarVersion'] as const;
  return Object.fromEntries(names.filter((name) => clock[name] !== undefined).map((name) => [name, undefined]));
}

/**
 * The due moment under the new version. What was missed stays where it was missed; where the limit gives the same as
 * before, nothing moves.
 */
function dueUnder({ old, before, after }: Versions, def: ClockDef, clock: ClockState): Due | undefined {
  const kept: Due = {
    at: clock.dueAt,
    because: clock.because,
    ...(clock.provisional === true ? { provisional: true } : {}),
    ...(clock.calendarVersion === undefined ? {} : { calendarVersion: clock.calendarVersion }),
  };
  const was = old.clocks.find((one) => one.id === clock.clock);
  if (clock.status === 'missed' || was === undefined || (sameJson(was.limit, def.limit) && sameDays(before, after)))
    return kept;
  const due = dueOf(def.limit, clock.startedAt, after);
  if (due === undefined || def.limit.kind === 'none') return due;
  const same = due.at === dueOf(was.limit, clock.startedAt, before)?.at;
  return marked(
    def.limit,
    clock,
    {
      ...due,
      at: same ? clock.dueAt : clock.because.reduce((at, part) => carried(part, at, def.limit, after), due.at),
    },
    after,
  );
}

/** What has moved the clock may reach unpublished days that its limit alone does not. */
function marked(limit: Limit, clock: ClockState, due: Due, after: LimitContext): Due {
  const granted = clock.provisional === true && clock.because.some((part) => part.granted !== undefined);
  return { ...due, ...(granted ? { provisional: true } : {}), ...calendarMarks(limit, clock.startedAt, due.at, after) };
}

function sameDays(before: LimitContext, after: LimitContext): boolean {
  return (
    before.timezone === after.timezone &&
    before.calendar?.version === after.calendar?.version &&
    sameJson(before.businessHours, after.businessHours)
  );
}

/**
 * A due moment with what one part of the old one added to it, in the unit of the limit; after a merge never later than
 * agreed.
 */
function carried({ reason, from, to }: Segment, at: number, limit: Limit, context: LimitContext): number {
  if (reason === 'merge') return Math.min(at, to);
  if ((reason !== 'pause' && reason !== 'extension') || to === from) return at;
  const added = inUnit(limit, from, to, context);
  return added === undefined ? at + (to - from) : dueAfterPause(limit, at, 0, added, context);
}

/** Ms of the limit's unit between two due moments: whole days where both end at the same time of day. */
function inUnit(limit: Limit, from: number, to: number, context: LimitContext): number | undefined {
  if (limit.kind === 'business-hours') return stoodStill(limit, from, to, context);
  if (timeOfDay(from, context.timezone) !== timeOfDay(to, context.timezone)) return undefined;
  const [first, last] = [dateIn(from - 1, context.timezone), dateIn(to - 1, context.timezone)];
  if (limit.kind === 'working-days')
    return context.calendar === undefined ? undefined : workingDaysBetween(context.calendar, first, last) * DAY_MS;
  return limit.kind === 'days' || limit.kind === 'months' ? Date.parse(last) - Date.parse(first) : undefined;
}
