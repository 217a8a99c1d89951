import type { CaseGateway } from '../../client/caseGateway.ts';
import { stoppedCases } from '../../client/stoppedCases.ts';
import type { Database } from '../../store/database/database.ts';
import { noteStopped } from '../../store/readModel/casesToStart.ts';

/** How often it is asked which runs were ended, and how often what runs is compared with what should. */
const LOOK_MS = 10_000;
const COMPARE_MS = 5 * 60_000;
/** Lists lag. */
const OVERLAP_MS = 60_000;

/**
 * Cases whose workflow somebody has stopped, for as long as the process runs: each is noted as one that has no
 * workflow, to be started again from its log. What the server has deleted shows only when everything is compared.
 */
export class StoppedCases {
  readonly #db: Database;
  readonly #gateway: CaseGateway;
  readonly #found: (numbers: readonly string[]) => void;
  readonly #lookMs: number;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #lookedAt = 0;
  #comparedAt = 0;
  #stopped = false;

  /** `found` is told those that were noted. */
  constructor(db: Database, gateway: CaseGateway, found: (numbers: readonly string[]) => void, lookMs = LOOK_MS) {
    this.#db = db;
    this.#gateway = gateway;
    this.#found = found;
    this.#lookMs = lookMs;
  }

  watch(): void {
    this.#timer = setTimeout(() => {
      this.#looking = this.#look()
        // The engine or the database is away: the next look is for as long.
        .catch(() => {})
        .finally(() => {
          if (!this.#stopped) this.watch();
        });
    }, this.#lookMs);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const now = Date.now();
    const isWhole = now - this.#comparedAt >= COMPARE_MS;
    const since = isWhole ? [] : [this.#lookedAt - OVERLAP_MS];
    const numbers = await stoppedCases(this.#db, this.#gateway.stops, ...since);
    if (numbers.length > 0) await noteStopped(this.#db, numbers);
    this.#lookedAt = now;
    if (isWhole) this.#comparedAt = now;
    if (numbers.length > 0) this.#found(numbers);
  }
}
