import { phrase } from '../../language/phrase.ts';
import { condition, defineSignal, getExternalWorkflowHandle, setHandler, workflowInfo } from '@temporalio/workflow';
import {
  ABSORB_SIGNAL,
  ABSORBED_SIGNAL,
  type AbsorbAnswer,
  type AbsorbAsk,
} from '../../contracts/complaintWorkflow.ts';
import { complaintWorkflowId } from '../../contracts/engineNames.ts';
import { barredFrom } from '../../domain/case/access.ts';
import type { Actor } from '../../domain/case/event.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import { absorb, handoverOf } from '../../domain/decide/merging.ts';
import { own } from '../../domain/values/own.ts';
import { reject, type Rejection } from '../../domain/case/rejection.ts';
import { toCaseTime, toWallTime } from '../../domain/time/timeBase.ts';
import { words } from '../ui/titles.ts';
import type { CaseRun } from '../run/caseRun.ts';
import { isAbsorbAnswer, isAbsorbAsk } from './mergeMessages.ts';

/**
 * Both cases live on the same workers, so an answer takes a moment; a case that was killed in between never answers.
 */
const ANSWER_WITHIN = '1 minute';

/**
 * Two cases that become one agree before either changes: the one that would end asks the other by Signal, and ends only
 * after that one has taken its deadlines in. A case that asks takes nobody in meanwhile, so two that would go into each
 * other both stay.
 */
export class Merges {
  readonly #run: CaseRun;
  readonly #answers = new Map<string, AbsorbAnswer>();
  #asking = false;
  #replying = 0;

  constructor(run: CaseRun) {
    this.#run = run;
  }

  register(): void {
    const w = words(this.#run);
    setHandler(defineSignal<[AbsorbAsk]>(ABSORB_SIGNAL), (ask) => this.#receive(ask), {
      description: w.absorbSignal,
    });
    setHandler(defineSignal<[AbsorbAnswer]>(ABSORBED_SIGNAL), (answer) => this.#hear(answer), {
      description: w.absorbedSignal,
    });
  }

  /** Nothing is asked of another case, and nothing that one waits for is still to be said. */
  settled(): boolean {
    return this.#replying === 0 && !this.#asking;
  }

  /** Asks the other case to take this one in; the reason when it does not. */
  async ask(command: ActionCommand): Promise<Rejection | undefined> {
    const { no, base, pack, state } = this.#run;
    const into = String(command.fields['into'] ?? '');
    if (into === no) return reject('merge-not-possible', phrase('not-into-itself'), '/fields/into').rejection;
    if (this.#asking) return reject('merge-not-possible', phrase('being-merged')).rejection;
    this.#asking = true;
    try {
      const handover = handoverOf(pack, no, state, this.#run.now());
      const dues = handover.dues.map((due) => ({ ...due, dueAt: toWallTime(base, due.dueAt) }));
      const ask: AbsorbAsk = {
        ask: command.id,
        pack: pack.id,
        drill: base.speed !== 1,
        handover: { ...handover, dues },
        actor: command.actor.id,
      };
      await getExternalWorkflowHandle(complaintWorkflowId(into, workflowInfo().workflowType)).signal(
        ABSORB_SIGNAL,
        ask,
      );
      if (!(await condition(() => this.#answers.has(command.id), ANSWER_WITHIN))) return notOpen();
      return this.#answers.get(command.id)?.rejection;
    } catch {
      return notOpen();
    } finally {
      this.#asking = false;
    }
  }

  /**
   * Anybody with access to the server can send anything: what is no answer, or is of nothing that was asked, is left
   * aside.
   */
  #hear(answer: unknown): void {
    if (this.#asking && isAbsorbAnswer(answer)) this.#answers.set(answer.ask, answer);
  }

  /** Whoever asks for the merge is looked up here too, with their reach over the case that asks. */
  #receive(ask: unknown): void {
    if (!isAbsorbAsk(ask)) return;
    this.#replying += 1;
    if (this.#asking) return this.#reply(ask, busy());
    const key = `absorb ${ask.handover.no} ${ask.ask} ${ask.actor}`;
    this.#run.arrivals.add({
      asks: { key, person: ask.actor, no: ask.handover.no, isPast: () => false },
      take: (actor) => this.#reply(ask, this.#takeIn(ask, actor)),
    });
  }

  #reply(ask: AbsorbAsk, rejection: Rejection | undefined): void {
    const answer: AbsorbAnswer = { ask: ask.ask, ...(rejection === undefined ? {} : { rejection }) };
    void getExternalWorkflowHandle(complaintWorkflowId(ask.handover.no, workflowInfo().workflowType))
      .signal(ABSORBED_SIGNAL, answer)
      // Whoever asked is gone: nobody waits for the answer.
      .catch(() => {})
      .finally(() => {
        this.#replying -= 1;
      });
  }

  #takeIn({ ask, pack: askers, drill, handover }: AbsorbAsk, actor: Actor | undefined): Rejection | undefined {
    const run = this.#run;
    const barred = actor === undefined ? notKnown() : mayAsk(run, actor);
    if (barred !== undefined || actor === undefined) return barred;
    if (this.#asking) return busy();
    if (askers !== run.pack.id || drill !== (run.base.speed !== 1))
      return reject('merge-not-possible', phrase('same-pack-only')).rejection;
    const dues = handover.dues.map((due) => ({ ...due, dueAt: toCaseTime(run.base, due.dueAt) }));
    const result = run.decideAfterLapse((pack, state, at) =>
      absorb(pack, state, { ...handover, dues }, { id: `absorb:${handover.no}:${ask}`, at, actor }),
    );
    return result.ok ? undefined : result.rejection;
  }
}

/**
 * Somebody named in this case, or without any role that merges, takes nobody in. The handler of the other case is known
 * to that one alone.
 */
function mayAsk(run: CaseRun, actor: Actor): Rejection | undefined {
  const by = run.pack.actions['merge']?.by ?? [];
  const barred = barredFrom(run.state.access, actor);
  if (barred !== undefined) return barred;
  const handlers = by.some((role) => own(run.pack.roles, role)?.follows === 'handler' || role === 'handler');
  return handlers || by.some((role) => actor.roles.includes(role))
    ? undefined
    : reject('actor-not-allowed', phrase('roles-that-may', { roles: by })).rejection;
}

function notKnown(): Rejection {
  return reject('actor-not-allowed', phrase('person-not-known'), '/actor').rejection;
}

function busy(): Rejection {
  return reject('merge-not-possible', phrase('other-being-merged')).rejection;
}

function notOpen(): Rejection {
  return reject('case-not-open', phrase('other-ended-or-silent'), '/fields/into').rejection;
}
