/** A migration before it happens: what it would do to one case, for whoever is to agree. */

import type { ClockRef } from '../case/clockEvent.ts';
import type { Advance } from '../decide/react.ts';
import type { CaseState } from '../case/state.ts';

/**
 * What becomes of a clock. `past`: the due moment had passed when the case would go over; nobody is blamed for it.
 * `provisional`: by this calendar version.
 */
interface PlannedClock extends ClockRef {
  readonly past: boolean;
  readonly provisional?: string;
}

/** Case time. */
export interface MigrationPlan {
  readonly moved: readonly (PlannedClock & { readonly from: number; readonly to: number })[];
  readonly ended: readonly ClockRef[];
  readonly started: readonly (PlannedClock & { readonly startedAt: number; readonly dueAt: number })[];
  readonly class?: { readonly from: string; readonly to: string };
}

/** Reads the events of a migration. */
export function migrationPlan(before: CaseState, { state, events }: Advance): MigrationPlan {
  const after = ({ clock, occurrence }: ClockRef): PlannedClock => {
    const found = state.clocks.find((one) => one.clock === clock && one.occurrence === occurrence);
    return {
      clock,
      occurrence,
      past: found?.ruleAdjusted === true,
      ...(found?.provisional === true ? { provisional: found.calendarVersion ?? '' } : {}),
    };
  };
  return {
    moved: events.flatMap((event) => {
      if (event.type !== 'ClockMoved') return [];
      const { from, to } = event.data;
      return [{ ...after(event.data), from, to }];
    }),
    ended: events.flatMap((event) =>
      event.type === 'ClockCancelled' || event.type === 'ClockStopped'
        ? [{ clock: event.data.clock, occurrence: event.data.occurrence }]
        : [],
    ),
    started: events.flatMap((event) => {
      if (event.type !== 'ClockStarted') return [];
      const { startedAt, dueAt } = event.data;
      return [{ ...after(event.data), startedAt, dueAt }];
    }),
    ...(state.class === before.class ? {} : { class: { from: before.class, to: state.class } }),
  };
}
