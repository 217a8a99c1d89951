import type { CaseGateway } from '../../client/caseGateway.ts';
import { row, type Database } from '../../store/database/database.ts';
import { dropPhantoms } from '../../store/log/dropPhantoms.ts';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/** A task may have recorded events without completing: the case is compared with its workflow once that answers. */
export class UnansweredCases {
  readonly #db: Database;
  readonly #gateway: CaseGateway;
  readonly #open = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(db: Database, gateway: CaseGateway) {
    this.#db = db;
    this.#gateway = gateway;
  }

  add(no: string): void {
    this.#open.add(no);
    this.#wake(FIRST_WAIT_MS);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #wake(ms: number): void {
    if (!this.#stopped) this.#timer ??= setTimeout(() => void this.#look(ms), ms);
  }

  async #look(waited: number): Promise<void> {
    for (const no of this.#open) if (await this.#settle(no).catch(() => false)) this.#open.delete(no);
    this.#timer = undefined;
    if (this.#open.size > 0) this.#wake(Math.min(waited * 2, LONGEST_WAIT_MS));
  }

  async #settle(no: string): Promise<boolean> {
    const log = await row<{ seq: number }>(this.#db, 'select seq from cases where no = $1', [no]);
    const view = await this.#gateway.restingView(no);
    if (view !== undefined) await dropPhantoms(this.#db, no, log?.seq ?? 0, view);
    return view !== undefined;
  }
}
