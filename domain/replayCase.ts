/** A recorded case lived again under some rules: people do what they did, deadlines act by themselves. Nothing is run, nothing is stored. */

import { act } from './advance.ts';
import { capExhausted, capNeeded } from './cap.ts';
import type { ActionCommand, Intake } from './command.ts';
import type { CaseEvent, FieldValue, FieldValues, RecordedEvent } from './event.ts';
import { instantsOf } from './instants.ts';
import { lapse } from './lapse.ts';
import { absorb } from './merging.ts';
import { namesOf } from './namesOf.ts';
import { openCase } from './openCase.ts';
import { isEnded } from './overdue.ts';
import type { EnginePack } from './pack.ts';
import { react } from './react.ts';
import type { Advance } from './react.ts';
import type { Outage, RecordedCase, RecordedStep } from './recordedCase.ts';
import { ok } from './rejection.ts';
import type { Rejection, Result } from './rejection.ts';
import type { CaseState } from './state.ts';
import type { TimeBase } from './timeBase.ts';

export interface Replay {
  readonly state: CaseState;
  readonly events: readonly RecordedEvent[];
  /** What people did and these rules would not have let them. */
  readonly refused: readonly ReplayedRefusal[];
}

export interface ReplayedRefusal {
  readonly at: number;
  readonly action: string;
  readonly code: string;
  readonly detail: string;
}

export interface ReplayOptions {
  readonly base: TimeBase;
  /** Last moment looked at, case time. */
  readonly until: number;
  /** Intake fields that were known when the case was registered: a default of a newer field is filled in, one of an older field is not. */
  readonly knownFields: readonly string[];
}

/** Lives the case again; refused when these rules do not take it at all. */
export function replayCase(pack: EnginePack, recorded: RecordedCase, options: ReplayOptions): Result<Replay> {
  const opened = openCase(pack, intakeUnder(pack, recorded.intake, options.knownFields), recorded.at);
  if (!opened.ok) return opened;
  const run = new Run(pack, options.base, recorded.outages, opened.value);
  for (const step of recorded.steps) run.perform(step);
  run.lapseUntil(options.until, false);
  return ok(run.result());
}

function intakeUnder(pack: EnginePack, intake: Intake, known: readonly string[]): Intake {
  const added = Object.entries(pack.fields).flatMap(([name, def]) => (def.default === undefined || known.includes(name) ? [] : [[name, def.default] as const]));
  return { ...intake, fields: { ...Object.fromEntries(added), ...intake.fields } };
}

class Run {
  readonly #pack: EnginePack;
  readonly #base: TimeBase;
  readonly #outages: readonly Outage[];
  readonly #events: RecordedEvent[];
  readonly #refused: ReplayedRefusal[] = [];
  /** From a name in the record to the one that these rules gave. */
  readonly #names = new Map<string, string>();
  /** Amounts held and paid under each approval, minor units. */
  readonly #held = new Map<string, { readonly approval: string; readonly amount: number }>();
  #state: CaseState;

  constructor(pack: EnginePack, base: TimeBase, outages: readonly Outage[], opened: Advance) {
    this.#pack = pack;
    this.#base = base;
    this.#outages = outages;
    this.#state = opened.state;
    this.#events = [...opened.events];
  }

  /** Fires what is planned before (or, not strict, up to) `until`: at its own moment, or when the engine came back. */
  lapseUntil(until: number, strict: boolean): void {
    const isOver = (at: number): boolean => (strict ? at >= until : at > until);
    for (let next = this.#next(); next !== undefined && !isOver(next); next = this.#next()) {
      const wake = this.#wakeOf(next);
      if (isOver(wake)) return;
      this.#take(lapse(this.#pack, this.#state, wake, this.#base));
    }
  }

  perform(step: RecordedStep): void {
    this.lapseUntil(step.at, true);
    if (step.kind === 'entered') this.#enter(step);
    else if (step.kind === 'absorbed') this.#absorb(step);
    else this.#ask(step.command, step.at, step.names);
  }

  result(): Replay {
    return { state: this.#state, events: this.#events, refused: this.#refused };
  }

  #next(): number | undefined {
    return instantsOf(this.#pack, this.#state)[0]?.at;
  }

  #wakeOf(at: number): number {
    return this.#outages.find((one) => one.from <= at && at < one.to)?.to ?? at;
  }

  #enter(step: Extract<RecordedStep, { kind: 'entered' }>): void {
    if (step.event.type === 'CaseWithdrawn' && isEnded(this.#state)) return;
    this.#take(react(this.#pack, this.#state, [step.event], step.cause));
  }

  /** Into a case that has ended under these rules nothing is merged. */
  #absorb({ bequest, cause }: Extract<RecordedStep, { kind: 'absorbed' }>): void {
    const absorbed = absorb(this.#pack, this.#state, bequest, cause);
    if (absorbed.ok) this.#take(absorbed.value);
  }

  #ask(recorded: ActionCommand, at: number, names: readonly string[]): void {
    const command = { ...recorded, fields: this.#fieldsUnder(recorded) };
    const exhausted = this.#exhausted(command);
    const result = exhausted === undefined ? act(this.#pack, this.#state, command, at, this.#base) : { ok: false as const, rejection: exhausted };
    if (!result.ok) {
      this.#refused.push({ at, action: command.action, code: result.rejection.code, detail: result.rejection.detail });
      return;
    }
    namesOf(result.value.events).forEach((name, index) => this.#names.set(names[index] ?? name, name));
    this.#take(result.value);
  }

  /** Nobody is asked for a field that these rules do not have; names are those that these rules gave. */
  #fieldsUnder({ action, fields }: ActionCommand): FieldValues {
    const defs = this.#pack.actions[action]?.fields ?? {};
    const renamed = (name: string, value: FieldValue): FieldValue =>
      (name === 'dispatch' || name === 'request') && typeof value === 'string' ? (this.#names.get(value) ?? value) : value;
    return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (Object.hasOwn(defs, name) ? [[name, renamed(name, value)]] : [])));
  }

  /** The ledger of one case: what other cases of the customer hold is not known here. */
  #exhausted(command: ActionCommand): Rejection | undefined {
    const need = capNeeded(this.#pack, this.#state, command.action, command.fields);
    if (need === undefined || need.amount > need.max) return undefined;
    const held = [...this.#held.values()].reduce((sum, one) => sum + (one.approval === need.approval ? one.amount : 0), 0);
    const left = need.max - need.already - held;
    return need.amount > left ? capExhausted(need, left) : undefined;
  }

  #take(advance: Advance): void {
    this.#state = advance.state;
    this.#events.push(...advance.events);
    for (const event of advance.events) this.#settle(event);
  }

  #settle(event: CaseEvent): void {
    if (event.type === 'ApprovalRequested' && event.data.reservation !== undefined) {
      const amount = event.data.fields[this.#pack.approvals[event.data.approval]?.cap?.field ?? ''];
      if (typeof amount === 'number') this.#held.set(event.data.reservation, { approval: event.data.approval, amount });
    }
    if ((event.type === 'ApprovalRejected' || event.type === 'ActionRefused') && event.data.reservation !== undefined) this.#held.delete(event.data.reservation);
  }
}
