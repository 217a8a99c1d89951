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

type ReadinessParts = Readonly<{
  db: Database;
  gateway: CaseGateway;
  packs: PackRegistry;
  now?: () => number;
}>;

/** What the API needs and what somebody must mend. `now`: wall clock, epoch ms; default: the host's. */
export function readinessOf({ db, gateway, packs, now = Date.now }: ReadinessParts) {
  let unstartable = 0;
  const ask = {
    database: sharedQuestion(() => answers(preparedRows(db, 'select 1', [], GIVE_UP_MS))),
    engine: sharedQuestion(() => answers(gateway.check())),
    fault: sharedQuestion(() => gateway.namespaceFault()),
    // Tables may be locked: the last figure stands.
    unstartable: sharedQuestion(async () => {
      unstartable = await countUnstartable(db).catch(() => unstartable);
    }),
    calendars: sharedQuestion(() => packs.refreshCalendars().catch(() => {})),
  };
  return async () => {
    const [database, engine, fault] = await Promise.all([
      inTime(ask.database(), false),
      inTime(ask.engine(), false),
      inTime(ask.fault(), undefined),
      inTime(ask.unstartable(), undefined),
      inTime(ask.calendars(), undefined),
    ]);
    const inForce = packs.inForce().map((pack) => pack.authored);
    return { database, engine, fault, unstartable, missingYears: missingYears(packs.calendars, inForce, now()) };
  };
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
