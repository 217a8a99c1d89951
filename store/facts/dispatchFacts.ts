import type { CaseState } from '../../domain/case/state.ts';
import { changedSince } from './changedSince.ts';
import type { Wall } from './factOwner.ts';

/** Dispatches that are new or another than `before`. */
export function dispatchFacts(
  before: CaseState | undefined,
  after: CaseState,
  wall: Wall,
): readonly Readonly<Record<string, unknown>>[] {
  return changedSince(before?.dispatches, after.dispatches).map((one) => ({
    dispatch: one.id,
    department_first: one.departmentFirst ?? one.department,
    department: one.department,
    reroutes: one.rerouted,
    rerouted_at: wall(one.reroutedAt),
    reroute_reason: one.rerouteReason,
    sent_at: wall(one.dispatchedAt),
    answered_at: wall(one.answeredAt),
    substantive: one.substantive,
    refused_at: wall(one.refusal?.at),
    refusal_reason: one.refusal?.reason,
    ruled_at: wall(one.refusal?.ruledAt),
    valid: one.refusal?.valid,
  }));
}
