import type { CaseState, ClockState } from '../case/state.ts';
import { clockInstants } from '../clocks/scheduled.ts';
import { clockDefOf, type EnginePack } from '../pack/pack.ts';
import { defined, own } from '../values/own.ts';
import { owingDepartments } from './deliveriesOf.ts';

/** Whom a rung will tell at `at` (case time), and from where they are looked up. */
export type UpcomingNotification = Readonly<{
  role: string;
  unit: string;
  handler?: string;
  /** Absent: whoever stands in for the role. */
  department?: string;
  at: number;
}>;

/** Each role once a moment, in order. The complainant is left out: the bank cannot replace them. */
export function upcomingNotifications(pack: EnginePack, state: CaseState): readonly UpcomingNotification[] {
  const { unit } = state;
  const found = new Map<string, UpcomingNotification>();
  for (const { at, clock, rung } of clockInstants(pack, state)) {
    const notify = rung?.notify ?? [];
    for (const role of notify) {
      const follows = own(pack.roles, role)?.follows;
      if (follows === 'complainant') continue;
      const handler = follows === 'handler' ? state.handler : undefined;
      const departments = follows === 'department' ? concerned(pack, state, clock, notify) : [];
      for (const department of departments.length === 0 ? [undefined] : departments)
        found.set(JSON.stringify([role, department, at]), defined({ role, unit, handler, department, at }));
    }
  }
  return [...found.values()];
}

/** The same departments as at delivery, as far as known now. */
function concerned(
  pack: EnginePack,
  state: CaseState,
  { clock, subject }: ClockState,
  notify: readonly string[],
): readonly string[] {
  if (clockDefOf(pack, clock)?.per !== 'dispatch') return owingDepartments(pack, state, notify);
  return state.dispatches.flatMap((one) => (one.id === subject ? [one.department] : []));
}
