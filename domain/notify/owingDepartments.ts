import type { EnginePack } from '../pack/pack.ts';
import type { CaseState } from '../case/state.ts';
import { own } from '../values/own.ts';

/**
 * Departments whose heads are told of a lapse of the whole case: those with an open dispatch. None where no role of
 * `notify` follows departments.
 */
export function owingDepartments(pack: EnginePack, state: CaseState, notify: readonly string[]): readonly string[] {
  if (!notify.some((role) => own(pack.roles, role)?.follows === 'department')) return [];
  return [...new Set(state.dispatches.filter((one) => one.status === 'open').map((one) => one.department))];
}
