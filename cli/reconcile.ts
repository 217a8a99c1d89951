/** `redress reconcile`: after a restore of back-ups of different moments, makes the log and the workflows one again. */

import { Client, Connection } from '@temporalio/client';
import { CaseGateway } from '../api/caseGateway.ts';
import { PackShelf } from '../api/packShelf.ts';
import type { Environment } from '../config/environment.ts';
import { besideServers } from '../runtime/serversOnly.ts';
import { openDatabase, rows } from '../store/database.ts';
import { counterOf, numberCounter, raiseNumberCounter } from '../store/numberCounter.ts';
import { complaintWorkflows } from './complaintWorkflows.ts';
import { CommandError } from './installation.ts';
import { mendCase } from './mendCase.ts';
import type { MendingParts } from './mendCase.ts';

export interface ReconcileOptions {
  /** The case goes on from its log, whatever its workflow holds. */
  readonly anew?: boolean;
}

/** Mends one case or all; one line for each that differed, then a summary. Returns the exit code: 1 when one cannot be mended. */
export function reconcile(env: Environment, no: string | undefined, options: ReconcileOptions, out: (line: string) => void): Promise<number> {
  if (options.anew === true && no === undefined) throw new CommandError('--anew: say which case; what its workflow alone knows is given up');
  const aside = (text: string): void => void process.stderr.write(`${text}\n`);
  return besideServers(env, aside, async ({ database, temporal }) => {
    const db = openDatabase(database, { max: 2 });
    const connection = await Connection.connect({ address: temporal, connectTimeout: 5_000 }).catch(() => {
      throw new CommandError(`Temporal does not answer at ${temporal}; nothing was changed`);
    });
    const gateway = new CaseGateway({ address: temporal, namespace: env.TEMPORAL_NAMESPACE });
    try {
      const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
      return await reconcileAll({ db, client, gateway, packs: new PackShelf(db, env.REDRESS_LOCALE), anew: options.anew === true }, no, out);
    } finally {
      await gateway.close();
      await connection.close();
      await db.end();
    }
  });
}

async function reconcileAll(parts: MendingParts, no: string | undefined, out: (line: string) => void): Promise<number> {
  const inTemporal = [...(await complaintWorkflows(parts.client)).keys()];
  const inDatabase = (await rows<{ no: string }>(parts.db, 'select no from complaints')).map((one) => one.no);
  const all = [...new Set([...inTemporal, ...inDatabase])].toSorted();
  const highest = Math.max(0, ...all.map(counterOf));
  if ((await numberCounter(parts.db)) < highest) {
    await raiseNumberCounter(parts.db, highest);
    out(`the counter of numbers was raised to ${highest}: no number is given twice`);
  }
  const wanted = no === undefined ? all : all.filter((one) => one === no);
  if (no !== undefined && wanted.length === 0) throw new CommandError(`no complaint has the number ${no}`);
  let mended = 0;
  let beyond = 0;
  for (const one of wanted) {
    try {
      const done = await mendCase(parts, one);
      if (done === undefined) continue;
      mended += 1;
      out(`${one}: ${done}`);
    } catch (error) {
      beyond += 1;
      out(`${one}: NOT MENDED: ${(error as Error).message}`);
    }
  }
  out(`${wanted.length} cases looked at, ${mended} mended, ${beyond} not`);
  return beyond === 0 ? 0 : 1;
}
