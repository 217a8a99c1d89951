/** One case lived: people act as recorded or scripted, deadlines by themselves. */

import type { ActionCommand } from '../case/command.ts';
import type { CaseEvent, FieldValues, PackMigratedData, RecordedEvent } from '../case/event.ts';
import { isEnded } from '../case/overdue.ts';
import type { Rejection, Result } from '../case/rejection.ts';
import type { RepeatRule } from '../case/repeats.ts';
import type { CaseState } from '../case/state.ts';
import { firstInstant } from '../clocks/scheduled.ts';
import { newlyStarting, pastFiringsFor } from '../clocks/lateStarts.ts';
import { act } from '../decide/act.ts';
import { capExhausted, cappedAmount } from '../decide/cap.ts';
import { lapse } from '../decide/lapse.ts';
import { absorb } from '../decide/merging.ts';
import { withConsequences, type Advance } from '../decide/withConsequences.ts';
import { refuseAction } from '../decide/refuseAction.ts';
import { migrateCase } from '../migration/migrateCase.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CalendarDays } from '../time/calendar.ts';
import type { TimeBase } from '../time/timeBase.ts';
import { own } from '../values/own.ts';
import type { Outage, RecordedStep } from './recordedCase.ts';
import type { WhatIfLedger } from './whatIfLedger.ts';

export type WhatIfRules = Readonly<{
  /** Opens the case. */
  pack: EnginePack;
  /** Absent: no case is a repeat. */
  repeat?: RepeatRule;
  /** Versions by hash, for recorded migrations. Absent: the pack holds throughout. */
  versions?: Readonly<Record<string, EnginePack>>;
}>;

export interface WhatIf extends Advance {
  readonly refused: readonly WhatIfRefusal[];
}

export type WhatIfRefusal = Rejection &
  Readonly<{
    at: number;
    action: string;
  }>;

export type WhatIfRunParts = Readonly<{
  no: string;
  /** Whose amounts are added up. */
  customer: string;
  rules: WhatIfRules;
  base: TimeBase;
  outages: readonly Outage[];
  /** Shared by all cases. */
  ledger: WhatIfLedger;
  opened: Advance;
}>;

export class WhatIfRun {
  readonly #parts: WhatIfRunParts;
  readonly #events: RecordedEvent[];
  readonly #refused: WhatIfRefusal[] = [];
  /** From the name in the record to the one that these rules gave. */
  readonly #names = new Map<string, string>();
  /** Changed only by a recorded migration. */
  #pack: EnginePack;
  #state: CaseState;

  constructor(parts: WhatIfRunParts) {
    this.#parts = parts;
    this.#pack = parts.rules.pack;
    this.#state = parts.opened.state;
    this.#events = [...parts.opened.events];
  }

  get state(): CaseState {
    return this.#state;
  }

  /** In the order of the log. */
  perform(step: RecordedStep): void {
    this.lapseBefore(step.at);
    if (step.kind === 'entered') this.#enter(step);
    else if (step.kind === 'absorbed') this.#absorb(step);
    else if (step.kind === 'migrated') this.#migrate(step.data, step.at);
    else this.#askAgain(step);
  }

  /** Fires what is planned before `moment`, when the engine came to it. */
  lapseBefore(moment: number): void {
    for (let next = this.#next(); next !== undefined && next < moment; next = this.#next()) {
      const wake = this.#wakeOf(next);
      if (wake > moment) return;
      this.#take(lapse(this.#pack, this.#state, wake, this.#parts.base, { strict: wake === moment }));
    }
  }

  /** Taken unless the rules or the cap refuse it. */
  ask(command: ActionCommand, at: number): Result<Advance> {
    const { no, customer, ledger, base } = this.#parts;
    const need = cappedAmount(this.#pack, this.#state, command.action, command.fields);
    const result = act(this.#pack, this.#state, command, at, base);
    if (!result.ok) return result;
    if (need !== undefined) {
      const left = ledger.left(customer, need);
      if (need.amount > left) return { ok: false, rejection: capExhausted(need, left) };
      ledger.hold(customer, `${no}/${command.id}`, need);
    }
    this.#take(result.value);
    return result;
  }

  /** At `until`, or when the engine last came to anything. */
  result(until: number): WhatIf {
    const end = this.#parts.outages.reduce((latest, { to }) => Math.max(latest, to), until);
    for (let next = this.#next(); next !== undefined && this.#wakeOf(next) <= end; next = this.#next())
      this.#take(lapse(this.#pack, this.#state, this.#wakeOf(next), this.#parts.base));
    return { state: this.#state, events: this.#events, refused: this.#refused };
  }

  #next(): number | undefined {
    return firstInstant(this.#pack, this.#state)?.at;
  }

  #wakeOf(at: number): number {
    return this.#parts.outages.find((one) => one.from <= at && at < one.to)?.to ?? at;
  }

  #enter({ event, cause }: Extract<RecordedStep, { kind: 'entered' }>): void {
    if (!this.#isNothing(event)) this.#take(withConsequences(this.#pack, this.#state, [event], cause));
  }

  /** The case has ended under these rules, or counts other days. */
  #isNothing(event: CaseEvent): boolean {
    const days = this.#state.calendar ?? this.#pack.calendar;
    if (event.type === 'CaseWithdrawn') return isEnded(this.#state);
    if (event.type === 'CalendarPublished') return days?.layers.join() !== event.data.calendar.layers.join();
    return (event.type === 'ClosureOrdered' || event.type === 'ClosureLifted') && days === undefined;
  }

  /** Nothing is merged into a case that has ended here. */
  #absorb({ handover, cause }: Extract<RecordedStep, { kind: 'absorbed' }>): void {
    const absorbed = absorb(this.#pack, this.#state, handover, cause);
    if (absorbed.ok) this.#take(absorbed.value);
  }

  /** Decided again, for the case as it stands here. */
  #migrate(data: PackMigratedData, at: number): void {
    const version = own(this.#parts.rules.versions, data.to.hash);
    if (version === undefined) return;
    const next = withDaysOf(version, data, this.#state.calendar ?? this.#pack.calendar);
    const happened = pastFiringsFor(newlyStarting(this.#pack, next), this.#events);
    const moved = migrateCase(this.#pack, next, this.#state, { ...data, seq: this.#state.seq, happened }, at);
    if (!moved.ok) return this.#refuse('migrate', at, moved.rejection);
    this.#pack = next;
    this.#take(moved.value);
  }

  #askAgain({ command: recorded, at, refused, gave }: Extract<RecordedStep, { kind: 'asked' }>): void {
    const command = { ...recorded, fields: this.#fieldsUnder(recorded) };
    // Nobody can ask the other case again.
    const isMerge = refused !== undefined && command.action === 'merge';
    const result = isMerge ? { ok: false as const, rejection: refused } : this.ask(command, at);
    if (result.ok) return this.#name(gave, result.value.events);
    const { rejection } = result;
    if (refused === undefined) return this.#refuse(command.action, at, rejection);
    this.#take(refuseAction(this.#pack, this.#state, { command, rejection }, at, this.#parts.base));
  }

  /** Later commands use the recorded name of what this one gave. */
  #name(recorded: readonly CaseEvent[], now: readonly CaseEvent[]): void {
    const given = new Map(now.flatMap(namedBy));
    for (const [what, name] of recorded.flatMap(namedBy)) this.#names.set(name, given.get(what) ?? `${name}-not-given`);
  }

  #refuse(action: string, at: number, rejection: Rejection): void {
    this.#refused.push({ at, action, ...rejection });
  }

  /** Without fields that these rules lack, and with names that they gave. */
  #fieldsUnder({ action, fields }: ActionCommand): FieldValues {
    const defs = own(this.#pack.actions, action)?.fields ?? {};
    const asked = Object.entries(fields).filter(([name]) => Object.hasOwn(defs, name));
    return Object.fromEntries(
      asked.map(([name, value]) => {
        const isName = (name === 'dispatch' || name === 'request') && typeof value === 'string';
        return [name, isName ? (this.#names.get(value) ?? value) : value];
      }),
    );
  }

  #take({ state, events }: Advance): void {
    const { no, customer, ledger } = this.#parts;
    this.#state = state;
    this.#events.push(...events);
    // A request turned down, or refused after approval, frees what it held.
    for (const { type, data } of events)
      if ((type === 'ApprovalRejected' || type === 'ActionRefused') && data.reservation !== undefined)
        ledger.release(customer, `${no}/${data.reservation}`);
  }
}

/** With the days that it had at the migration; `used` are those before. */
function withDaysOf(
  version: EnginePack,
  { calendar: recorded }: PackMigratedData,
  used: CalendarDays | undefined,
): EnginePack {
  if (version.calendar === undefined || recorded === null) return version;
  if (recorded === undefined) return used === undefined ? version : { ...version, calendar: used };
  return recorded.layers.join() === used?.layers.join() ? version : { ...version, calendar: recorded };
}

/** One command may name several things. */
function namedBy(event: CaseEvent): readonly (readonly [what: string, name: string])[] {
  if (event.type === 'ApprovalRequested') return [['approval', event.data.request]];
  return event.type === 'DepartmentDispatched' ? [[`to ${event.data.department}`, event.data.dispatch]] : [];
}
