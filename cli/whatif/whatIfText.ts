import { provisionalText } from '../../activities/notify/provisionalText.ts';
import { say } from '../../language/phrase.ts';
import type { PackLabels } from '../../api/present/packLabels.ts';
import type { ClockFate, LifeChange, RungFate } from '../../domain/whatif/lifeChanges.ts';
import { own } from '../../domain/values/own.ts';
import { breachedClocks, whatIfSummary, type Counted } from '../../domain/whatif/whatIfSummary.ts';
import { toWallTime } from '../../domain/time/timeBase.ts';
import { localTime } from '../output/localTime.ts';
import type { WhatIfLog } from '../../api/whatif/whatIfPeriod.ts';
import { SIMULATE_WORDS, statusWord } from './simulateWords.ts';
import { table } from '../output/table.ts';

/**
 * A what-if for people, with the times of a zone: each case that would have been different, line by line, then the sums.
 */
export function whatIfText(cases: readonly WhatIfLog[], zone: string, labels: PackLabels): readonly string[] {
  const changed = cases.filter(({ whatIf }) => whatIf.after === undefined || whatIf.changes.length > 0);
  return [...changed.flatMap((one) => caseLines(one, zone, labels)), ...summaryLines(cases, labels)];
}

function caseLines({ recorded, whatIf }: WhatIfLog, zone: string, labels: PackLabels): readonly string[] {
  const w = SIMULATE_WORDS[labels.locale];
  const { no, before, after, notTaken, changes } = whatIf;
  if (after === undefined)
    return [
      `${no}  ${w.notTaken}: ${notTaken === undefined ? '' : `${notTaken.code}: ${say(notTaken, labels.locale)}`}`,
      '',
    ];
  const zoned = localTime(zone);
  const time = (at: number): string => zoned(toWallTime(recorded.base, at));
  const breaches = `${w.breached} ${breachedClocks(before).length} → ${breachedClocks(after).length}`;
  return [`${no}  ${breaches}`, ...changes.map((change) => `  ${changeLine(change, labels, time)}`), ''];
}

function changeLine(change: LifeChange, labels: PackLabels, time: (at: number) => string): string {
  const w = SIMULATE_WORDS[labels.locale];
  const occurrence = (of: number): string => (of === 1 ? '' : ` #${of}`);
  switch (change.kind) {
    case 'class':
      return `${w.class}: ${labels.class(change.before)} → ${labels.class(change.after)}`;
    case 'stage':
      return `${w.stage}: ${own(w.stages, change.before) ?? change.before} → ${own(w.stages, change.after) ?? change.after}`;
    case 'level':
      return `${w.level}: ${labels.level(change.before)} → ${labels.level(change.after)}`;
    case 'clock': {
      const said = (fate: ClockFate | undefined): string =>
        fate === undefined
          ? w.none
          : `${statusWord(labels.locale, fate.status)} (${w.due} ${time(fate.dueAt)}${provisionalText(fate.provisional, labels.locale)})`;
      return `${labels.clock(change.clock)}${occurrence(change.occurrence)}: ${said(change.before)} → ${said(change.after)}`;
    }
    case 'rung': {
      const moved = (fate: RungFate): string =>
        fate.escalatedTo === undefined ? '' : ` ↑ ${labels.level(fate.escalatedTo)}`;
      const said = (fate: RungFate | undefined): string =>
        fate === undefined
          ? w.none
          : `${time(fate.at)} ${w.told} ${fate.notify.map((role) => labels.role(role)).join(w.comma)}${moved(fate)}`;
      return `${labels.clock(change.clock)}${occurrence(change.occurrence)} ${change.rung}: ${said(change.before)} → ${said(change.after)}`;
    }
    case 'refused':
      return `${w.refused} ${time(change.at)} ${labels.action(change.action)}: ${change.code}: ${say(change, labels.locale)}`;
  }
}

function summaryLines(cases: readonly WhatIfLog[], labels: PackLabels): readonly string[] {
  const w = SIMULATE_WORDS[labels.locale];
  const sum = whatIfSummary(cases.map((one) => one.whatIf));
  const both = ({ before, after }: Counted): string => (before === after ? String(before) : `${before} → ${after}`);
  const clocks = Object.entries(sum.clocks).map(([clock, { ran, breached }]) => [
    labels.clock(clock),
    both(ran),
    both(breached),
  ]);
  const told = Object.entries(sum.told).map(([role, count]) => [labels.role(role), both(count)]);
  const classes = Object.entries(sum.classes).map(([id, count]) => [labels.class(id), both(count)]);
  const head =
    labels.locale === 'zh'
      ? `共 ${sum.cases} 件:${sum.same} 件与实际一致,${sum.changed} 件不同,${sum.notTaken} 件草案不受理(数字为 实际 → 草案)`
      : `${sum.cases} cases: ${sum.same} the same, ${sum.changed} different, ${sum.notTaken} not taken by the draft (figures: as it happened → under the draft)`;
  if (sum.cases === 0) return [head];
  return [
    head,
    '',
    ...table([w.clock, w.ran, w.breached], clocks),
    '',
    ...table([w.role, w.told], told),
    '',
    ...table([w.class, labels.locale === 'zh' ? '件数' : 'Cases'], classes),
  ];
}
