import { sayDue, sayMoment } from '../../domain/time/sayMoment.ts';
import type { CaseRun } from '../run/caseRun.ts';

/** When something happened or begins (case time), in words, on the wall clock in the zone of the rules. */
export function momentText(run: CaseRun, at: number): string {
  return sayMoment(run.wall(at), run.pack.timezone, run.pack.locale ?? 'zh');
}

/** By when, or at the end of what, in the same form: the end of a day is 24:00. */
export function dueText(run: CaseRun, at: number): string {
  return sayDue(run.wall(at), run.pack.timezone, run.pack.locale ?? 'zh');
}
