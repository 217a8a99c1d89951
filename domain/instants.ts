/** The moments at which a case acts by itself, in the order in which they act. */

import type { RungDef } from './clockDef.ts';
import { isActive } from './overdue.ts';
import { perState } from './perState.ts';
import { pendingRungs } from './rungs.ts';
import type { ClockState } from './state.ts';

/** One planned moment: a limit lapses (`miss`), a rung fires, or a pause has lasted as long as it may (`resume`). Case time. */
export type Instant = ClockInstant | { readonly at: number; readonly kind: 'resume' };

export interface ClockInstant {
  readonly at: number;
  readonly kind: 'miss' | 'rung';
  readonly clock: ClockState;
  readonly rung?: RungDef;
}

/** All planned moments of a case: earliest first; at the same moment the lapse before its rungs, the severe clock before the mild one. */
export const instantsOf = perState((pack, state): readonly Instant[] => {
  const until = state.paused?.until;
  const instants = clockInstants(pack, state);
  return until === undefined ? instants : [{ at: until, kind: 'resume' } as const, ...instants].toSorted(inOrder);
});

/** Those of the clocks alone, in the same order. */
export const clockInstants = perState((pack, state): readonly ClockInstant[] => {
  const instants = state.clocks
    .filter(isActive)
    .flatMap((clock): readonly ClockInstant[] => [
      ...(clock.status === 'running' && clock.monitor !== true ? [{ at: notBefore(clock), kind: 'miss', clock } as const] : []),
      ...pendingRungs(pack, state, clock).map(({ rung, at }) => ({ at, kind: 'rung', clock, rung }) as const),
    ]);
  return instants.toSorted(inOrder);
});

/** A due moment that lay in the past when the clock began, or was moved there, is acted on at once. */
function notBefore(clock: ClockState): number {
  return Math.max(clock.dueAt, clock.armedAt ?? clock.dueAt);
}

function inOrder(a: Instant, b: Instant): number {
  return a.at - b.at || ORDER[a.kind] - ORDER[b.kind] || severity(b) - severity(a);
}

const ORDER: Readonly<Record<Instant['kind'], number>> = { resume: 0, miss: 1, rung: 2 };

function severity(instant: Instant): number {
  return instant.kind === 'resume' ? 0 : instant.clock.severity;
}
