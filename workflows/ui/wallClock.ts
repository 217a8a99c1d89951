import { dateIn, offsetAt } from '../../domain/time/zone.ts';
import type { CaseRun } from '../run/caseRun.ts';

/** An instant of case time on the wall clock in the pack's zone: `2026-11-29T14:00:00+08:00`. */
export function isoInstant(run: CaseRun, at: number): string {
  const wall = run.wall(at);
  const offset = offsetAt(wall, run.pack.timezone);
  const seconds = Math.floor(((((wall + offset) % DAY_MS) + DAY_MS) % DAY_MS) / 1000);
  const minutes = Math.abs(offset) / 60_000;
  return (
    `${dateIn(wall, run.pack.timezone)}T${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}` +
    `${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
  );
}

/** The same for people: `2026-11-29 14:00:00+08:00`. */
export function wallClock(run: CaseRun, at: number): string {
  return isoInstant(run, at).replace('T', ' ');
}

const DAY_MS = 86_400_000;

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
