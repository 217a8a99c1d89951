import { sayDue, sayMoment } from '../../domain/time/sayMoment.ts';
import { offsetAt } from '../../domain/time/zone.ts';
import type { CaseRun } from '../run/caseRun.ts';

/** When something happened or begins (case time), in words, on the wall clock in the zone of the rules. */
export function momentText(run: CaseRun, at: number): string {
  return sayMoment(run.wall(at), run.pack.timezone, run.pack.locale ?? 'zh');
}

/** By when, or at the end of what, in the same form: the end of a day is 24:00. */
export function dueText(run: CaseRun, at: number): string {
  return sayDue(run.wall(at), run.pack.timezone, run.pack.locale ?? 'zh');
}

/** For scripts too: the same moment as `2026-11-29T14:00:00+08:00`. */
export function isoText(run: CaseRun, at: number): string {
  const wall = run.wall(at);
  const offset = offsetAt(wall, run.pack.timezone);
  const local = new Date(wall + offset).toISOString().slice(0, 19);
  return `${local}${offset < 0 ? '-' : '+'}${new Date(Math.abs(offset)).toISOString().slice(11, 16)}`;
}
