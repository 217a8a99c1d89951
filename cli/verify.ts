/** `redress verify`: log, chain, read model and workflow of a case say the same. */

import { Client, Connection } from '@temporalio/client';
import type { Environment } from '../config/environment.ts';
import { complaintWorkflowId, VIEW_QUERY } from '../contracts/complaintWorkflow.ts';
import type { WorkflowView } from '../contracts/complaintWorkflow.ts';
import { canonicalJson } from '../store/canonicalJson.ts';
import { openDatabase, rows } from '../store/database.ts';
import type { Database } from '../store/database.ts';
import { verifyCase } from '../store/verifyCase.ts';
import { CommandError, databaseUrl, runningInstallation } from './installation.ts';

const ASK_MS = 10_000;
const LOOKS = 5;
const LOOK_AGAIN_MS = 400;

/** Checks one case or all. One line per finding, then a summary. Returns the exit code: 1 when anything is unsound. */
export async function verify(env: Environment, no: string | undefined, out: (line: string) => void): Promise<number> {
  const db = openDatabase(databaseUrl(env), { max: 2 });
  const address = env.TEMPORAL_ADDRESS ?? runningInstallation(env).temporal;
  const connection = await Connection.connect({ address, connectTimeout: 5_000 }).catch(() => undefined);
  try {
    const client = connection === undefined ? undefined : new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
    if (client === undefined) out('Temporal does not answer: only log and read model are compared');
    const numbers = (await rows<{ no: string }>(db, 'select no from complaints where $1::text is null or no = $1 order by no', [no ?? null])).map((one) => one.no);
    if (no !== undefined && numbers.length === 0) throw new CommandError(`no complaint has the number ${no}`);
    let unsound = 0;
    let compared = 0;
    for (const one of numbers) {
      const found = await examine(db, client, one);
      if (found.compared) compared += 1;
      if (found.findings.length > 0) unsound += 1;
      for (const finding of found.findings) out(`${one}: ${finding}`);
    }
    out(`${numbers.length} cases checked, ${compared} of them against their workflows, ${unsound} unsound`);
    return unsound === 0 ? 0 : 1;
  } finally {
    await connection?.close();
    await db.end();
  }
}

interface Examined {
  readonly compared: boolean;
  readonly findings: readonly string[];
}

/** One case. What differs is looked at again before it is said: a case goes on while it is read. */
async function examine(db: Database, client: Client | undefined, no: string): Promise<Examined> {
  for (let look = 1; ; look += 1) {
    const { findings, state } = await verifyCase(db, no);
    const workflow = client === undefined ? undefined : await viewOf(client, no);
    const differs = workflow !== undefined && state !== undefined && canonicalJson(workflow.state) !== canonicalJson(state);
    const all = [...findings, ...(differs ? [`the workflow (event ${workflow.state.seq}) and the log (event ${state.seq}) differ`] : [])];
    if (all.length === 0 || look === LOOKS) return { compared: workflow !== undefined, findings: all };
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** The case as its workflow holds it; `undefined` when the history is gone or nobody answers for it. */
async function viewOf(client: Client, no: string): Promise<WorkflowView | undefined> {
  try {
    return await client.withDeadline(Date.now() + ASK_MS, () => client.workflow.getHandle(complaintWorkflowId(no)).query<WorkflowView>(VIEW_QUERY));
  } catch {
    return undefined;
  }
}
