import { CLOCK_ACTOR, type CaseEvent, type RecordedEvent } from '../case/event.ts';
import { factsOf } from '../case/facts.ts';
import type { CaseState } from '../case/state.ts';
import { provisionalVersion } from '../clocks/provisionalOf.ts';
import { matchFor, triggersOf } from '../clocks/triggers.ts';
import { clockDefOf, type EnginePack } from '../pack/pack.ts';
import type { TimeBase } from '../time/timeBase.ts';
import { defined, own } from '../values/own.ts';
import type { Delivery, Notification } from './delivery.ts';
import { evolveAll } from '../case/evolve.ts';
import { runsOf } from '../values/runsOf.ts';
import { clockIn } from '../case/clockIn.ts';

/**
 * At most one delivery for the events of a decision. Messages combined after an outage come first, the severest on top.
 * `state` is the case after the events.
 */
export function deliveriesOf(
  pack: EnginePack,
  no: string,
  base: TimeBase,
  state: CaseState,
  events: readonly RecordedEvent[],
): readonly Delivery[] {
  const found = events.flatMap((event, index) => [
    ...ofRung(pack, state, event, events[index + 1]),
    ...ofNotices(pack, state, event),
    ...ofExtension(pack, state, event),
  ]);
  if (found.length === 0) return [];
  const together = found
    .filter((one) => one.coalesced === true)
    .toSorted((a, b) => severityOf(pack, b) - severityOf(pack, a));
  const items = [...together, ...found.filter((one) => one.coalesced !== true)];
  const { seq, unit, level, handler, stage, category } = state;
  return [defined({ no, packHash: pack.hash, base, items, seq, unit, level, handler, stage, category })];
}

function severityOf(pack: EnginePack, { key }: Notification): number {
  const [clock] = key.split('/');
  return clockDefOf(pack, clock)?.severity ?? 0;
}

function ofRung(
  pack: EnginePack,
  state: CaseState,
  event: RecordedEvent,
  next: CaseEvent | undefined,
): readonly Notification[] {
  if (event.type !== 'RungFired' || event.data.notify.length === 0) return [];
  const { clock: id, occurrence, rung, dueAt: plannedAt, message, notify, lateMs, lateBecause, coalesced } = event.data;
  const [def, clock] = [clockDefOf(pack, id), clockIn(state, event.data)];
  const ofDispatch = def?.per === 'dispatch';
  const departments = ofDispatch ? [] : owingDepartments(pack, state, notify);
  return [
    defined({
      key: `${id}/${occurrence}/${rung}`,
      message,
      notify,
      title: def?.title ?? id,
      rule: def?.rule,
      dueAt: clock?.dueAt,
      provisional: provisionalVersion(clock),
      at: event.at,
      plannedAt,
      lateMs,
      lateBecause,
      coalesced,
      escalatedTo: next?.type === 'LevelChanged' && next.data.clock === id ? next.data.to : undefined,
      department: ofDispatch ? departmentOf(state, clock?.subject) : undefined,
      departments: departments.length === 0 ? undefined : departments,
    }),
  ];
}

function ofNotices(pack: EnginePack, state: CaseState, event: RecordedEvent): readonly Notification[] {
  const firings = triggersOf(event, undefined);
  if (firings.length === 0 || pack.notices.length === 0) return [];
  const facts = factsOf(pack, state);
  return pack.notices.flatMap(({ id, on, message, notify }) => {
    const firing = matchFor(on, firings, facts);
    if (firing === undefined) return [];
    const key = `notice/${event.seq}/${id}`;
    const department = departmentOf(state, firing.dispatch);
    return [defined({ key, message, notify, title: id, at: event.at, department })];
  });
}

/** The complainant learns of an extension and the new due moment (R1, R2). */
function ofExtension(pack: EnginePack, state: CaseState, event: RecordedEvent): readonly Notification[] {
  if (event.type !== 'ClockMoved' || event.data.reason !== 'extension') return [];
  const { clock: id, occurrence, to: dueAt } = event.data;
  const def = clockDefOf(pack, id);
  const notify = Object.entries(pack.roles).flatMap(([role, { follows }]) => (follows === 'complainant' ? [role] : []));
  const message = def?.extendable?.notice;
  if (def === undefined || message === undefined || notify.length === 0) return [];
  const { title, rule } = def;
  const key = `${id}/${occurrence}/extension-${event.seq}`;
  const provisional = provisionalVersion(clockIn(state, event.data));
  return [defined({ key, message, notify, title, rule, dueAt, provisional, at: event.at })];
}

function departmentOf({ dispatches }: CaseState, dispatch: string | undefined): string | undefined {
  return dispatches.find((one) => one.id === dispatch)?.department;
}

/** Departments with an open dispatch, where `notify` has their role: they hear of a clock of the whole case. */
export function owingDepartments(pack: EnginePack, state: CaseState, notify: readonly string[]): readonly string[] {
  if (!notify.some((role) => own(pack.roles, role)?.follows === 'department')) return [];
  return [...new Set(state.dispatches.filter((one) => one.status === 'open').map((one) => one.department))];
}

/**
 * What one step of a case must tell. What lapsed before an action goes to those in charge then, not to those whom it
 * put in charge. `before` is absent when the step opens the case.
 */
export function deliveriesOfDecision(
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
