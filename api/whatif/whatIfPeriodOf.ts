import { phrase } from '../../language/phrase.ts';
import { ok, reject, type Result } from '../../domain/case/rejection.ts';
import { addDays, instantOf } from '../../domain/time/zone.ts';
import { isDay } from '../../domain/time/day.ts';
import { INSTANT } from '../../domain/time/instant.ts';

/** Wall clock, epoch ms; `to` is exclusive. */
export type Period = Readonly<{
  from: number;
  to: number;
}>;

/** ISO dates in the zone, both inclusive, or instants with offset. Refusals point to the wrong side. */
export function whatIfPeriodOf(from: string, to: string, zone: string): Result<Period> {
  const begins = momentOf('/from', from, zone, 0);
  const ends = momentOf('/to', to, zone, 1);
  if (!begins.ok) return begins;
  if (!ends.ok) return ends;
  if (begins.value >= ends.value) return reject('field-invalid', phrase('from-not-before-to', { from, to }), '/from');
  return ok({ from: begins.value, to: ends.value });
}

/** A day begins at 00:00, `days` later. */
function momentOf(pointer: string, text: string, zone: string, days: number): Result<number> {
  if (isDay(text)) return ok(instantOf(addDays(text, days), '00:00', zone));
  if (INSTANT.test(text)) return ok(Date.parse(text));
  return reject('field-invalid', phrase('must-be-day-or-instant', { text }), pointer);
}
