import type { z } from 'zod';
import type { explanationSchema } from '../../contracts/httpComplaint.ts';
import type { Segment } from '../../domain/case/clockEvent.ts';
import type { KnownCases } from '../../domain/case/namedCases.ts';
import type { Explanation } from '../../domain/clocks/explain.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import type { PackLabels } from './packLabels.ts';
import { moment } from './presentView.ts';

const REASONS: Readonly<Record<Segment['reason'], Bilingual>> = {
  limit: { zh: '时限', en: 'limit' },
  'start-day': { zh: '起算日不计', en: 'the start day is not counted' },
  day: { zh: '计入的日', en: 'day counted' },
  'rest-day': { zh: '休息日不计', en: 'rest day, not counted' },
  weekend: { zh: '周末不计', en: 'weekend, not counted' },
  'business-hours': { zh: '营业时间', en: 'hours of business' },
  'closed-hours': { zh: '非营业时间不计', en: 'outside hours of business, not counted' },
  roll: { zh: '末日顺延', en: 'last day rolls on' },
  promise: { zh: '至承诺时刻', en: 'until the promised moment' },
  pause: { zh: '暂停', en: 'paused' },
  extension: { zh: '延期', en: 'extended' },
  merge: { zh: '并案取较早时限', en: 'earlier due moment of a merged case' },
};

/** `known`: cases that the reader may see. */
export function presentExplanation(
  { clock, occurrence, rule, status, startedAt, dueAt, provisional, calendarVersion, segments }: Explanation,
  base: TimeBase,
  labels: PackLabels,
  known: KnownCases,
): z.infer<typeof explanationSchema> {
  return {
    clock,
    occurrence,
    label: labels.clock(clock),
    rule: rule ?? null,
    status,
    startedAt: moment(base, startedAt),
    dueAt: moment(base, dueAt),
    provisional,
    calendarVersion: calendarVersion ?? null,
    segments: segments.map(({ from, to, reason, detail, by }) => ({
      from: moment(base, from),
      to: moment(base, to),
      reason,
      label: REASONS[reason][labels.locale],
      // For a merge, the number of the case.
      detail: reason === 'merge' && detail !== undefined && !known.has(detail) ? undefined : detail,
      by: by && [...by],
    })),
  };
}
