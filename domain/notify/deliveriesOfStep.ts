import { CLOCK_ACTOR } from '../case/actor.ts';
import type { RecordedEvent } from '../case/event.ts';
import { evolveAll } from '../case/evolve.ts';
import type { CaseState } from '../case/state.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { TimeBase } from '../time/timeBase.ts';
import { runsOf } from '../values/runsOf.ts';
import { deliveriesOf } from './deliveriesOf.ts';
import type { Delivery } from './delivery.ts';

/**
 * What one step of a case must tell. What lapsed before an action goes to those in charge then, not to those whom it
 * put in charge. `before` is absent when the step opens the case.
 */
export function deliveriesOfStep(
  pack: EnginePack,
  no: string,
  base: TimeBase,
  before: CaseState | undefined,
  events: readonly RecordedEvent[],
): readonly Delivery[] {
  let state = before;
  return runsOf(events, isByClock).flatMap((part) => {
    state = evolveAll(state, part);
    return state === undefined ? [] : deliveriesOf(pack, no, base, state, part);
  });
}

function isByClock(event: RecordedEvent): boolean {
  return event.actor.id === CLOCK_ACTOR.id;
}
