import { unitsIn } from '../../domain/case/unitsIn.ts';
import { caseFromLog } from '../../client/caseFromLog.ts';
import type { CaseGateway } from '../../client/caseGateway.ts';
import { engineReason } from '../../client/actionAnswer.ts';
import type { PackRegistry } from '../../client/packRegistry.ts';
import type { Database } from '../../store/database/database.ts';
import { unitNames } from '../../store/people/namesOf.ts';
import { casesToStart, nextStartIn, noteStartFault, type CaseToStart } from '../../store/readModel/casesToStart.ts';
import { markWorkflowsStarted } from '../../store/readModel/caseView.ts';
import { StoppedCases } from './stoppedCases.ts';
import { unansweredCases, type UnansweredCases } from './unansweredCases.ts';

const BATCH = 100;
const MARK_AFTER_MS = 250;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;

type Say = (details: Readonly<Record<string, unknown>>, what: string) => void;

type ReconcilerParts = Readonly<{
  db: Database;
  packs: PackRegistry;
  gateway: CaseGateway;
  log: Readonly<{ info: Say; warn: Say }>;
  /** How often it is looked for workflows that somebody has stopped, ms. */
  lookMs?: number;
}>;

/**
 * Starts workflows of cases registered while Temporal was away or their process died, and those that somebody has
 * stopped. A case that cannot be started is noted with the reason and waits for its turn.
 */
export class Reconciler {
  readonly #parts: ReconcilerParts;
  readonly #unanswered: UnansweredCases;
  readonly #stoppedCases: StoppedCases;
  readonly #marks: string[] = [];
  #marking: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  /** What it was woken for may have come too late for the turn that runs. */
  #again = false;
  #stopped = false;

  constructor(parts: ReconcilerParts) {
    this.#parts = parts;
    this.#unanswered = unansweredCases(parts.db, parts.gateway);
    const found = (numbers: readonly string[]): void => {
      parts.log.warn({ numbers }, 'workflows of cases were stopped: they go on from the log');
      this.wake();
    };
    this.#stoppedCases = new StoppedCases(parts.db, parts.gateway, found, parts.lookMs);
  }

  /** Starts what has no workflow, now and for as long as the process runs. */
  watch(): void {
    this.wake();
    this.#stoppedCases.watch();
  }

  /** A failure is made up for later. */
  async startNow(view: CaseToStart, background = false): Promise<void> {
    await this.#start(view, background).catch(() => this.wake(FIRST_WAIT_MS));
  }

  /** After `ms`, then with growing waits while any case has no workflow. */
  wake(ms = 0): void {
    if (this.#running !== undefined) this.#again = true;
    if (this.#timer !== undefined || this.#running !== undefined || this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#again = false;
      this.#running = this.#catchUp(Math.max(ms, FIRST_WAIT_MS)).finally(() => {
        this.#running = undefined;
        if (this.#again) this.wake();
      });
    }, ms);
  }

  /** Compares rows and workflow once that answers. */
  unanswered(no: string, asked: Readonly<{ action: string; because: string }>): void {
    this.#parts.log.warn({ no, ...asked }, 'the workflow of a case gave no answer');
    this.#unanswered.add(no);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unanswered.stop();
    await this.#stoppedCases.stop();
    clearTimeout(this.#timer);
    await this.#running;
    await this.#mark();
  }

  async #catchUp(waited: number): Promise<void> {
    const { db, log } = this.#parts;
    let started = 0;
    let next: number | undefined;
    try {
      while (!this.#stopped) {
        const due = await casesToStart(db, BATCH);
        if (due.length === 0) break;
        for (const one of due) if (await this.#startOrNote(one)) started += 1;
        await this.#mark();
      }
      if (!this.#stopped) next = await nextStartIn(db);
    } catch {
      next = waited * 2;
    }
    // Cases registered meanwhile wait for this turn too.
    if (next !== undefined) setImmediate((ms: number) => this.wake(ms), Math.min(next, LONGEST_WAIT_MS));
    if (started > 0) log.info({ started }, 'started cases that had no workflow');
  }

  /** False when only this case fails. Throws when Temporal or the database is away. */
  async #startOrNote(one: CaseToStart): Promise<boolean> {
    const { db, gateway, log } = this.#parts;
    try {
      await this.#start(one);
      return true;
    } catch (error) {
      await gateway.check();
      const because = engineReason(error);
      if (await noteStartFault(db, one.no, because))
        log.warn({ no: one.no, because }, 'the workflow of a case cannot be started');
      return false;
    }
  }

  async #start(view: CaseToStart, background = false): Promise<void> {
    const { db, packs, gateway } = this.#parts;
    // Its workflow goes on from the log, where that does not begin with it.
    const carried = view.stopped === true || view.state.importedAt !== undefined;
    const life = carried ? await caseFromLog(db, packs, view.no) : undefined;
    if (life !== undefined) await gateway.startFromLog(life, 'USE_EXISTING');
    else {
      const pack = await packs.byHash(view.pack.hash, view.intake.calendar);
      const units = Object.fromEntries(await unitNames(db, unitsIn(view.state)));
      await gateway.start({ ...view, units }, pack.engine, background);
    }
    this.#marks.push(view.no);
    this.#marking ??= setTimeout(() => void this.#mark(), MARK_AFTER_MS);
  }

  /** A case that is not marked is started again, which changes nothing. */
  async #mark(): Promise<void> {
    clearTimeout(this.#marking);
    this.#marking = undefined;
    const numbers = this.#marks.splice(0);
    if (numbers.length > 0) await markWorkflowsStarted(this.#parts.db, numbers).catch(() => this.wake(FIRST_WAIT_MS));
  }
}
