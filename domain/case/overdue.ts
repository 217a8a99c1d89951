import type { Stage } from '../pack/pack.ts';
import type { CaseState, ClockState } from './state.ts';

/** It runs, is paused, or was missed and is still to be done. */
export function isOpen(clock: ClockState): boolean {
  return isActive(clock) || clock.status === 'paused';
}

/** Its ladder may still act. */
export function isActive({ status }: ClockState): boolean {
  return status === 'running' || status === 'missed';
}

/** A miss that somebody answers for: owed here, final, and made by no change of calendar or rules. */
export function isBreach(clock: ClockState): boolean {
  return (
    clock.owed !== false &&
    (clock.status === 'missed' || clock.status === 'late') &&
    clock.calendarAdjusted !== true &&
    clock.ruleAdjusted !== true &&
    clock.provisional !== true
  );
}

/** Something owed is undone past its due moment, or a limit that makes the case overdue was missed (A21). */
export function isOverdue({ clocks }: CaseState): boolean {
  return clocks.some((clock) => isBreach(clock) && (clock.status === 'missed' || clock.overdue));
}

/** Something owed is past due and still undone: whoever answers, late or not, ends it. */
export function isOverdueNow(state: CaseState): boolean {
  return !isEnded(state) && state.clocks.some((clock) => isBreach(clock) && clock.status === 'missed');
}

/** Earliest due moment ahead or unmet (case time). */
export function nextDueAt({ clocks }: CaseState): number | undefined {
  const due = Math.min(
    ...clocks
      .filter((clock) => isActive(clock) && clock.monitor !== true && clock.owed !== false)
      .map(({ dueAt }) => dueAt),
  );
  return due === Infinity ? undefined : due;
}

const END_STAGES: readonly Stage[] = ['closed', 'refused', 'withdrawn', 'merged'];

/** Its clocks may still run. */
export function isEnded({ stage }: CaseState): boolean {
  return END_STAGES.includes(stage);
}

/** Not ended, or a clock of it may still act. */
export function mayStillAct(state: CaseState): boolean {
  return !isEnded(state) || state.clocks.some(isOpen);
}

export function isProvisionalCase({ clocks }: CaseState): boolean {
  return clocks.some((clock) => isActive(clock) && clock.provisional === true);
}
