import { dateIn, offsetAt } from '../../domain/time/zone.ts';
import type { CaseRun } from '../run/caseRun.ts';

/** `MM-DD HH:MM:SS` on the wall clock in the pack's zone, for an instant in case time. */
export function wallClock(run: CaseRun, at: number): string {
  const wall = run.wall(at);
  const zone = run.pack.timezone;
  const seconds = Math.floor((((wall + offsetAt(wall, zone)) % 86_400_000) + 86_400_000) % 86_400_000) / 1000;
  const part = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${dateIn(wall, zone).slice(5)} ${part(seconds / 3600)}:${part((seconds / 60) % 60)}:${part(seconds % 60)}`;
}
