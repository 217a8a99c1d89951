import { setTimeout as pause } from 'node:timers/promises';
import type { CaseGateway } from '../../client/caseGateway.ts';
import type { PackRegistry } from '../../client/packRegistry.ts';
import { sharedQuestion } from '../../client/sharedQuestion.ts';
import { missingYears } from '../../packs/load/missingYears.ts';
import { preparedRows, type Database } from '../../store/database/database.ts';
import { countUnstartable } from '../../store/readModel/casesToStart.ts';

/** Longest wait for a part: the whole answer takes under a second. */
const WITHIN_MS = 700;
/** A silent connection is given up. */
const GIVE_UP_MS = 1_500;

export type ReadinessParts = Readonly<{
  db: Database;
  gateway: CaseGateway;
  packs: PackRegistry;
  /** Wall clock, epoch ms; default: the host's. */
  now?: () => number;
}>;

/** What the API needs and what somebody must mend. */
export class Readiness {
  readonly #parts: ReadinessParts;
  readonly #ask;
  #unstartable = 0;

  constructor(parts: ReadinessParts) {
    const { db, gateway, packs } = parts;
    this.#parts = parts;
    this.#ask = {
      database: sharedQuestion(() => answers(preparedRows(db, 'select 1', [], GIVE_UP_MS))),
      engine: sharedQuestion(() => answers(gateway.check())),
      fault: sharedQuestion(() => gateway.namespaceFault()),
      // Tables may be locked: the last figure stands.
      unstartable: sharedQuestion(async () => {
        this.#unstartable = await countUnstartable(db).catch(() => this.#unstartable);
      }),
      calendars: sharedQuestion(() => packs.refreshCalendars().catch(() => {})),
    };
  }

  async report() {
    const { database, engine, fault, unstartable, calendars } = this.#ask;
    const [databaseAnswers, engineAnswers, found] = await Promise.all([
      inTime(database(), false),
      inTime(engine(), false),
      inTime(fault(), undefined),
      inTime(unstartable(), undefined),
      inTime(calendars(), undefined),
    ]);
    const { packs, now = Date.now } = this.#parts;
    const inForce = packs.inForce().map((pack) => pack.authored);
    return {
      database: databaseAnswers,
      engine: engineAnswers,
      fault: found,
      unstartable: this.#unstartable,
      missingYears: missingYears(packs.calendars, inForce, now()),
    };
  }
}

function answers(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

function inTime<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  return Promise.race([answer, pause(WITHIN_MS, otherwise, { ref: false })]);
}
