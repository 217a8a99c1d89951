import type { Stage } from '../pack/pack.ts';
import type { CaseState, ClockState } from './state.ts';

/** Not ended: it runs, is paused, or was missed and is still to be done. */
export function isOpen(clock: ClockState): boolean {
  return isActive(clock) || clock.status === 'paused';
}

/** A clock whose ladder may still act: running, or missed and not stopped. */
export function isActive({ status }: ClockState): boolean {
  return status === 'running' || status === 'missed';
}

/**
 * A miss that somebody answers for: not one of a time that nobody here owes, nor one that a calendar or a change of
 * rules made, nor one against a due moment that is still provisional.
 */
export function isBreach(clock: ClockState): boolean {
  return (
    clock.owed !== false &&
    (clock.status === 'missed' || clock.status === 'late') &&
    clock.calendarAdjusted !== true &&
    clock.ruleAdjusted !== true &&
    clock.provisional !== true
  );
}

/** Something owed is past due and undone, or a limit that makes the case overdue was missed (A21). */
export function isOverdue({ clocks }: CaseState): boolean {
  return clocks.some((clock) => isBreach(clock) && (clock.status === 'missed' || clock.overdue));
}

/** Earliest due moment (case time) still ahead or unmet; `undefined` when nothing is owed. */
export function nextDueAt({ clocks }: CaseState): number | undefined {
  const due = Math.min(
    ...clocks
      .filter((clock) => isActive(clock) && clock.monitor !== true && clock.owed !== false)
      .map(({ dueAt }) => dueAt),
  );
  return due === Infinity ? undefined : due;
}

const END_STAGES: readonly Stage[] = ['closed', 'refused', 'withdrawn', 'merged'];

/** The case has ended; its clocks may still run. */
export function isEnded({ stage }: CaseState): boolean {
  return END_STAGES.includes(stage);
}

/** Something that is owed next still waits for its calendar. */
export function isProvisionalCase({ clocks }: CaseState): boolean {
  return clocks.some((clock) => isActive(clock) && clock.provisional === true);
}
