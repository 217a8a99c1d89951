import { casesWithoutWorkflow, markWorkflowsStarted } from '../store/caseView.ts';
import type { CaseView } from '../store/caseView.ts';
import type { Database } from '../store/database.ts';
import type { Keys } from '../store/vault.ts';
import type { CaseGateway } from './caseGateway.ts';
import { DoubtfulCases } from './doubtfulCases.ts';
import type { PackShelf } from './packShelf.ts';

const BATCH = 100;
const MARK_AFTER_MS = 250;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;

/** Starts the workflows of cases that were registered while Temporal was away, or whose process died in between. Idle when there are none. */
export class Reconciler {
  readonly #db: Database;
  readonly #keys: Keys;
  readonly #packs: PackShelf;
  readonly #gateway: CaseGateway;
  readonly #say: (what: string, details: Record<string, unknown>) => void;
  readonly #doubtful: DoubtfulCases;
  readonly #marks: string[] = [];
  #marking: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: {
    readonly db: Database;
    readonly keys: Keys;
    readonly packs: PackShelf;
    readonly gateway: CaseGateway;
    readonly say: (what: string, details: Record<string, unknown>) => void;
  }) {
    this.#db = parts.db;
    this.#keys = parts.keys;
    this.#packs = parts.packs;
    this.#gateway = parts.gateway;
    this.#say = parts.say;
    this.#doubtful = new DoubtfulCases(parts.db, parts.gateway);
  }

  /** Starts one case now; when that fails the case is safe and is started as soon as it can be. */
  async startNow(view: CaseView, background = false): Promise<boolean> {
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
  doubt(no: string): void {
    this.#doubtful.add(no);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#doubtful.stop();
    clearTimeout(this.#timer);
    await this.#running;
    await this.#mark();
  }

  async #catchUp(waited: number): Promise<void> {
    let started = 0;
    try {
      for (;;) {
        const missing = this.#stopped ? [] : await casesWithoutWorkflow(this.#db, this.#keys, BATCH);
        if (missing.length === 0) break;
        for (const view of missing) await this.#start(view);
        await this.#mark();
        started += missing.length;
      }
    } catch {
      const next = Math.min(waited * 2, LONGEST_WAIT_MS);
      setImmediate(() => this.wake(next));
    }
    if (started > 0) this.#say('started cases that had no workflow', { started });
  }

  async #start(view: CaseView, background = false): Promise<void> {
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
