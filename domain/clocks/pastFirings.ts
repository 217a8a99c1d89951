/** Read from the log, as a state does not keep every moment. */

import { ALWAYS_CANCEL } from './clocks.ts';
import type { RecordedEvent } from '../case/event.ts';
import { evolve } from '../case/evolve.ts';
import type { ClockDef } from '../pack/clockDef.ts';
import type { CaseState } from '../case/state.ts';
import { firingsOf, type Firing } from './triggers.ts';

/** `at` is case time; firings of one event share its `seq`. */
export interface PastFiring extends Firing {
  readonly at: number;
  readonly seq: number;
}

/** What concerns these clocks, in order. */
export function pastFiringsFor(clocks: readonly ClockDef[], log: readonly RecordedEvent[]): readonly PastFiring[] {
  const triggers = clocks.flatMap((def) => [...def.start, ...def.stop, ...(def.cancel ?? [])]);
  const names = new Set([...triggers, ...ALWAYS_CANCEL, { on: 'reopened' as const }].map((trigger) => trigger.on));
  const steps = new Set(triggers.map((trigger) => trigger.step));
  const concerns = (firing: Firing): boolean =>
    names.has(firing.on) && (firing.on !== 'step' || steps.has(firing.step));
  let state: CaseState | undefined;
  return log.flatMap((event) => {
    const firings = firingsOf(event, state).filter(concerns);
    state = evolve(state, event);
    return firings.map((firing): PastFiring => ({ ...firing, at: event.at, seq: event.seq }));
  });
}
