import { firedRungs } from '../../domain/clocks/firedRungs.ts';
import {
  clockFate,
  type ClockFate,
  type LifeChange,
  type LivedCase,
  type RungFate,
} from '../../domain/whatif/lifeChanges.ts';
import { breachedClocks, replaySummary } from '../../domain/whatif/replaySummary.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import type { Locale } from '../../language/locale.ts';
import { say } from '../../language/phrase.ts';
import type { ReplayedLog } from './replayPeriod.ts';

/**
 * A replay for programs: per case both lives and their differences, then the summary. Moments are ISO 8601 on the wall
 * clock; `locale` is the language of what is refused.
 */
export function presentReplay(cases: readonly ReplayedLog[], locale: Locale = 'en'): Record<string, unknown> {
  return {
    summary: replaySummary(cases.map((one) => one.replayed)),
    cases: cases.map(({ recorded: { base, packHash }, replayed }) => ({
      no: replayed.no,
      recordedUnder: packHash,
      same: replayed.after !== undefined && replayed.changes.length === 0,
      ...(replayed.notTaken === undefined
        ? {}
        : { notTaken: { code: replayed.notTaken.code, detail: say(replayed.notTaken, locale) } }),
      before: life(replayed.before, base),
      ...(replayed.after === undefined ? {} : { after: life(replayed.after, base) }),
      changes: replayed.changes.map((change) => changeOf(change, base, locale)),
    })),
  };
}

function life(lived: LivedCase, base: TimeBase): Record<string, unknown> {
  const { state, events } = lived;
  return {
    class: state.class,
    stage: state.stage,
    level: state.level,
    breached: breachedClocks(lived),
    clocks: state.clocks.map((clock) => ({
      clock: clock.clock,
      occurrence: clock.occurrence,
      startedAt: iso(base, clock.startedAt),
      ...fate(clockFate(clock), base),
    })),
    rungs: firedRungs(events).map((rung) => ({ ...rung, at: iso(base, rung.at) })),
  };
}

function changeOf(change: LifeChange, base: TimeBase, locale: Locale): Record<string, unknown> {
  switch (change.kind) {
    case 'clock':
    case 'rung': {
      const { before, after, ...rest } = change;
      return {
        ...rest,
        ...(before === undefined ? {} : { before: fate(before, base) }),
        ...(after === undefined ? {} : { after: fate(after, base) }),
      };
    }
    case 'refused': {
      const { kind, action, code } = change;
      return { kind, at: iso(base, change.at), action, code, detail: say(change, locale) };
    }
    default:
      return { ...change };
  }
}

function fate(one: ClockFate | RungFate, base: TimeBase): Record<string, unknown> {
  if (!('dueAt' in one)) return { ...one, at: iso(base, one.at) };
  return {
    status: one.status,
    dueAt: iso(base, one.dueAt),
    provisional: one.provisional !== undefined,
    ...(one.provisional === undefined ? {} : { calendarVersion: one.provisional }),
  };
}

function iso(base: TimeBase, at: number): string {
  return new Date(toWallTime(base, at)).toISOString();
}
