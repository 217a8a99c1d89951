import type { CaseState } from '../case/state.ts';
import type { EnginePack } from '../pack/pack.ts';
import { own } from '../values/own.ts';

/** Departments with an open dispatch: their heads are told of a lapse of the whole case, where `notify` has their role. */
export function owingDepartments(pack: EnginePack, state: CaseState, notify: readonly string[]): readonly string[] {
  if (!notify.some((role) => own(pack.roles, role)?.follows === 'department')) return [];
  return [...new Set(state.dispatches.filter((one) => one.status === 'open').map((one) => one.department))];
}
