import { firedRungs } from '../../domain/clocks/firedRungs.ts';
import {
  clockFate,
  type ClockFate,
  type LifeChange,
  type LivedCase,
  type RungFate,
} from '../../domain/whatif/lifeChanges.ts';
import { breachedClocks, whatIfSummary } from '../../domain/whatif/whatIfSummary.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import type { Locale } from '../../language/locale.ts';
import { say } from '../../language/phrase.ts';
import type { WhatIfLog } from './whatIfPeriod.ts';

/**
 * A what-if for programs: per case both lives and their differences, then the summary. Moments are ISO 8601 on the wall
 * clock; `locale` is the language of what is refused.
 */
export function presentWhatIf(cases: readonly WhatIfLog[], locale: Locale = 'en'): Record<string, unknown> {
  return {
    summary: whatIfSummary(cases.map((one) => one.whatIf)),
    cases: cases.map(({ recorded: { base, packHash }, whatIf }) => ({
      no: whatIf.no,
      recordedUnder: packHash,
      same: whatIf.after !== undefined && whatIf.changes.length === 0,
      ...(whatIf.notTaken === undefined
        ? {}
        : { notTaken: { code: whatIf.notTaken.code, detail: say(whatIf.notTaken, locale) } }),
      before: life(whatIf.before, base),
      ...(whatIf.after === undefined ? {} : { after: life(whatIf.after, base) }),
      changes: whatIf.changes.map((change) => changeOf(change, base, locale)),
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
