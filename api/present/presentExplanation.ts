import type { z } from 'zod';
import type { explanationSchema } from '../../contracts/http/httpComplaint.ts';
import type { KnownCases } from '../../domain/case/namedCases.ts';
import type { Explanation } from '../../domain/clocks/explain.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { SEGMENT_REASONS } from '../../language/segmentReasons.ts';
import type { PackLabels } from './packLabels.ts';
import { moment } from './presentView.ts';

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
      label: SEGMENT_REASONS[reason][labels.locale],
      // For a merge, the number of the case.
      detail: reason === 'merge' && detail !== undefined && !known.has(detail) ? undefined : detail,
      by: by && [...by],
    })),
  };
}
