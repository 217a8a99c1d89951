import type { Segment } from '../case/clockEvent.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CaseState, ClockState } from '../case/state.ts';

/** Why a clock is due when it is: parts that add up from the start to the due moment. Case time. */
export interface Explanation {
  readonly clock: string;
  readonly occurrence: number;
  readonly title: string;
  readonly rule?: string;
  readonly status: ClockState['status'];
  readonly startedAt: number;
  readonly dueAt: number;
  readonly segments: readonly Segment[];
  readonly calendarVersion?: string;
  readonly provisional: boolean;
}

/**
 * Explanation of one occurrence of a clock, the latest when none is named; `undefined` for a clock that the case never
 * had.
 */
export function explainClock(
  pack: EnginePack,
  state: CaseState,
  clock: string,
  occurrence?: number,
): Explanation | undefined {
  const found = state.clocks.findLast(
    (one) => one.clock === clock && (occurrence === undefined || one.occurrence === occurrence),
  );
  if (found === undefined) return undefined;
  return {
    clock: found.clock,
    occurrence: found.occurrence,
    title: pack.clocks.find((def) => def.id === clock)?.title ?? clock,
    ...(found.rule === undefined ? {} : { rule: found.rule }),
    status: found.status,
    startedAt: found.startedAt,
    dueAt: found.dueAt,
    segments: found.because,
    ...(found.calendarVersion === undefined ? {} : { calendarVersion: found.calendarVersion }),
    provisional: found.provisional ?? false,
  };
}
