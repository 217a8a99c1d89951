import type { CaseState, ClockState } from '../../domain/case/state.ts';
import type { Wall } from './factOwner.ts';

/**
 * Clocks whose terms an event changed, as they were until then. A clock that only stops, lapses or is cancelled keeps
 * its terms: its row says when that was.
 */
export function clocksBefore(
  before: CaseState | undefined,
  after: CaseState,
  until: Date,
  wall: Wall,
): readonly Readonly<Record<string, unknown>>[] {
  if (before === undefined || before.clocks === after.clocks) return [];
  return before.clocks.flatMap((clock, index) => {
    const now = after.clocks[index];
    return now === undefined || now === clock || !isOtherwise(clock, now) ? [] : [{ until, ...termsOf(clock, wall) }];
  });
}

function isOtherwise(one: ClockState, other: ClockState): boolean {
  return (
    one.dueAt !== other.dueAt ||
    one.targetAt !== other.targetAt ||
    one.provisional !== other.provisional ||
    one.calendarAdjusted !== other.calendarAdjusted ||
    one.ruleAdjusted !== other.ruleAdjusted ||
    one.owed !== other.owed ||
    one.monitor !== other.monitor ||
    // What was stopped goes on.
    (one.stoppedAt !== undefined && one.stoppedAt !== other.stoppedAt)
  );
}

function termsOf(clock: ClockState, wall: Wall): Readonly<Record<string, unknown>> {
  return {
    clock: clock.clock,
    occurrence: clock.occurrence,
    status: clock.status,
    target_at: wall(clock.targetAt),
    due_at: wall(clock.dueAt),
    missed_at: wall(clock.missedAt),
    stopped_at: wall(clock.stoppedAt),
    provisional: clock.provisional ?? false,
    calendar_adjusted: clock.calendarAdjusted ?? false,
    rule_adjusted: clock.ruleAdjusted ?? false,
    owed: clock.owed ?? true,
    monitor: clock.monitor ?? false,
  };
}
