import type { RungDef } from '../pack/clockDef.ts';
import { clockInstants } from '../clocks/instants.ts';
import { owingDepartments } from './owingDepartments.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CaseState, ClockState } from '../case/state.ts';

/**
 * Somebody will be told of a case unless something happens first: when (case time), and from where they are looked for.
 */
export interface UpcomingNotification {
  readonly role: string;
  readonly unit: string;
  readonly handler?: string;
  /** Absent where none is concerned: then whoever stands in for the role is told. */
  readonly department?: string;
  readonly at: number;
}

/**
 * Whom the coming rungs of a case's clocks will tell, each once a moment, in order; never the complainant, whom the
 * bank cannot replace.
 */
export function upcomingNotifications(pack: EnginePack, state: CaseState): readonly UpcomingNotification[] {
  const found = new Map<string, UpcomingNotification>();
  for (const { at, clock, rung } of clockInstants(pack, state)) {
    for (const role of rung?.notify ?? []) {
      const follows = own(pack.roles, role)?.follows;
      if (rung === undefined || follows === 'complainant') continue;
      const handler = follows === 'handler' ? state.handler : undefined;
      const departments = follows === 'department' ? concerned(pack, state, clock, rung) : [];
      for (const department of departments.length === 0 ? [undefined] : departments) {
        const notification = {
          role,
          unit: state.unit,
          ...(handler === undefined ? {} : { handler }),
          ...(department === undefined ? {} : { department }),
          at,
        };
        found.set(JSON.stringify([role, department, at]), notification);
      }
    }
  }
  return [...found.values()];
}

/**
 * As the delivery will: the department of the clock's own dispatch, or all that owe an answer then, as far as is known
 * now.
 */
function concerned(pack: EnginePack, state: CaseState, clock: ClockState, rung: RungDef): readonly string[] {
  const def = pack.clocks.find((one) => one.id === clock.clock);
  if (def?.per !== 'dispatch') return owingDepartments(pack, state, rung.notify);
  return state.dispatches.flatMap((one) => (one.id === clock.subject ? [one.department] : []));
}
