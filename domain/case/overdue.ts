import type { CaseState, ClockState } from './state.ts';

/** A clock whose ladder may still act: running, or missed and not stopped. */
export function isActive(clock: ClockState): boolean {
  return clock.status === 'running' || clock.status === 'missed';
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
export function isOverdue(state: CaseState): boolean {
  return state.clocks.some((clock) => isBreach(clock) && (clock.status === 'missed' || clock.overdue));
}

/** Earliest due moment (case time) still ahead or unmet; `undefined` when nothing is owed. */
export function nextDueAt(state: CaseState): number | undefined {
  const dues = state.clocks
    .filter((clock) => isActive(clock) && clock.monitor !== true && clock.owed !== false)
    .map((clock) => clock.dueAt);
  return dues.length === 0 ? undefined : Math.min(...dues);
}

/** Nothing more can happen to the case: it has ended and no clock of it runs. */
export function isEnded(state: CaseState): boolean {
  return (
    state.stage === 'closed' || state.stage === 'refused' || state.stage === 'withdrawn' || state.stage === 'merged'
  );
}

/** Something that is owed next still waits for its calendar. */
export function isProvisionalCase(state: CaseState): boolean {
  return state.clocks.some((clock) => isActive(clock) && clock.provisional === true);
}
