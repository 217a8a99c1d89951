import { patched, uuid4 } from '@temporalio/workflow';
import type { ActionSignal } from '../contracts/complaintWorkflow.ts';
import type { Actor } from '../domain/actor.ts';
import { act } from '../domain/advance.ts';
import type { ActionCommand } from '../domain/command.ts';
import type { FieldValues } from '../domain/event.ts';
import { own } from '../domain/own.ts';
import { parseFields } from '../domain/parseFields.ts';
import { refuseAction } from '../domain/refuseAction.ts';
import { ok, reject } from '../domain/rejection.ts';
import type { Rejection, Result } from '../domain/rejection.ts';
import { actorLookup } from './actorLookup.ts';
import { CapHold } from './capHold.ts';
import type { CaseRun } from './caseRun.ts';
import { isMerge } from './merges.ts';

/**
 * Signals taken before the log is written. A flood must not make one step of the workflow so long that the SDK takes it for a deadlock
 * (2 s), nor one batch so large that the database or the server's payload limit refuses it.
 */
const PORTION = 100;

const NOBODY: Actor = { id: 'unknown', roles: [], unit: '', reach: false };

/** Requests without an answer: taken in the order in which they came; one that the rules refuse is recorded as refused. */
export class Signals {
  readonly #run: CaseRun;
  readonly #queue: { readonly action: string; readonly signal: ActionSignal }[] = [];

  constructor(run: CaseRun) {
    this.#run = run;
  }

  /** Anybody with access to the server can send anything: what is not an object counts as an empty request. */
  add(action: string, signal: unknown): void {
    const isObject = typeof signal === 'object' && signal !== null && !Array.isArray(signal);
    this.#queue.push({ action, signal: isObject ? signal : {} });
  }

  waiting(): boolean {
    return this.#queue.length > 0;
  }

  /** Takes what waits, of a flood the first portion. */
  async takeWaiting(): Promise<void> {
    const most = this.#queue.length > PORTION && patched('signals-in-portions') ? PORTION : Number.POSITIVE_INFINITY;
    for (let taken = 0; taken < most; taken += 1) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      await this.#take(next.action, next.signal);
    }
  }

  async #take(action: string, signal: ActionSignal): Promise<void> {
    const run = this.#run;
    const id = typeof signal.id === 'string' && signal.id !== '' ? signal.id : uuid4();
    if (run.outcomeOf(id) !== undefined) return;
    const actor = await this.#actor(signal.actor);
    const fields = this.#fields(action, signal);
    const command: ActionCommand = { id, action, actor: actor ?? NOBODY, fields: fields.ok ? fields.value : {} };
    if (actor === undefined)
      return this.#refuse(command, reject('actor-not-allowed', 'the signal names nobody who is known').rejection);
    if (!fields.ok) return this.#refuse(command, fields.rejection);
    if (isMerge(run, action)) {
      const allowed = act(run.pack, run.state, command, run.now(), run.base);
      const refusal = allowed.ok ? await run.merges.ask(command) : allowed.rejection;
      if (refusal !== undefined) return this.#refuse(command, refusal);
    }
    const hold = await CapHold.of(run, command);
    const { refusal } = hold;
    const result =
      refusal === undefined
        ? run.decide((pack, state, at) => act(pack, state, command, at, run.base))
        : { ok: false as const, rejection: refusal };
    if (!result.ok) {
      await hold.free();
      return this.#refuse(command, result.rejection);
    }
    run.remember(id, { seq: run.state.seq });
  }

  async #actor(named: ActionSignal['actor']): Promise<Actor | undefined> {
    if (typeof named === 'string')
      return (await actorLookup.findActor({ no: this.#run.no, person: named })) ?? undefined;
    const whole =
      typeof named === 'object' && named !== null && typeof named.id === 'string' && Array.isArray(named.roles);
    return whole ? { id: named.id, roles: named.roles, unit: named.unit ?? '', reach: named.reach ?? true } : undefined;
  }

  #fields(action: string, signal: ActionSignal): Result<FieldValues> {
    const raw = typeof signal.fields === 'object' && signal.fields !== null ? signal.fields : {};
    return parseFields(own(this.#run.pack.actions, action)?.fields ?? {}, this.#run.pack.lists, raw, {
      at: this.#run.now(),
    });
  }

  #refuse(command: ActionCommand, rejection: Rejection): void {
    this.#run.decide((pack, state, at) => ok(refuseAction(pack, state, command, rejection, at)));
    this.#run.remember(command.id, { seq: this.#run.state.seq });
  }
}
