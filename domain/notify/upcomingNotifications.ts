import type { CaseState, ClockState } from '../case/state.ts';
import { clockInstants } from '../clocks/instants.ts';
import type { EnginePack } from '../pack/pack.ts';
import { defined } from '../values/defined.ts';
import { own } from '../values/own.ts';
import { owingDepartments } from './deliveriesOf.ts';

/** Whom a rung will tell unless something happens first: when (case time), and from where they are looked for. */
export type UpcomingNotification = Readonly<{
  role: string;
  unit: string;
  handler?: string;
  /** Absent where none is concerned: then whoever stands in for the role is told. */
  department?: string;
  at: number;
}>;

/**
 * Whom the coming rungs of a case's clocks will tell, each once a moment, in order; never the complainant, whom the
 * bank cannot replace.
 */
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

/** As the delivery will: the department of the clock's own dispatch, or all that owe an answer, as far as known now. */
function concerned(
  pack: EnginePack,
  state: CaseState,
  { clock, subject }: ClockState,
  notify: readonly string[],
): readonly string[] {
  if (pack.clocks.find((one) => one.id === clock)?.per !== 'dispatch') return owingDepartments(pack, state, notify);
  return state.dispatches.flatMap((one) => (one.id === subject ? [one.department] : []));
}
