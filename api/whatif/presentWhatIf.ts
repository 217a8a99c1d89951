import { firedRungs } from '../../domain/clocks/firedRungs.ts';
import type { Advance } from '../../domain/decide/withConsequences.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { defined } from '../../domain/values/own.ts';
import { clockFate, type ClockFate, type LifeChange, type RungFate } from '../../domain/whatif/lifeChanges.ts';
import { breachedClocks, isSame, whatIfSummary } from '../../domain/whatif/whatIfSummary.ts';
import type { Locale } from '../../language/bilingual.ts';
import { say } from '../../language/phrase.ts';
import { moment } from '../present/presentView.ts';
import type { WhatIfLog } from './whatIfPeriod.ts';

type Presented = Record<string, unknown>;

/** ISO 8601 of wall clock time; `locale`: of refusals. */
export function presentWhatIf(cases: readonly WhatIfLog[], locale: Locale = 'en'): Presented {
  return {
    summary: whatIfSummary(cases.map((one) => one.whatIf)),
    cases: cases.map(({ recorded: { base, packHash }, whatIf }) => {
      const { no, before, after, notTaken, changes } = whatIf;
      return defined({
        no,
        recordedUnder: packHash,
        same: isSame(whatIf),
        notTaken: notTaken && { code: notTaken.code, detail: say(notTaken, locale) },
        before: life(before, base),
        after: after && life(after, base),
        changes: changes.map((change) => changeOf(change, base, locale)),
      });
    }),
  };
}

function life(lived: Advance, base: TimeBase): Presented {
  const { class: class_, stage, level, clocks } = lived.state;
  return {
    class: class_,
    stage,
    level,
    breached: breachedClocks(lived),
    clocks: clocks.map((one) => {
      const { clock, occurrence, startedAt } = one;
      return { clock, occurrence, startedAt: moment(base, startedAt), ...fate(clockFate(one), base) };
    }),
    rungs: firedRungs(lived.events).map((rung) => ({ ...rung, at: moment(base, rung.at) })),
  };
}

function changeOf(change: LifeChange, base: TimeBase, locale: Locale): Presented {
  switch (change.kind) {
    case 'clock':
    case 'rung': {
      const { before, after, ...rest } = change;
      return { ...rest, ...defined({ before: before && fate(before, base), after: after && fate(after, base) }) };
    }
    case 'refused': {
      const { kind, at, action, code } = change;
      return { kind, at: moment(base, at), action, code, detail: say(change, locale) };
    }
    default:
      return { ...change };
  }
}

function fate(one: ClockFate | RungFate, base: TimeBase): Presented {
  if (!('dueAt' in one)) return { ...one, at: moment(base, one.at) };
  const { status, dueAt, provisional: calendarVersion } = one;
  return {
    status,
    dueAt: moment(base, dueAt),
    provisional: calendarVersion !== undefined,
    ...defined({ calendarVersion }),
  };
}
