import { missingYears } from '../../packs/load/missingYears.ts';
import { preparedRows, type Database } from '../../store/database/database.ts';
import { countUnstartable } from '../../store/readModel/casesToStart.ts';
import type { CaseGateway } from '../../client/caseGateway.ts';
import type { PackRegistry } from '../../client/packRegistry.ts';
import { SharedQuestion } from './sharedQuestion.ts';

/** Longest that a part may take to answer: the whole is said within a second, whatever a part does. */
const WITHIN_MS = 700;
/** A connection on which nothing comes back is given up. */
const GIVE_UP_MS = 1_500;

type Fault = Awaited<ReturnType<CaseGateway['namespaceFault']>>;

/** What is known of the parts that the API cannot do without, and of what somebody has to see to. */
export interface Report {
  readonly database: boolean;
  readonly engine: boolean;
  readonly fault: Fault;
  readonly unstartable: number;
  readonly missingYears: readonly string[];
}

export interface ReadinessParts {
  readonly db: Database;
  readonly gateway: CaseGateway;
  readonly packs: PackRegistry;
  /** Wall clock, epoch ms; the host's when absent. */
  readonly now?: () => number;
}

/** Asks database and engine whether they answer. However many ask, each part is asked once at a time. */
export class Readiness {
  readonly #parts: ReadinessParts;
  readonly #database: SharedQuestion<boolean>;
  readonly #engine: SharedQuestion<boolean>;
  readonly #fault: SharedQuestion<Fault>;
  /** Tables may be locked while the database answers: then what was known last is said. */
  readonly #unstartable: SharedQuestion<number>;
  readonly #calendars: SharedQuestion<void>;
  #known = 0;

  constructor(parts: ReadinessParts) {
    const { db, gateway, packs } = parts;
    this.#parts = parts;
    const answers = (work: Promise<unknown>): Promise<boolean> =>
      work.then(
        () => true,
        () => false,
      );
    this.#database = new SharedQuestion(() => answers(preparedRows(db, 'select 1', [], GIVE_UP_MS)));
    this.#engine = new SharedQuestion(() => answers(gateway.check()));
    this.#fault = new SharedQuestion(() => gateway.namespaceFault());
    this.#unstartable = new SharedQuestion(async () => {
      this.#known = await countUnstartable(db).catch(() => this.#known);
      return this.#known;
    });
    this.#calendars = new SharedQuestion(() => packs.refreshCalendars().catch(() => {}));
  }

  async report(): Promise<Report> {
    const [database, engine, fault, unstartable] = await Promise.all([
      this.#database.within(WITHIN_MS, () => false),
      this.#engine.within(WITHIN_MS, () => false),
      this.#fault.within(WITHIN_MS, () => undefined),
      this.#unstartable.within(WITHIN_MS, () => this.#known),
      this.#calendars.within(WITHIN_MS, () => {}),
    ]);
    const { packs, now } = this.#parts;
    const inForce = packs.inForce().map((pack) => pack.authored);
    return {
      database,
      engine,
      fault,
      unstartable,
      missingYears: missingYears(packs.calendars, inForce, now?.() ?? Date.now()),
    };
  }
}
