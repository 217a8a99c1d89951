import { provisionalText } from '../../activities/notify/provisionalText.ts';
import type { PackLabels } from '../../api/present/packLabels.ts';
import type { WhatIfLog } from '../../api/whatif/whatIfPeriod.ts';
import { sayDue, sayMoment } from '../../domain/time/sayMoment.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import type { LifeChange } from '../../domain/whatif/lifeChanges.ts';
import {
  breachedClocks,
  isSame,
  whatIfSummary,
  type Counted,
  type WhatIfCase,
  type WhatIfSummary,
} from '../../domain/whatif/whatIfSummary.ts';
import { say } from '../../language/phrase.ts';
import { table } from '../output/table.ts';
import { SIMULATE_WORDS, stateWord } from './simulateWords.ts';

/** In the times of a zone: each case that differs, then the sums. */
export function whatIfText(cases: readonly WhatIfLog[], zone: string, labels: PackLabels): readonly string[] {
  return [
    ...cases
      .filter(({ whatIf }) => !isSame(whatIf))
      .flatMap(({ recorded: { base }, whatIf }) => caseLines(whatIf, labels, { base, zone })),
    ...summaryLines(whatIfSummary(cases.map(({ whatIf }) => whatIf)), labels),
  ];
}

/** Case time to words. */
type Times = Readonly<{ base: TimeBase; zone: string }>;

function caseLines(whatIf: WhatIfCase, labels: PackLabels, times: Times): readonly string[] {
  const w = SIMULATE_WORDS[labels.locale];
  const { no, before, after, notTaken, changes } = whatIf;
  if (after === undefined) {
    const why = notTaken === undefined ? '' : `${notTaken.code}: ${say(notTaken, labels.locale)}`;
    return [`${no}  ${w.notTaken}: ${why}`, ''];
  }
  const breaches = `${w.breached} ${breachedClocks(before).length} → ${breachedClocks(after).length}`;
  return [`${no}  ${breaches}`, ...changes.map((change) => `  ${changeLine(change, labels, times)}`), ''];
}

type Sides<T> = Readonly<{
  before?: T;
  after?: T;
}>;

function changeLine(change: LifeChange, labels: PackLabels, { base, zone }: Times): string {
  const { locale } = labels;
  const due = (at: number): string => sayDue(toWallTime(base, at), zone, locale);
  const w = SIMULATE_WORDS[locale];
  const both = <T>({ before, after }: Sides<T>, said: (one: T) => string): string =>
    [before, after].map((one) => (one === undefined ? w.none : said(one))).join(' → ');
  const clockOf = (clock: string, occurrence: number): string =>
    labels.clock(clock) + (occurrence === 1 ? '' : ` #${occurrence}`);
  switch (change.kind) {
    case 'class':
      return `${w.class}: ${both(change, (id) => labels.class(id))}`;
    case 'stage':
      return `${w.stage}: ${both(change, (stage) => stateWord(locale, stage))}`;
    case 'level':
      return `${w.level}: ${both(change, (id) => labels.level(id))}`;
    case 'clock': {
      const fates = both(change, ({ status, dueAt, provisional }) => {
        const by = due(dueAt) + provisionalText(provisional, locale);
        return `${stateWord(locale, status)} (${w.due} ${by})`;
      });
      return `${clockOf(change.clock, change.occurrence)}: ${fates}`;
    }
    case 'rung': {
      const fates = both(change, ({ at, notify, escalatedTo }) => {
        const roles = notify.map((role) => labels.role(role)).join(w.comma);
        const moved = escalatedTo === undefined ? '' : ` ↑ ${labels.level(escalatedTo)}`;
        return `${due(at)} ${w.told} ${roles}${moved}`;
      });
      return `${clockOf(change.clock, change.occurrence)} ${change.rung}: ${fates}`;
    }
    case 'refused': {
      const at = sayMoment(toWallTime(base, change.at), zone, locale);
      return `${w.refused} ${at} ${labels.action(change.action)}: ${change.code}: ${say(change, locale)}`;
    }
  }
}

function summaryLines(sum: WhatIfSummary, labels: PackLabels): readonly string[] {
  const w = SIMULATE_WORDS[labels.locale];
  const both = ({ before, after }: Counted): string => (before === after ? String(before) : `${before} → ${after}`);
  const { cases, same, changed, notTaken } = sum;
  const head =
    labels.locale === 'zh'
      ? `共 ${cases} 件:${same} 件与实际一致,${changed} 件不同,${notTaken} 件草案不受理(数字为 实际 → 草案)`
      : `${cases} cases: ${same} the same, ${changed} different, ${notTaken} not taken by the draft ` +
        '(figures: as it happened → under the draft)';
  if (cases === 0) return [head];
  const clocks = Object.entries(sum.clocks).map(([id, { ran, breached }]) => [
    labels.clock(id),
    both(ran),
    both(breached),
  ]);
  const told = Object.entries(sum.told).map(([id, count]) => [labels.role(id), both(count)]);
  const classes = Object.entries(sum.classes).map(([id, count]) => [labels.class(id), both(count)]);
  return [
    head,
    '',
    ...table([w.clock, w.ran, w.breached], clocks),
    '',
    ...table([w.role, w.told], told),
    '',
    ...table([w.class, w.cases], classes),
  ];
}
