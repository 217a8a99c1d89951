import { CLOCK_ACTOR } from '../case/actor.ts';
import { deliveriesOf } from './deliveriesOf.ts';
import type { Delivery } from './delivery.ts';
import type { RecordedEvent } from '../case/event.ts';
import { evolveAll } from '../case/evolve.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CaseState } from '../case/state.ts';
import type { TimeBase } from '../time/timeBase.ts';

/**
 * What must be told because of one step of a case. What had lapsed before an action of the same step is told to those
 * who were in charge then, not to those whom the action put in charge. `before` is the case before the step;
 * `undefined` when the step opens it.
 */
export function deliveriesOfStep(
  pack: EnginePack,
  no: string,
  base: TimeBase,
  before: CaseState | undefined,
  events: readonly RecordedEvent[],
): readonly Delivery[] {
  const deliveries: Delivery[] = [];
  let state = before;
  for (const part of partsOf(events)) {
    state = evolveAll(state, part);
    if (state !== undefined) deliveries.push(...deliveriesOf(pack, no, base, state, part));
  }
  return deliveries;
}

/** What the clock did and what people did, each together, in order. */
function partsOf(events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] {
  const parts: RecordedEvent[][] = [];
  for (const event of events) {
    const last = parts.at(-1);
    if (last?.[0] !== undefined && isByClock(last[0]) === isByClock(event)) last.push(event);
    else parts.push([event]);
  }
  return parts;
}

function isByClock(event: RecordedEvent): boolean {
  return event.actor.id === CLOCK_ACTOR.id;
}
