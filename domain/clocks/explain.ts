import type { Segment } from '../case/clockEvent.ts';
import type { CaseState, ClockState } from '../case/state.ts';
import { clockDefOf, type EnginePack } from '../pack/pack.ts';
import { defined } from '../values/own.ts';

/** Parts that add up from the start to the due moment. Case time. */
export type Explanation = Readonly<{
  title: string;
  segments: readonly Segment[];
  provisional: boolean;
}> &
  Pick<ClockState, 'clock' | 'occurrence' | 'rule' | 'status' | 'startedAt' | 'dueAt' | 'calendarVersion'>;

/** The latest occurrence by default; `undefined` where the case never had the clock. */
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
  const { rule, status, startedAt, dueAt, because, calendarVersion, provisional = false } = found;
  return {
    clock,
    occurrence: found.occurrence,
    title: clockDefOf(pack, clock)?.title ?? clock,
    ...defined({ rule }),
    status,
    startedAt,
    dueAt,
    segments: because,
    ...defined({ calendarVersion }),
    provisional,
  };
}
