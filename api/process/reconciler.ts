import { casesToStart, nextStartIn, noteStartFault, type CaseToStart } from '../../store/readModel/casesToStart.ts';
import { markWorkflowsStarted } from '../../store/readModel/caseView.ts';
import type { Database } from '../../store/database/database.ts';
import type { CaseGateway } from '../../client/caseGateway.ts';
import { UnansweredCases } from './unansweredCases.ts';
import { engineReason } from '../../client/engineReason.ts';
import type { PackRegistry } from '../../client/packRegistry.ts';

const BATCH = 100;
const MARK_AFTER_MS = 250;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;

type Say = (what: string, details: Record<string, unknown>) => void;

/**
 * Starts the workflows of cases that were registered while Temporal was away, or whose process died in between. Each by
 * itself: one that cannot be started is noted with the reason and waits for its next turn. Idle when there are none.
 */
export class Reconciler {
  readonly #db: Database;
  readonly #packs: PackRegistry;
  readonly #gateway: CaseGateway;
  readonly #say: Say;
  readonly #warn: Say;
  readonly #unanswered: UnansweredCases;
  readonly #marks: string[] = [];
  #marking: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: {
    readonly db: Database;
    readonly packs: PackRegistry;
    readonly gateway: CaseGateway;
    readonly say: Say;
    readonly warn: Say;
  }) {
    this.#db = parts.db;
    this.#packs = parts.packs;
    this.#gateway = parts.gateway;
    this.#say = parts.say;
    this.#warn = parts.warn;
    this.#unanswered = new UnansweredCases(parts.db, parts.gateway);
  }

  /** Starts one case now; when that fails the case is safe and is started as soon as it can be. */
  async startNow(view: CaseToStart, background = false): Promise<boolean> {
    try {
      await this.#start(view, background);
      return true;
    } catch {
      this.wake(FIRST_WAIT_MS);
      return false;
    }
  }

  /** Looks for cases without a workflow after `ms`, and again with growing waits until there is none. */
  wake(ms = 0): void {
    if (this.#timer !== undefined || this.#running !== undefined || this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#running = this.#catchUp(Math.max(ms, FIRST_WAIT_MS)).finally(() => {
        this.#running = undefined;
      });
    }, ms);
  }

  /** An action of this case was not answered: its rows and its workflow are compared once the engine answers. */
  unanswered(no: string): void {
    this.#unanswered.add(no);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unanswered.stop();
    clearTimeout(this.#timer);
    await this.#running;
    await this.#mark();
  }

  async #catchUp(waited: number): Promise<void> {
    let started = 0;
    let next: number | undefined;
    try {
      for (;;) {
        const due = this.#stopped ? [] : await casesToStart(this.#db, BATCH);
        if (due.length === 0) break;
        for (const one of due) if (await this.#startOrNote(one)) started += 1;
        await this.#mark();
      }
      if (!this.#stopped) next = await nextStartIn(this.#db);
    } catch {
      next = waited * 2;
    }
    // Never longer: a case that is registered meanwhile waits for this turn too.
    if (next !== undefined) setImmediate((ms: number) => this.wake(ms), Math.min(next, LONGEST_WAIT_MS));
    if (started > 0) this.#say('started cases that had no workflow', { started });
  }

  /**
   * False when this case alone cannot be started, which is noted. Throws when nothing can be: engine or database are
   * away.
   */
  async #startOrNote(one: CaseToStart): Promise<boolean> {
    try {
      await this.#start(one);
      return true;
    } catch (error) {
      await this.#gateway.check();
      const because = engineReason(error);
      if (await noteStartFault(this.#db, one.no, because))
        this.#warn('the workflow of a case cannot be started', { no: one.no, because });
      return false;
    }
  }

  async #start(view: CaseToStart, background = false): Promise<void> {
    const pack = await this.#packs.byHash(view.pack.hash, view.intake.calendar);
    await this.#gateway.start(view, pack.engine, background);
    this.#marks.push(view.no);
    this.#marking ??= setTimeout(() => void this.#mark(), MARK_AFTER_MS);
  }

  /** Notes which workflows were started, many at once. What is not noted is started again, which changes nothing. */
  async #mark(): Promise<void> {
    clearTimeout(this.#marking);
    this.#marking = undefined;
    const numbers = this.#marks.splice(0);
    if (numbers.length === 0) return;
    try {
      await markWorkflowsStarted(this.#db, numbers);
    } catch {
      this.wake(FIRST_WAIT_MS);
    }
  }
}
