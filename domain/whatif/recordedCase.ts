/** What people did to a case and when, read from its log. */

import { CLOCK_ACTOR, type CaseEvent, type Cause, type PackMigratedData, type RecordedEvent } from '../case/event.ts';
import type { ActionCommand, Intake } from '../case/command.ts';
import { evolve } from '../case/evolve.ts';
import type { Rejection } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';
import type { Handover } from '../decide/merging.ts';
import { toCaseTime, toWallTime, type TimeBase } from '../time/timeBase.ts';
import { defined } from '../values/own.ts';
import { runsOf } from '../values/runsOf.ts';
import { clockIn } from '../case/clockIn.ts';

export type RecordedCase = Readonly<{
  /** Registration, case time. */
  at: number;
  intake: Intake;
  /** In the order of the log. */
  steps: readonly RecordedStep[];
  outages: readonly Outage[];
}>;

/** Case time. */
export type RecordedStep = { readonly at: number } & (
  | {
      /** The rules decide it again. */
      readonly kind: 'asked';
      readonly command: ActionCommand;
      /** Why it came to nothing. */
      readonly refused?: Rejection;
      readonly gave: readonly CaseEvent[];
    }
  /** A fact, whatever the rules say. */
  | Readonly<{ kind: 'entered'; cause: Cause; event: CaseEvent }>
  | Readonly<{ kind: 'migrated'; data: PackMigratedData }>
  | Readonly<{ kind: 'absorbed'; cause: Cause; handover: Handover }>
);

/** The engine was down or late: what was planned within happened at the end. Case time. */
export type Outage = Readonly<{
  from: number;
  to: number;
}>;

/** `kept` is the intake as registered. Throws when the log does not begin with a registration. */
export function recordedCase(log: readonly RecordedEvent[], base: TimeBase, kept?: Intake): RecordedCase {
  const [first] = log;
  if (first?.type !== 'CaseRegistered') throw new Error('a log begins with CaseRegistered');
  // Ids of one decision begin alike.
  const steps = runsOf(log, causeId).flatMap((decision): readonly RecordedStep[] => {
    const [head] = decision;
    if (head === undefined || head === first || head.actor.id === CLOCK_ACTOR.id) return [];
    return [stepOf(head, decision)];
  });
  return { at: first.at, intake: kept ?? intakeIn(first), steps, outages: outagesOf(log, base) };
}

/** Without what the rules made of it; of the calendar, the log keeps only the version. */
function intakeIn({ data, actor }: Extract<RecordedEvent, { type: 'CaseRegistered' }>): Intake {
  const { object, channel, unit, category, fields, anonymous, repeatOf, representatives, handler } = data;
  const intake = { object, channel, unit, category, fields, anonymous, actor: { ...actor, reach: true } };
  return { ...intake, ...defined({ repeatOf, representatives, assigned: handler }) };
}

function causeId({ id }: RecordedEvent): string {
  return id.slice(0, id.lastIndexOf('#'));
}

function stepOf(head: RecordedEvent, decision: readonly RecordedEvent[]): RecordedStep {
  const { id: _id, seq: _seq, at, actor, occurredAt, notes, command, ...event } = head;
  if (event.type === 'PackMigrated') return { kind: 'migrated', at, data: event.data };
  const id = causeId(head);
  const said = defined({ occurredAt, notes });
  const cause = { id, at, actor, ...said };
  if (event.type === 'CaseAbsorbed')
    return { kind: 'absorbed', at, cause, handover: { ...event.data, ...handedOver(decision) } };
  if (command === undefined) return { kind: 'entered', at, cause, event };
  const { action, fields, reach } = command;
  return {
    kind: 'asked',
    at,
    command: { id, action, fields, actor: { ...actor, reach }, ...said },
    ...(event.type === 'ActionRefused' ? { refused: event.data } : {}),
    gave: decision,
  };
}

/** New channels and people named. */
function handedOver(decision: readonly RecordedEvent[]): Pick<Handover, 'channels' | 'access'> {
  const channels = decision.flatMap((one) => (one.type === 'ChannelAdded' ? [one.data.channel] : []));
  const recused = decision.flatMap((one) => (one.type === 'AccessSet' ? (one.data.recused ?? []) : []));
  return { channels, ...(recused.length === 0 ? {} : { access: { recused } }) };
}

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

/** Short of an outage, an event bears the planned moment, and how late it was. */
function wokeAt(event: RecordedEvent, base: TimeBase): number {
  if (event.type !== 'RungFired' || event.data.lateBecause === 'suspended') return event.at;
  return toCaseTime(base, toWallTime(base, event.data.dueAt) + event.data.lateMs);
}

/** A due moment before its clock acted was planned for when it did. */
function plannedAt(state: CaseState | undefined, event: RecordedEvent): number | undefined {
  if (event.type === 'RungFired') return event.data.dueAt;
  if (event.type === 'ClocksResumed') return event.data.until;
  if (event.type !== 'ClockMissed') return undefined;
  const { dueAt } = event.data;
  const clock = state && clockIn(state, event.data);
  return Math.max(dueAt, clock?.actsFrom ?? dueAt);
}
