/** What follows from an event: clocks, the end of what the case leaves open, its class, its access. */

import { accessChange } from '../case/access.ts';
import { classify } from '../case/classify.ts';
import type { CaseEvent, Cause, RecordedEvent } from '../case/event.ts';
import { evolve } from '../case/evolve.ts';
import { isEnded } from '../case/overdue.ts';
import type { CaseState } from '../case/state.ts';
import { clockEvents } from '../clocks/clocks.ts';
import { resumption } from '../clocks/pausing.ts';
import type { ClassDef, EnginePack } from '../pack/pack.ts';
import { defined } from '../values/own.ts';

export type Advance = Readonly<{
  state: CaseState;
  events: readonly RecordedEvent[];
}>;

/** Each event is followed by what it entails; class and access come last. */
export function withConsequences(
  pack: EnginePack,
  state: CaseState | undefined,
  decided: readonly CaseEvent[],
  cause: Cause,
): Advance {
  const events: RecordedEvent[] = [];
  let current = state;
  const origin: Cause = { id: cause.id, at: cause.at, actor: cause.actor };
  const append = (event: CaseEvent, by: Cause): void => {
    const before = current;
    const recorded = record(event, (before?.seq ?? 0) + 1, `${cause.id}#${events.length + 1}`, by);
    events.push(recorded);
    const after = evolve(before, recorded);
    current = after;
    for (const follow of clockEvents(pack, before, after, recorded)) append(follow, origin);
    if (before !== undefined && !isEnded(before) && isEnded(after))
      for (const follow of closingEvents(after, recorded.at)) append(follow, origin);
  };
  for (const event of decided) append(event, events.length === 0 ? cause : withoutCommand(cause));
  if (current === undefined) throw new Error('a case begins with an event');
  const row = classify(pack, current);
  if (row.class !== current.class) append(classChange(current, row), origin);
  for (const event of accessChange(pack, current)) append(event, origin);
  return { state: current, events };
}

/** Only the first event keeps the command. */
function withoutCommand({ command: _command, ...cause }: Cause): Cause {
  return cause;
}

/** After the close of a period the class is adjusted, and both values stay. */
function classChange({ class: from, frozen }: CaseState, { class: to, rule }: ClassDef): CaseEvent {
  const change = { from, to, ...defined({ rule }) };
  return frozen === undefined
    ? { type: 'ClassChanged', data: change }
    : { type: 'ClassAdjusted', data: { ...change, frozen: frozen.class } };
}

function record(
  { type, data }: CaseEvent,
  seq: number,
  id: string,
  { at, actor, occurredAt, notes, command }: Cause,
): RecordedEvent {
  const { id: person, unit, roles } = actor;
  // Assigned, not spread: this runs for every event.
  const event: { -readonly [Key in keyof RecordedEvent]: RecordedEvent[Key] } = {
    type,
    data,
    id,
    seq,
    at,
    actor: { id: person, unit, roles },
  };
  if (occurredAt !== undefined) event.occurredAt = occurredAt;
  if (notes !== undefined && notes.length > 0) event.notes = notes;
  if (command !== undefined) event.command = command;
  return event as RecordedEvent;
}

/** Requests end with the case and free what they hold; so does a pause. */
function closingEvents(state: CaseState, at: number): readonly CaseEvent[] {
  const rejected = state.approvals
    .filter((one) => one.status === 'pending')
    .map(({ request, reservation }): CaseEvent => {
      const data = { request, reason: 'case-ended', ...defined({ reservation }) };
      return { type: 'ApprovalRejected', data };
    });
  return [...rejected, ...resumption(state, at, false)];
}
