/** What a migration would do to one case, for those who approve it. */

import type { ClockRef } from '../case/clockEvent.ts';
import type { CaseState } from '../case/state.ts';
import { provisionalVersion } from '../clocks/provisionalOf.ts';
import type { Advance } from '../decide/withConsequences.ts';
import { defined } from '../values/own.ts';
import { clockIn } from '../case/clockIn.ts';

/** `past`: the due moment would have passed, and nobody is blamed. `provisional`: the calendar version. */
type PlannedClock = ClockRef &
  Readonly<{
    past: boolean;
    provisional?: string;
  }>;

/** Case time. */
export type MigrationPlan = Readonly<{
  moved: readonly (PlannedClock & Readonly<{ from: number; to: number }>)[];
  ended: readonly ClockRef[];
  started: readonly (PlannedClock & Readonly<{ startedAt: number; dueAt: number }>)[];
  class?: Readonly<{ from: string; to: string }>;
}>;

export function migrationPlan(before: CaseState, { state, events }: Advance): MigrationPlan {
  const planned = ({ clock, occurrence }: ClockRef): PlannedClock => {
    const found = clockIn(state, { clock, occurrence });
    return defined({
      clock,
      occurrence,
      past: found?.ruleAdjusted === true,
      provisional: provisionalVersion(found),
    });
  };
  return {
    moved: events.flatMap(({ type, data }) =>
      type === 'ClockMoved' ? [{ ...planned(data), from: data.from, to: data.to }] : [],
    ),
    ended: events.flatMap(({ type, data }) =>
      type === 'ClockCancelled' || type === 'ClockStopped' ? [{ clock: data.clock, occurrence: data.occurrence }] : [],
    ),
    started: events.flatMap(({ type, data }) =>
      type === 'ClockStarted' ? [{ ...planned(data), startedAt: data.startedAt, dueAt: data.dueAt }] : [],
    ),
    ...(state.class === before.class ? {} : { class: { from: before.class, to: state.class } }),
  };
}
