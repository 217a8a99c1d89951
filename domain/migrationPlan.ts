/** A migration before it happens: what it would do to one case, for whoever is to agree. */

import type { Advance } from './react.ts';
import type { CaseState } from './state.ts';

/** Case time. `past`: the due moment had passed when the case would go over; nobody is blamed for it. */
export interface MigrationPlan {
  readonly moved: readonly { readonly clock: string; readonly occurrence: number; readonly from: number; readonly to: number; readonly past: boolean }[];
  readonly ended: readonly { readonly clock: string; readonly occurrence: number }[];
  readonly started: readonly { readonly clock: string; readonly occurrence: number; readonly startedAt: number; readonly dueAt: number; readonly past: boolean }[];
  readonly class?: { readonly from: string; readonly to: string };
}

/** Reads the events of a migration. */
export function migrationPlan(before: CaseState, { state, events }: Advance): MigrationPlan {
  const past = (clock: string, occurrence: number): boolean => state.clocks.some((one) => one.clock === clock && one.occurrence === occurrence && one.ruleAdjusted === true);
  return {
    moved: events.flatMap((event) => {
      if (event.type !== 'ClockMoved') return [];
      const { clock, occurrence, from, to } = event.data;
      return [{ clock, occurrence, from, to, past: past(clock, occurrence) }];
    }),
    ended: events.flatMap((event) => (event.type === 'ClockCancelled' || event.type === 'ClockStopped' ? [{ clock: event.data.clock, occurrence: event.data.occurrence }] : [])),
    started: events.flatMap((event) => {
      if (event.type !== 'ClockStarted') return [];
      const { clock, occurrence, startedAt, dueAt } = event.data;
      return [{ clock, occurrence, startedAt, dueAt, past: past(clock, occurrence) }];
    }),
    ...(state.class === before.class ? {} : { class: { from: before.class, to: state.class } }),
  };
}
