/** What people did to a case and when, read from its log: enough to live the case again under any rules. */

import { CLOCK_ACTOR } from '../case/actor.ts';
import { askOf } from './askOf.ts';
import type { ActionCommand, Intake } from '../case/command.ts';
import type { CaseEvent, PackMigratedData, RecordedEvent } from '../case/event.ts';
import type { Bequest } from '../decide/merging.ts';
import { evolve } from '../case/evolve.ts';
import { namesOf } from './namesOf.ts';
import type { Cause } from '../decide/react.ts';
import type { CaseState } from '../case/state.ts';
import { toCaseTime, toWallTime } from '../time/timeBase.ts';
import type { TimeBase } from '../time/timeBase.ts';

export interface RecordedCase {
  /** Registration, case time. */
  readonly at: number;
  readonly intake: Intake;
  /** In the order of the log. */
  readonly steps: readonly RecordedStep[];
  readonly outages: readonly Outage[];
}

/**
 * `asked`: the rules decide again. `entered`: it is a fact whatever the rules say, such as a request whose refusal was
 * recorded without its fields. `afterLapse`: what the engine came to late at this very moment came first.
 */
export type RecordedStep =
  | { readonly kind: 'asked'; readonly at: number; readonly command: ActionCommand; readonly names: readonly string[] }
  | {
      readonly kind: 'entered';
      readonly at: number;
      readonly afterLapse: boolean;
      readonly cause: Cause;
      readonly event: CaseEvent;
    }
  /** It went over to another version of its pack. */
  | { readonly kind: 'migrated'; readonly at: number; readonly afterLapse: boolean; readonly data: PackMigratedData }
  /** Another case was merged into this one. */
  | {
      readonly kind: 'absorbed';
      readonly at: number;
      readonly afterLapse: boolean;
      readonly cause: Cause;
      readonly bequest: Bequest;
    };

/**
 * A time in which the engine did not run, or was some ms late: it came to what was planned within it at its end. Case
 * time.
 */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads a whole log, with the intake as it was kept when it is at hand. Throws when the log does not begin with a
 * registration.
 */
export function recordedCase(log: readonly RecordedEvent[], base: TimeBase, kept?: Intake): RecordedCase {
  const [first] = log;
  if (first?.type !== 'CaseRegistered') throw new Error('a log begins with CaseRegistered');
  let lapsedAt = 0;
  const steps = decisions(log).flatMap((decision): readonly RecordedStep[] => {
    const [head] = decision;
    if (head === undefined || head.type === 'CaseRegistered') return [];
    if (head.actor.id !== CLOCK_ACTOR.id) return [stepOf(head, decision, lapsedAt === head.at)];
    lapsedAt = wokeAt(head, base);
    return [];
  });
  return { at: first.at, intake: kept ?? intakeIn(first), steps, outages: outagesOf(log, base) };
}

/** What the case was opened with, without what the rules made of it; of its calendar the log keeps the version only. */
function intakeIn({ data, actor }: Extract<RecordedEvent, { type: 'CaseRegistered' }>): Intake {
  const {
    accepted: _accepted,
    level: _level,
    bypass: _bypass,
    route: _route,
    calendar: _calendar,
    handler,
    ...intake
  } = data;
  return { ...intake, ...(handler === undefined ? {} : { assigned: handler }), actor: { ...actor, reach: true } };
}

/** The events of each decision together: their ids begin alike. */
function decisions(log: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] {
  const found: RecordedEvent[][] = [];
  for (const event of log) {
    const last = found.at(-1);
    if (last?.[0] !== undefined && causeId(last[0]) === causeId(event)) last.push(event);
    else found.push([event]);
  }
  return found;
}

function causeId(event: RecordedEvent): string {
  return event.id.slice(0, event.id.lastIndexOf('#'));
}

function stepOf(head: RecordedEvent, decision: readonly RecordedEvent[], afterLapse: boolean): RecordedStep {
  if (head.type === 'PackMigrated') return { kind: 'migrated', at: head.at, afterLapse, data: head.data };
  const requester = head.type === 'ApprovalRequested' ? head.data.requester : { ...head.actor, reach: true };
  const said = {
    ...(head.occurredAt === undefined ? {} : { occurredAt: head.occurredAt }),
    ...(head.notes === undefined ? {} : { notes: head.notes }),
  };
  const asked = askOf(decision);
  if (asked !== undefined)
    return {
      kind: 'asked',
      at: head.at,
      command: { id: causeId(head), ...asked, actor: requester, ...said },
      names: namesOf(decision),
    };
  const { id: _id, seq: _seq, at, actor, occurredAt: _occurredAt, notes: _notes, ...event } = head;
  const cause = { id: causeId(head), at, actor, ...said };
  return event.type === 'CaseAbsorbed'
    ? { kind: 'absorbed', at, afterLapse, cause, bequest: { ...event.data, ...bequeathed(decision) } }
    : { kind: 'entered', at, afterLapse, cause, event };
}

/** What else came with a merged case: channels that were new here, and people named in it. */
function bequeathed(decision: readonly RecordedEvent[]): Pick<Bequest, 'channels' | 'access'> {
  const channels = decision.flatMap((one) => (one.type === 'ChannelAdded' ? [one.data.channel] : []));
  const recused = decision.flatMap((one) => (one.type === 'AccessSet' ? (one.data.recused ?? []) : []));
  return { channels, ...(recused.length === 0 ? {} : { access: { recused } }) };
}

/** What fired later than planned fired when the engine came to it. */
function outagesOf(log: readonly RecordedEvent[], base: TimeBase): readonly Outage[] {
  const from = new Map<number, number>();
  let state: CaseState | undefined;
  for (const event of log) {
    const [planned, woke] = [plannedAt(state, event), wokeAt(event, base)];
    if (planned !== undefined && planned < woke) from.set(woke, Math.min(planned, from.get(woke) ?? planned));
    state = evolve(state, event);
  }
  return [...from].map(([to, since]) => ({ from: since, to }));
}

/** When the engine came to an event. What was late by less than an outage bears the moment it was planned for. */
function wokeAt(event: RecordedEvent, base: TimeBase): number {
  if (event.type !== 'RungFired' || event.data.lateBecause === 'suspended') return event.at;
  return toCaseTime(base, toWallTime(base, event.data.dueAt) + event.data.lateMs);
}

/** When a lapse was planned: a due moment that lay in the past when its clock was armed was planned for then. */
function plannedAt(state: CaseState | undefined, event: RecordedEvent): number | undefined {
  if (event.type === 'RungFired') return event.data.dueAt;
  if (event.type === 'ClocksResumed') return event.data.until;
  if (event.type !== 'ClockMissed') return undefined;
  const { clock: id, occurrence, dueAt } = event.data;
  const clock = state?.clocks.find((one) => one.clock === id && one.occurrence === occurrence);
  return Math.max(dueAt, clock?.armedAt ?? dueAt);
}
