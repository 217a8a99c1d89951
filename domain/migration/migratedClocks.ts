import type { CaseEvent, ClockTerms } from '../case/event.ts';
import type { CaseState, ClockState } from '../case/state.ts';
import { clockDue, type ClockDue } from '../clocks/clockDue.ts';
import { clockMoved } from '../clocks/clockMoved.ts';
import { isOpen } from '../case/overdue.ts';
import { promisedIn, rulesOf } from '../clocks/clocks.ts';
import { rungInstant } from '../clocks/rungs.ts';
import type { LimitContext } from '../limits/due.ts';
import type { ClockDef } from '../pack/clockDef.ts';
import { clockDefOf, type EnginePack } from '../pack/pack.ts';
import { defined, own } from '../values/own.ts';
import { sameJson } from '../values/sameJson.ts';

/** A case and both versions, each with its days. */
export type Versions = Readonly<{
  old: EnginePack;
  next: EnginePack;
  state: CaseState;
  /** The case with the days of the new version. */
  after: CaseState;
  before: LimitContext;
  days: LimitContext;
}>;

type MigratedClock = Readonly<{
  terms?: ClockTerms;
  move?: CaseEvent;
}>;

/** Clocks of both versions: the limit changes; the start and what was granted stay. */
export function migratedClocks(versions: Versions, at: number): readonly MigratedClock[] {
  return keptClocks(versions).flatMap(([clock, def]) => {
    const due = dueUnder(versions, def, clock);
    return due === undefined ? [] : [migrated(versions, def, clock, due, at)];
  });
}

/** Ends the clocks that the new version lacks. What was missed stays missed. */
export function droppedClocks({ next, state }: Versions): readonly CaseEvent[] {
  return state.clocks
    .filter((clock) => isOpen(clock) && !next.clocks.some((def) => def.id === clock.clock))
    .map(({ clock, occurrence, status }) =>
      status === 'missed'
        ? { type: 'ClockStopped', data: { clock, occurrence, outcome: 'late' } }
        : { type: 'ClockCancelled', data: { clock, occurrence, reason: 'migration' } },
    );
}

/** A clock whose limit the new version cannot count for this case. */
export function uncountable(versions: Versions): string | undefined {
  return keptClocks(versions).find(([clock, def]) => dueUnder(versions, def, clock) === undefined)?.[0].clock;
}

export function keptClocks({ next, state }: Versions): readonly (readonly [ClockState, ClockDef])[] {
  return state.clocks.filter(isOpen).flatMap((clock) => {
    const def = clockDefOf(next, clock.clock);
    return def === undefined ? [] : [[clock, def] as const];
  });
}

function migrated(
  { old, next, after, days }: Versions,
  def: ClockDef,
  clock: ClockState,
  due: ClockDue,
  at: number,
): MigratedClock {
  const { clock: id, occurrence, dueAt, startedAt, status, fired } = clock;
  const { because: _because, dueAt: to, ...marks } = due;
  const moves = to !== dueAt;
  const past = status !== 'missed' && def.limit.kind !== 'none' && dueAt > at && to <= at;
  const ladder = own(next.ladders, def.ladder) ?? [];
  const early = ladder.filter(
    (rung) =>
      to > at &&
      !fired.includes(rung.id) &&
      (rungInstant(rung.at, { ...clock, ...due }, def.limit, days) ?? startedAt) < startedAt,
  );
  const terms: ClockTerms = {
    clock: id,
    occurrence,
    ...rulesOf(def),
    ...promisedOf(def, clock, after),
    ...marks,
    ...(past ? { ruleAdjusted: true } : {}),
  };
  const same =
    TERMS.every((name) => clock[name] === terms[name]) &&
    sameJson(own(old.ladders, clock.ladder), ladder) &&
    old.timezone === next.timezone;
  const passed = early.length === 0 ? undefined : early.map((rung) => rung.id);
  return defined({
    terms: same && !moves ? undefined : { ...terms, ...defined({ passed }) },
    move: moves ? clockMoved(clock, due, { reason: 'migration', detail: `${next.id} ${next.version}` }) : undefined,
  });
}

const TERMS = [
  'rule',
  'ladder',
  'severity',
  'overdue',
  'monitor',
  'owed',
  'promisedAt',
  'targetAt',
  'provisional',
  'calendarVersion',
] as const satisfies readonly (keyof ClockTerms)[];

/** A missed clock stays where it was; so does one whose limit and days are the same. */
function dueUnder({ old, before, after, days }: Versions, def: ClockDef, clock: ClockState): ClockDue | undefined {
  const due = clockDue(def, { ...clock, ...promisedOf(def, clock, after) }, days);
  const was = clockDefOf(old, clock.clock);
  if (clock.status !== 'missed' && !(sameJson(was?.limit, def.limit) && sameDays(before, days))) return due;
  const { dueAt, because, calendarVersion } = clock;
  const provisional = clock.provisional === true || undefined;
  return defined({ dueAt, because, targetAt: due?.targetAt, provisional, calendarVersion });
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
