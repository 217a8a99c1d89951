/**
 * What would happen: a script of actions run through a pack, with every deadline acting by itself. Nothing is run,
 * nothing is stored.
 */

import type { Actor } from '../case/actor.ts';
import { act } from '../decide/act.ts';
import { aheadOfNow } from '../fields/aheadOfNow.ts';
import { can } from '../decide/can.ts';
import { capExhausted, capNeeded } from '../decide/cap.ts';
import type { ActionCommand, Intake } from '../case/command.ts';
import type { RecordedEvent } from '../case/event.ts';
import { firedRungs, type FiredRung } from '../clocks/firedRungs.ts';
import { lapse } from '../decide/lapse.ts';
import { nextInstant } from '../clocks/nextInstant.ts';
import { openCase } from '../decide/openCase.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { parseFields } from '../fields/parseFields.ts';
import { provisionalOf, type ProvisionalMark } from '../clocks/provisionalOf.ts';
import type { Advance } from '../decide/react.ts';
import { routeOf } from '../decide/routing.ts';
import { ok, type Rejection, type Result } from '../case/rejection.ts';
import type { CaseState, ClockState } from '../case/state.ts';
import type { TimeBase } from '../time/timeBase.ts';

export interface SimulationInput {
  readonly at: number;
  readonly intake: {
    readonly object?: string;
    readonly channel: string;
    readonly unit: string;
    readonly category: string;
    readonly anonymous?: boolean;
    readonly repeatOf?: string;
    readonly representatives?: number;
    readonly fields?: Readonly<Record<string, unknown>>;
  };
  readonly script: readonly SimulatedAction[];
  /** Last moment looked at; the default is 90 days after the start. */
  readonly until?: number;
}

export interface SimulatedAction {
  readonly at: number;
  readonly action: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  /** A role, or `role:person` where it matters who; the default is somebody who may. */
  readonly actor?: string;
}

/** A rung that would fire, marked as its clock's due moment was then. */
type SimulatedRung = FiredRung & ProvisionalMark;

export interface Simulation {
  readonly clocks: readonly ClockState[];
  readonly rungs: readonly SimulatedRung[];
  readonly class: string;
  readonly stage: string;
  readonly level: string;
  readonly refused: readonly (Rejection & { readonly index: number })[];
  readonly state: CaseState;
  readonly events: readonly RecordedEvent[];
}

const HORIZON_MS = 90 * 86_400_000;

/** Runs the script; an intake that the pack refuses is a refusal, a refused action is listed in `refused`. */
export function simulate(pack: EnginePack, input: SimulationInput): Result<Simulation> {
  const fields = parseFields(pack.fields, pack.lists, input.intake.fields ?? {}, { at: input.at });
  if (!fields.ok) return fields;
  const ahead = aheadOfNow(pack, fields.value, input.at);
  if (ahead !== undefined) return { ok: false, rejection: ahead };
  const { object, channel, unit, category, anonymous, repeatOf, representatives } = input.intake;
  const actor: Actor = { id: 'clerk', roles: [], unit, reach: true };
  const intake: Intake = {
    object: object ?? pack.objects[0] ?? '',
    channel,
    unit,
    category,
    fields: fields.value,
    anonymous: anonymous ?? false,
    actor,
    ...(repeatOf === undefined ? {} : { repeatOf }),
    ...(representatives === undefined ? {} : { representatives }),
  };
  const role = routeOf(pack, intake)?.role;
  const opened = openCase(pack, role === undefined ? intake : { ...intake, assigned: `${role}-1` }, input.at);
  if (!opened.ok) return opened;
  const run = new Run(pack, input.at, opened.value);
  const script = input.script
    .map((step, index) => ({ step, index }))
    .toSorted((a, b) => a.step.at - b.step.at || a.index - b.index);
  for (const { step, index } of script) run.perform(step, index);
  run.lapseUntil(input.until ?? input.at + HORIZON_MS, false);
  return ok(run.result());
}

class Run {
  readonly #pack: EnginePack;
  readonly #base: TimeBase;
  readonly #events: RecordedEvent[];
  readonly #rungs: SimulatedRung[] = [];
  readonly #refused: (Rejection & { index: number })[] = [];
  #state: CaseState;

  constructor(pack: EnginePack, at: number, { state, events }: Advance) {
    this.#pack = pack;
    this.#base = { origin: at, speed: 1 };
    this.#state = state;
    this.#events = [...events];
  }

  /** Fires what is planned before (or, not strict, up to) `until`, each at its own moment. */
  lapseUntil(until: number, strict: boolean): void {
    for (;;) {
      const next = nextInstant(this.#pack, this.#state);
      if (next === undefined || (strict ? next.at >= until : next.at > until)) return;
      this.#take(lapse(this.#pack, this.#state, next.at, this.#base));
    }
  }

  perform(step: SimulatedAction, index: number): void {
    this.lapseUntil(step.at, true);
    const refusal = this.#try(step, index);
    if (refusal !== undefined) this.#refused.push({ index, ...refusal });
  }

  result(): Simulation {
    const { clocks, stage, level } = this.#state;
    return {
      clocks,
      rungs: this.#rungs,
      class: this.#state.class,
      stage,
      level,
      refused: this.#refused,
      state: this.#state,
      events: this.#events,
    };
  }

  #try(step: SimulatedAction, index: number): Rejection | undefined {
    const actor = this.#actor(step, index);
    const barred = can(this.#pack, this.#state, step.action, actor);
    if (barred !== undefined) return barred;
    const fields = parseFields(
      own(this.#pack.actions, step.action)?.fields ?? {},
      this.#pack.lists,
      step.fields ?? {},
      { at: step.at },
    );
    if (!fields.ok) return fields.rejection;
    const ahead = step.action === 'edit' ? aheadOfNow(this.#pack, fields.value, step.at) : undefined;
    if (ahead !== undefined) return ahead;
    const need = capNeeded(this.#pack, this.#state, step.action, fields.value);
    if (need !== undefined && need.amount <= need.max) {
      const left = need.max - need.already - this.#held(need.field);
      if (need.amount > left) return capExhausted(need, left);
    }
    const command: ActionCommand = {
      id: `s${index}`,
      action: step.action,
      actor,
      fields: fields.value,
    };
    const result = act(this.#pack, this.#state, command, step.at, this.#base);
    if (!result.ok) return result.rejection;
    this.#take(result.value);
    return undefined;
  }

  #held(field: string): number {
    const held = this.#state.approvals.filter((one) => one.reservation !== undefined && one.status !== 'rejected');
    return held
      .map((one) => own(one.fields, field))
      .reduce<number>((sum, amount) => sum + (typeof amount === 'number' ? amount : 0), 0);
  }

  #actor(step: SimulatedAction, index: number): Actor {
    const [role, person] = (step.actor ?? '').split(':');
    const named = (one: string): Actor => ({
      id: person ?? `${one}-${step.actor === undefined ? index : 1}`,
      roles: [one],
      unit: this.#state.unit,
      reach: true,
    });
    if (role !== undefined && role !== '') return named(role);
    const by = [...(own(this.#pack.actions, step.action)?.by ?? []), ...Object.keys(this.#pack.roles)];
    const approvers = this.#state.approvals
      .filter((one) => one.status === 'pending')
      .flatMap((one) => own(this.#pack.approvals, one.approval)?.roles ?? []);
    const candidates = step.action === 'approve' || step.action === 'reject' ? approvers : by;
    return named(
      candidates.find((one) => can(this.#pack, this.#state, step.action, named(one)) === undefined) ?? by[0] ?? '',
    );
  }

  #take({ state, events }: Advance): void {
    this.#state = state;
    this.#events.push(...events);
    const clockOf = (rung: FiredRung): ClockState | undefined =>
      state.clocks.find((one) => one.clock === rung.clock && one.occurrence === rung.occurrence);
    this.#rungs.push(...firedRungs(events).map((rung) => ({ ...rung, ...provisionalOf(clockOf(rung)) })));
  }
}
