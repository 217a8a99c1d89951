/** What becomes of a case's clocks when it goes over to another version of its pack. */

import { limitContext } from '../limits/caseCalendar.ts';
import { clockDue, type ClockDue } from '../clocks/clockDue.ts';
import { clockMoved } from '../clocks/clockMoved.ts';
import { isOpen, promisedIn, rulesOf } from '../clocks/clocks.ts';
import type { CaseEvent, ClockTerms } from '../case/event.ts';
import type { LimitContext } from '../limits/due.ts';
import type { ClockDef } from '../pack/clockDef.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { rungInstant } from '../clocks/rungs.ts';
import { sameJson } from '../values/sameJson.ts';
import type { CaseState, ClockState } from '../case/state.ts';

/** One clock that goes on: its terms when anything about it changes, and its move when its due moment does. */
export interface MigratedClock {
  readonly terms?: ClockTerms;
  readonly move?: CaseEvent;
}

interface Versions {
  readonly old: EnginePack;
  readonly next: EnginePack;
  readonly before: LimitContext;
  /** The case with the days of the new version. */
  readonly after: CaseState;
  readonly days: LimitContext;
}

/** The clocks that both versions have: the limit is another, and what began them and was granted to them stays. */
export function migratedClocks(
  old: EnginePack,
  next: EnginePack,
  state: CaseState,
  after: CaseState,
  at: number,
): readonly MigratedClock[] {
  const versions = { old, next, before: limitContext(old, state), after, days: limitContext(next, after) };
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
  const versions = { old, next, before: limitContext(old, state), after, days: limitContext(next, after) };
  return state.clocks.filter(isOpen).find((clock) => {
    const def = next.clocks.find((one) => one.id === clock.clock);
    return def !== undefined && dueUnder(versions, def, clock) === undefined;
  });
}

function migrated(
  { old, next, after, days }: Versions,
  def: ClockDef,
  clock: ClockState,
  due: ClockDue,
  at: number,
): MigratedClock {
  const { clock: id, occurrence, dueAt, startedAt } = clock;
  const { because: _because, dueAt: to, ...marks } = due;
  const past = clock.status !== 'missed' && def.limit.kind !== 'none' && dueAt > at && to <= at;
  const ladder = own(next.ladders, def.ladder) ?? [];
  const early =
    to <= at
      ? []
      : ladder.filter(
          (rung) =>
            !clock.fired.includes(rung.id) &&
            (rungInstant(rung.at, { startedAt, ...due }, next.timezone, days.calendar) ?? startedAt) < startedAt,
        );
  const terms: ClockTerms = {
    clock: id,
    occurrence,
    ...rulesOf(def),
    ...promisedOf(def, clock, after),
    ...marks,
    ...(past ? { ruleAdjusted: true } : {}),
  };
  const sameTerms = Object.entries({ ...bare(clock), ...terms }).every(
    ([name, value]) => clock[name as keyof ClockState] === value,
  );
  const sameLadder = sameJson(own(old.ladders, clock.ladder), ladder) && old.timezone === next.timezone;
  const moves = to !== dueAt;
  return {
    ...(sameTerms && sameLadder && !moves
      ? {}
      : { terms: { ...terms, ...(early.length === 0 ? {} : { passed: early.map((rung) => rung.id) }) } }),
    ...(moves ? { move: clockMoved(clock, due, { reason: 'migration', detail: `${next.id} ${next.version}` }) } : {}),
  };
}

/** Everything that terms may say, unsaid: what the new terms leave out counts as a change too. */
function bare(clock: ClockState): Partial<Record<keyof ClockState, undefined>> {
  const names = ['rule', 'monitor', 'owed', 'promisedAt', 'targetAt', 'provisional', 'calendarVersion'] as const;
  return Object.fromEntries(names.filter((name) => clock[name] !== undefined).map((name) => [name, undefined]));
}

/**
 * The due moment under the new version. What was missed stays where it was missed; by the same limit and days nothing is
 * another.
 */
function dueUnder({ old, before, after, days }: Versions, def: ClockDef, clock: ClockState): ClockDue | undefined {
  const due = clockDue(def, { ...clock, ...promisedOf(def, clock, after) }, days);
  const was = old.clocks.find((one) => one.id === clock.clock);
  if (clock.status !== 'missed' && !(sameJson(was?.limit, def.limit) && sameDays(before, days))) return due;
  const { dueAt, because, provisional, calendarVersion } = clock;
  return {
    dueAt,
    because,
    ...(due?.targetAt === undefined ? {} : { targetAt: due.targetAt }),
    ...(provisional === true ? { provisional } : {}),
    ...(calendarVersion === undefined ? {} : { calendarVersion }),
  };
}

function promisedOf(def: ClockDef, { promisedAt }: ClockState, after: CaseState): Pick<ClockState, 'promisedAt'> {
  return def.limit.kind === 'field' && promisedAt !== undefined ? { promisedAt } : promisedIn(def, after);
}

function sameDays(before: LimitContext, after: LimitContext): boolean {
  return (
    before.timezone === after.timezone &&
    before.calendar?.version === after.calendar?.version &&
    sameJson(before.businessHours, after.businessHours)
  );
}
