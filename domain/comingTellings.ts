import { clockInstants } from './instants.ts';
import type { EnginePack } from './pack.ts';
import type { CaseState } from './state.ts';

/** Somebody will be told of a case unless something happens first: the earliest moment (case time), and from where they are looked for. */
export interface ComingTelling {
  readonly role: string;
  readonly unit: string;
  readonly handler?: string;
  readonly department?: string;
  readonly at: number;
}

/** Whom the coming rungs of a case's clocks will tell, each once; never the complainant, whom the bank cannot replace. */
export function comingTellings(pack: EnginePack, state: CaseState): readonly ComingTelling[] {
  const found = new Map<string, ComingTelling>();
  for (const { at, clock, rung } of clockInstants(pack, state)) {
    for (const role of rung?.notify ?? []) {
      const follows = pack.roles[role]?.follows;
      if (follows === 'complainant') continue;
      const department = follows === 'department' ? state.dispatches.find((one) => one.id === clock.subject)?.department : undefined;
      const handler = follows === 'handler' ? state.handler : undefined;
      const key = `${role}\n${department ?? ''}`;
      const telling = { role, unit: state.unit, ...(handler === undefined ? {} : { handler }), ...(department === undefined ? {} : { department }), at };
      if (!found.has(key)) found.set(key, telling);
    }
  }
  return [...found.values()];
}
