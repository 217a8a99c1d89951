import { join } from 'node:path';
import { CaseGateway } from '../api/caseGateway.ts';
import { PackShelf } from '../api/packShelf.ts';
import type { Environment } from '../config/environment.ts';
import { projectRoot } from '../config/projectRoot.ts';
import { evolveAll } from '../domain/evolve.ts';
import { happeningsFor } from '../domain/happenings.ts';
import { newlyStarting } from '../domain/lateStarts.ts';
import type { MigrationOrder } from '../domain/migrateCase.ts';
import type { EnginePack } from '../domain/pack.ts';
import type { CaseState } from '../domain/state.ts';
import type { TimeBase } from '../domain/timeBase.ts';
import { loadCalendars } from '../packs/loadCalendars.ts';
import { besideServers } from '../runtime/serversOnly.ts';
import { openDatabase } from '../store/database.ts';
import type { Database } from '../store/database.ts';
import { readLog } from '../store/eventLog.ts';
import { readStartableCase } from '../store/startableCase.ts';

/** What moving cases works with. */
export interface MigrationParts {
  readonly db: Database;
  readonly packs: PackShelf;
  readonly gateway: CaseGateway;
}

/** Runs `work` on an installation's database and engine. */
export function withMigrationParts<T>(env: Environment, work: (parts: MigrationParts) => Promise<T>): Promise<T> {
  const aside = (text: string): void => void process.stderr.write(`${text}\n`);
  return besideServers(env, aside, async ({ database, temporal }) => {
    const db = openDatabase(database, { max: 2 });
    const gateway = new CaseGateway({ address: temporal, namespace: env.TEMPORAL_NAMESPACE });
    try {
      const folders = [join(projectRoot(), 'packs'), ...(env.REDRESS_PACKS === undefined ? [] : [env.REDRESS_PACKS])];
      return await work({ db, gateway, packs: new PackShelf(db, env.REDRESS_LOCALE, loadCalendars(...folders.map((folder) => join(folder, 'calendars')))) });
    } finally {
      await gateway.close();
      await db.end();
    }
  });
}

/** A case as its log has it, with the rules it goes by now. */
export interface LookedAt {
  readonly state: CaseState;
  readonly base: TimeBase;
  readonly old: EnginePack;
  readonly seen: Pick<MigrationOrder, 'seq' | 'happened'>;
}

/** Looks at a case with a move to `next` in mind. */
export async function lookAt({ db, packs }: MigrationParts, no: string, next: EnginePack): Promise<LookedAt> {
  const found = await readStartableCase(db, no);
  const log = (await readLog(db, no)).map((one) => one.event);
  const state = evolveAll(undefined, log);
  if (found === undefined || state === undefined) throw new Error(`the log of ${no} is empty`);
  const old = (await packs.byHash((state.pack ?? found.pack).hash)).engine;
  return { state, base: found.base, old, seen: { seq: state.seq, happened: happeningsFor(newlyStarting(old, next), log) } };
}
