import { phrase } from '../../language/phrase.ts';
import type { ActionOutcome } from '../../contracts/complaintWorkflow.ts';
import type { Actor } from '../../domain/case/actor.ts';
import { act } from '../../domain/decide/advance.ts';
import { barredAt } from '../../domain/decide/barredAt.ts';
import { capNeeded } from '../../domain/decide/cap.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import { refuseAction } from '../../domain/decide/refuseAction.ts';
import type { Refusal } from '../../domain/decide/refuseAction.ts';
import { ok, reject } from '../../domain/case/rejection.ts';
import type { Rejection, Result } from '../../domain/case/rejection.ts';
import { referencesIn } from '../../domain/fields/reference.ts';
import { own } from '../../domain/values/own.ts';
import { CapHold } from './capHold.ts';
import type { CaseRun } from '../run/caseRun.ts';
import type { Merges } from './merges.ts';

/** An action that somebody asks for by Signal or Update. */
export interface ActionRequest {
  readonly command: Omit<ActionCommand, 'actor'>;
  /** Id of the person; a refusal where the message names nobody in the right way. */
  readonly person: Result<string>;
  /** That person, where the API has looked them up and proved it: nobody has to be asked. */
  readonly proven?: Actor;
  /** What else is wrong with the message itself. */
  readonly fault?: Rejection;
  /** Whom the message names, where that can be shown. */
  readonly named?: string;
  /** Told what became of it, and up to which event it is to be recorded first. */
  readonly answer: (result: Result<ActionOutcome>, seq: number) => void;
}

const NOBODY: Actor = { id: 'unknown', roles: [], unit: '', reach: false };

/** Decides what people ask for, one path for Signals and Updates. What is refused here is recorded as refused. */
export class Requests {
  readonly #run: CaseRun;
  readonly #merges: Merges;
  readonly #merging = new Map<string, Promise<Result<ActionOutcome>>>();

  constructor(run: CaseRun, merges: Merges) {
    this.#run = run;
    this.#merges = merges;
  }

  add(request: ActionRequest): void {
    const { command, person, proven } = request;
    const take = (actor: Actor | undefined, fault?: Rejection): void | Promise<void> =>
      this.#take({ ...request, ...(fault === undefined ? {} : { fault }) }, proven ?? actor);
    if (!person.ok || proven !== undefined) return this.#run.arrivals.add({ take });
    const isPast = (): boolean => this.#run.outcomeOf(command.id) !== undefined;
    const references = referencesIn(own(this.#run.pack.actions, command.action)?.fields ?? {}, command.fields);
    const key = `${command.id} ${person.value}`;
    const asks = { key, person: person.value, isPast, ...(references.length === 0 ? {} : { references }) };
    this.#run.arrivals.add({ asks, take });
  }

  #take(request: ActionRequest, actor: Actor | undefined): void | Promise<void> {
    const earlier = this.#run.outcomeOf(request.command.id);
    if (earlier !== undefined) return request.answer(ok(earlier), earlier.seq);
    const command: ActionCommand = { ...request.command, actor: actor ?? NOBODY };
    const refusal = request.person.ok ? undefined : request.person.rejection;
    if (refusal !== undefined) return this.#end(request, command, { ok: false, rejection: refusal });
    if (actor === undefined)
      return this.#end(request, command, reject('actor-not-allowed', phrase('person-not-known'), '/actor'));
    if (request.fault !== undefined)
      return this.#end(request, command, { ok: false, rejection: this.#barred(command) ?? request.fault });
    // The other case may take a while to answer: whatever comes meanwhile does not wait for it.
    if (command.action === 'merge') return void this.#merge(request, command);
    if (capNeeded(this.#run.pack, this.#run.state, command.action, command.fields) !== undefined)
      return this.#decideCapped(command).then((result) => this.#end(request, command, result));
    return this.#end(request, command, this.#decide(command));
  }

  #decide(command: ActionCommand): Result<ActionOutcome> {
    const run = this.#run;
    const result = run.decide((pack, state, at) => act(pack, state, command, at, run.base));
    if (!result.ok) return result;
    const request = result.value.events.find((event) => event.type === 'ApprovalRequested');
    const outcome = { seq: run.state.seq, ...(request === undefined ? {} : { pending: request.data.request }) };
    run.remember(command.id, outcome);
    return ok(outcome);
  }

  /**
   * The ledger is asked only for those whom the rules allow it; the case may have changed meanwhile, so the rules are
   * asked again after it.
   */
  async #decideCapped(command: ActionCommand): Promise<Result<ActionOutcome>> {
    const refusal = this.#refusal(command);
    if (refusal !== undefined) return { ok: false, rejection: refusal };
    const hold = await CapHold.of(this.#run, command);
    const result = hold.refusal === undefined ? this.#decide(command) : { ok: false as const, rejection: hold.refusal };
    if (!result.ok) await hold.free(this.#run);
    return result;
  }

  /** The other case is asked first; this one ends only after that one has taken it in. */
  async #merge(request: ActionRequest, command: ActionCommand): Promise<void> {
    const underWay = this.#merging.get(command.id);
    if (underWay !== undefined) {
      const result = await underWay;
      return request.answer(result, this.#run.state.seq);
    }
    const merged = this.#askAndMerge(command);
    this.#merging.set(command.id, merged);
    const result = await merged;
    this.#merging.delete(command.id);
    this.#end(request, command, result);
  }

  async #askAndMerge(command: ActionCommand): Promise<Result<ActionOutcome>> {
    const refusal = this.#refusal(command) ?? (await this.#merges.ask(command));
    return refusal === undefined ? this.#decide(command) : { ok: false, rejection: refusal };
  }

  #barred(command: ActionCommand): Rejection | undefined {
    return barredAt(this.#run.pack, this.#run.state, command, this.#run.now(), this.#run.base);
  }

  #refusal(command: ActionCommand): Rejection | undefined {
    const allowed = act(this.#run.pack, this.#run.state, command, this.#run.now(), this.#run.base);
    return allowed.ok ? undefined : allowed.rejection;
  }

  #end({ answer, named, fault }: ActionRequest, command: ActionCommand, result: Result<ActionOutcome>): void {
    if (!result.ok) {
      const isNobody = command.actor === NOBODY;
      const refusal: Refusal = {
        command,
        rejection: result.rejection,
        ...(isNobody || fault !== undefined ? { unread: true } : {}),
        ...(isNobody && named !== undefined ? { named } : {}),
      };
      this.#run.decide((pack, state, at) => ok(refuseAction(pack, state, refusal, at, this.#run.base)));
    }
    answer(result, this.#run.state.seq);
  }
}
