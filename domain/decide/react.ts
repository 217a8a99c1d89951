/** What follows of itself from an event: clocks, closing of pending approvals, the class. */

import { accessChange } from '../case/access.ts';
import { classify } from '../case/classify.ts';
import { clockEvents } from '../clocks/clocks.ts';
import type { CaseEvent, Cause, RecordedEvent } from '../case/event.ts';
import { evolve } from '../case/evolve.ts';
import { isEnded } from '../case/overdue.ts';
import type { ClassDef, EnginePack } from '../pack/pack.ts';
import { resumption } from '../clocks/pausing.ts';
import type { CaseState } from '../case/state.ts';

/** The state after some events, and the events as recorded. */
export interface Advance {
  readonly state: CaseState;
  readonly events: readonly RecordedEvent[];
}

/** Records the decided events in order, each followed by what it entails, and settles the class at the end. */
export function react(
  pack: EnginePack,
  state: CaseState | undefined,
  decided: readonly CaseEvent[],
  cause: Cause,
): Advance {
  const events: RecordedEvent[] = [];
  let current = state;
  const { occurredAt: _claimed, notes: _notes, command: _command, ...origin } = cause;
  const append = (event: CaseEvent, by: Cause): void => {
    const before = current;
    const recorded = record(event, (before?.seq ?? 0) + 1, `${cause.id}#${events.length + 1}`, by);
    events.push(recorded);
    const after = evolve(before, recorded);
    current = after;
    for (const follow of [
      ...clockEvents(pack, before, after, recorded),
      ...lapsedApprovals(before, after),
      ...endedPause(before, after, recorded.at),
    ])
      append(follow, origin);
  };
  const { command: _first, ...further } = cause;
  for (const event of decided) append(event, events.length === 0 ? cause : further);
  if (current === undefined) throw new Error('a case begins with an event');
  const row = classify(pack, current);
  if (row.class !== current.class) append(classChange(current, row), origin);
  for (const event of accessChange(pack, current)) append(event, origin);
  return { state: current, events };
}

/** After the close of its period a case's class no longer changes: it is adjusted, and both values stay. */
function classChange(state: CaseState, row: ClassDef): CaseEvent {
  const change = { from: state.class, to: row.class, ...(row.rule === undefined ? {} : { rule: row.rule }) };
  return state.frozen === undefined
    ? { type: 'ClassChanged', data: change }
    : { type: 'ClassAdjusted', data: { ...change, frozen: state.frozen.class } };
}

function record(
  event: CaseEvent,
  seq: number,
  id: string,
  { at, actor, occurredAt, notes, command }: Cause,
): RecordedEvent {
  const recorded = {
    type: event.type,
    data: event.data,
    id,
    seq,
    at,
    actor: { id: actor.id, unit: actor.unit, roles: actor.roles },
  };
  return {
    ...recorded,
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(notes === undefined || notes.length === 0 ? {} : { notes }),
    ...(command === undefined ? {} : { command }),
  } as RecordedEvent;
}

/** A pause ends with its case: nothing is left standing that nobody could set going. */
function endedPause(before: CaseState | undefined, after: CaseState, at: number): readonly CaseEvent[] {
  return before === undefined || isEnded(before) || !isEnded(after) ? [] : resumption(after, at, false);
}

/** A case that ends takes its open requests with it, so that what they hold is freed. */
function lapsedApprovals(before: CaseState | undefined, after: CaseState): readonly CaseEvent[] {
  if (before === undefined || isEnded(before) || !isEnded(after)) return [];
  return after.approvals
    .filter((one) => one.status === 'pending')
    .map((one) => ({
      type: 'ApprovalRejected',
      data: {
        request: one.request,
        reason: 'case-ended',
        ...(one.reservation === undefined ? {} : { reservation: one.reservation }),
      },
    }));
}
