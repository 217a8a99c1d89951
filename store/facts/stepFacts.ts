import type { RecordedEvent } from '../../domain/case/event.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { withoutProse } from './caseFact.ts';
import type { FactOwner, Wall } from './factOwner.ts';

/** Every record of a step among the events, which follow `before`. */
export function stepFacts(
  { no }: FactOwner,
  before: CaseState | undefined,
  events: readonly RecordedEvent[],
  wall: Wall,
): readonly Readonly<Record<string, unknown>>[] {
  let cycle = before?.cycle ?? 1;
  const facts: Readonly<Record<string, unknown>>[] = [];
  for (const event of events) {
    if (event.type === 'CaseReopened') cycle = event.data.cycle;
    if (event.type !== 'StepRecorded') continue;
    const { seq, at, occurredAt, actor, data } = event;
    facts.push({
      seq,
      step: data.step,
      at: wall(at),
      occurred_at: wall(occurredAt),
      actor: actor.id,
      actor_unit: actor.unit === '' ? undefined : actor.unit,
      cycle,
      request: data.request,
      fields: withoutProse(no, data.fields),
    });
  }
  return facts;
}
