import { clockInstants } from './scheduled.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CalendarMarks } from '../limits/due.ts';
import { provisionalOf } from './provisionalOf.ts';
import type { CaseState } from '../case/state.ts';

/** A rung that fires unless something happens first. Case time. */
export interface PlannedRung extends CalendarMarks {
  readonly at: number;
  readonly clock: string;
  readonly occurrence: number;
  readonly rung: string;
  readonly notify: readonly string[];
  readonly escalate?: string;
}

/** Every rung of the running clocks, earliest first. */
export function plannedRungs(pack: EnginePack, state: CaseState): readonly PlannedRung[] {
  return clockInstants(pack, state).flatMap(({ at, clock, rung }): readonly PlannedRung[] => {
    if (rung === undefined) return [];
    const { id, notify, escalate } = rung;
    return [
      {
        at,
        clock: clock.clock,
        occurrence: clock.occurrence,
        rung: id,
        notify,
        ...(escalate === undefined ? {} : { escalate }),
        ...provisionalOf(clock),
      },
    ];
  });
}
