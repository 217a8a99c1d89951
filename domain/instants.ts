/** The moments at which a case acts by itself, in the order in which they act. */

import type { EnginePack, RungDef } from './pack.ts';
import { isActive } from './overdue.ts';
import { pendingRungs } from './rungs.ts';
import type { CaseState, ClockState } from './state.ts';

/** One planned moment: a limit lapses (`miss`) or a rung fires. Case time. */
export interface Instant {
  readonly at: number;
  readonly kind: 'miss' | 'rung';
  readonly clock: ClockState;
  readonly rung?: RungDef;
}

/** All planned moments of a case: earliest first; at the same moment the lapse before its rungs, the severe clock before the mild one. */
export function instantsOf(pack: EnginePack, state: CaseState): readonly Instant[] {
  const instants = state.clocks
    .filter(isActive)
    .flatMap((clock): readonly Instant[] => [
      ...(clock.status === 'running' && clock.monitor !== true ? [{ at: notBefore(clock), kind: 'miss', clock } as const] : []),
      ...pendingRungs(pack, state, clock).map(({ rung, at }) => ({ at, kind: 'rung', clock, rung }) as const),
    ]);
  return instants.toSorted(inOrder);
}

/** A due moment that lay in the past when the clock began, or was moved there, is acted on at once. */
function notBefore(clock: ClockState): number {
  return Math.max(clock.dueAt, clock.armedAt ?? clock.dueAt);
}

function inOrder(a: Instant, b: Instant): number {
  return a.at - b.at || Number(a.kind === 'rung') - Number(b.kind === 'rung') || b.clock.severity - a.clock.severity;
}
