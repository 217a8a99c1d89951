/** The one way of every command, whether a Signal or an Update brought it. */

import { phrase } from '../../language/phrase.ts';
import { proxyLocalActivities } from '@temporalio/workflow';
import type { RecordActivities } from '../../contracts/activities.ts';
import { commandPrint } from '../../contracts/commandPrint.ts';
import type { Actor } from '../../domain/case/event.ts';
import { act } from '../../domain/decide/act.ts';
import { refusalAt } from '../../domain/decide/refusalFor.ts';
import { capExhausted, cappedAmount, type CappedAmount } from '../../domain/decide/cap.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import { refuseAction, type Refusal } from '../../domain/decide/refuseAction.ts';
import { referencesIn } from '../../domain/fields/reference.ts';
import { defined, own } from '../../domain/values/own.ts';
import { reject, type Rejection, type Result } from '../../domain/case/rejection.ts';
import type { CaseRun } from '../run/caseRun.ts';
import type { Answer, Handled } from '../run/handled.ts';
import type { Merges } from './merges.ts';

/** The ledger of capped amounts, which a decision has to wait for; asked again for as long as the database is away. */
const ledger = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** A command as a message brought it. */
export interface CommandMessage {
  readonly command: Omit<ActionCommand, 'actor'>;
  /** Id of the person; a refusal where the message names nobody in the right way. */
  readonly person: Result<string>;
  /** That person, where the API has looked them up and proved it: nobody has to be asked. */
  readonly proven?: Actor;
  /** What else is wrong with the message itself. */
  readonly fault?: Rejection;
  /** Whom the message names, where that can be shown. */
  readonly named?: string;
  /** Its id as it was sent. */
  readonly sent?: string;
}

/** What the ledger or another case answered. */
interface Answered {
  readonly refusal?: Rejection;
  /** Key of the amount that the ledger holds. */
  readonly held?: string;
}

/** Why a command is refused whose id another one has. */
const TAKEN = reject('command-id-taken', phrase('command-id-taken'), '/id').rejection;

const NOBODY: Actor = { id: 'unknown', roles: [], unit: '', reach: false };

/**
 * Seen before? Who asks is known; the ledger or the other case is asked; decided; remembered; a refusal is recorded,
 * and what was held for it given back. An Update is told of it, a Signal has no answer.
 */
export class Commands {
  readonly #run: CaseRun;
  readonly #merges: Merges;
  readonly #merging = new Map<string, Promise<Handled>>();

  constructor(run: CaseRun, merges: Merges) {
    this.#run = run;
    this.#merges = merges;
  }

  /** Waits for its turn, and until who asks and what they name are looked up. */
  handle(message: CommandMessage): Promise<Handled> {
    const { command, person, proven } = message;
    const defs = own(this.#run.pack.actions, command.action)?.fields ?? {};
    const print = commandPrint(defs, command, person.ok ? person.value : '');
    const isPast = (): boolean => isSame(this.seen(command), print);
    const references = referencesIn(defs, command.fields);
    return new Promise((resolve) => {
      const take = (actor: Actor | undefined, fault?: Rejection): void | Promise<void> => {
        const found = fault === undefined ? message : { ...message, fault };
        const handled = this.#take(found, proven ?? actor, print).then(resolve);
        // The other case may take a while to answer: whatever comes meanwhile does not wait for it.
        return command.action === 'merge' || this.#merging.has(command.id) ? undefined : handled;
      };
      if (!person.ok || proven !== undefined) return this.#run.arrivals.add({ take });
      const key = `${command.id} ${person.value}`;
      const asks = { key, person: person.value, isPast, ...(references.length === 0 ? {} : { references }) };
      return this.#run.arrivals.add({ asks, take });
    });
  }

  /** What became of the command of this id and action, if it was taken before. */
  seen(command: CommandMessage['command']): Handled | undefined {
    return this.#run.seen(this.#idOf(command));
  }

  /** An id is one of an action: what else comes with it is a command of its own. */
  #idOf({ id, action }: CommandMessage['command']): string {
    const first = this.#merging.has(id) ? 'merge' : (this.#run.seen(id)?.action ?? action);
    return first === action ? id : `${id}~${action}`;
  }

  /** Seen before, or to be decided; one that asks something else under the id of another of its action is refused. */
  async #take(message: CommandMessage, actor: Actor | undefined, print: string): Promise<Handled> {
    const { action } = message.command;
    const id = this.#idOf(message.command);
    const underWay = this.#merging.get(id);
    const seen = underWay === undefined ? this.#run.seen(id) : await underWay;
    if (isSame(seen, print)) return seen;
    if (seen !== undefined)
      return this.#take(
        { ...message, command: { ...message.command, id: `${id}~${print}` }, fault: TAKEN },
        actor,
        print,
      );
    const handled = this.#decide({ ...message, command: { ...message.command, id } }, actor, print);
    if (action !== 'merge') return handled;
    this.#merging.set(id, handled);
    return handled.finally(() => this.#merging.delete(id));
  }

  async #decide(message: CommandMessage, actor: Actor | undefined, print: string): Promise<Handled> {
    const run = this.#run;
    const command: ActionCommand = { ...message.command, actor: actor ?? NOBODY };
    const unread = this.#whyNotRead(message, command, actor);
    const { refusal, held }: Answered = unread === undefined ? await this.#askOthers(command) : { refusal: unread };
    const named = actor === undefined ? message.named : undefined;
    const kept: Omit<Refusal, 'rejection'> = {
      command,
      ...(unread === undefined ? {} : { unread: true }),
      ...defined({ named, sent: message.sent }),
    };
    const handled = run.handle({ id: command.id, action: command.action, print }, (pack, state, at): Answer => {
      const acted = refusal === undefined ? act(pack, state, command, at, run.base) : refused(refusal);
      if (acted.ok) return acted.value;
      const { rejection } = acted;
      return { ...refuseAction(pack, state, { ...kept, rejection }, at, run.base), rejection };
    });
    if (held !== undefined && !handled.result.ok) await run.asking(ledger.release({ key: held }));
    return handled;
  }

  /** Why the rules cannot be asked: nobody who is known asks, or the message is not as it must be. */
  #whyNotRead({ person, fault }: CommandMessage, command: ActionCommand, actor?: Actor): Rejection | undefined {
    if (!person.ok) return person.rejection;
    if (actor === undefined) return reject('actor-not-allowed', phrase('person-not-known'), '/actor').rejection;
    const { pack, state, base } = this.#run;
    return fault === undefined ? undefined : (refusalAt(pack, state, command, this.#run.now(), base) ?? fault);
  }

  /**
   * The ledger, or the other case of a merge: asked only for those whom the rules allow it. The case may have changed
   * meanwhile, so the rules are asked again after it.
   */
  async #askOthers(command: ActionCommand): Promise<Answered> {
    const { pack, state, base } = this.#run;
    const need = cappedAmount(pack, state, command.action, command.fields);
    if (need === undefined && command.action !== 'merge') return {};
    const allowed = act(pack, state, command, this.#run.now(), base);
    if (!allowed.ok) return { refusal: allowed.rejection };
    if (need !== undefined) return this.#hold(command, need);
    const refusal = await this.#merges.ask(command);
    return refusal === undefined ? {} : { refusal };
  }

  /**
   * Holds the amount in the customer's ledger while the command is decided, so that several cases can never exceed a
   * cap together. The key is the command's, so that a retry agrees.
   */
  async #hold({ id }: ActionCommand, need: CappedAmount): Promise<Answered> {
    const { no } = this.#run;
    const { amount, max, already, approval } = need;
    const key = `${no}/${id}`;
    const { granted, left } = await this.#run.asking(ledger.reserve({ key, no, approval, amount, max, already }));
    return granted ? { held: key } : { refusal: capExhausted(need, left) };
  }
}

function refused(rejection: Rejection): Result<never> {
  return { ok: false, rejection };
}

function isSame(seen: Handled | undefined, print: string): seen is Handled {
  return seen !== undefined && (seen.print ?? print) === print;
}
