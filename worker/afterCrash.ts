/** After a stop that was not in order: the rows of the cases touched since then are compared with their workflows, which are the truth. */

import type { Client } from '@temporalio/client';
import { complaintWorkflowId, VIEW_QUERY } from '../contracts/complaintWorkflow.ts';
import type { WorkflowView } from '../contracts/complaintWorkflow.ts';
import type { CaseState } from '../domain/state.ts';
import { casesTouchedSinceCleanStop, latestDecision, momentOf } from '../store/cleanStops.ts';
import type { Database } from '../store/database.ts';
import { dropPhantoms } from '../store/dropPhantoms.ts';

export interface AfterCrash {
  readonly compared: number;
  /** Rows put aside, in how many cases. */
  readonly phantoms: number;
  readonly cases: number;
  /** Cases of which Temporal knows less than it once did: then nothing is put aside at all, because a back-up of another moment was restored. */
  readonly behind: number;
}

/** A task that never completed was under way when its worker died. What was recorded longer before the latest decision of all cannot be of such a task. */
const PHANTOM_WITHIN_MS = 120_000;
/** How often a case that is at work is looked at again, and after how long. */
const LOOKS = 10;
const LOOK_AGAIN_MS = 300;

interface Ahead {
  readonly no: string;
  readonly seq: number;
  readonly state: CaseState;
}

/** Asks each touched case for its state and puts aside what its log has beyond it. A case that cannot be asked is left as it is. */
export async function compareAfterCrash(db: Database, client: Client): Promise<AfterCrash> {
  const latest = (await latestDecision(db)) ?? 0;
  const ahead: Ahead[] = [];
  let compared = 0;
  let behind = 0;
  for (const { no, seq } of await casesTouchedSinceCleanStop(db)) {
    const view = await restingView(client, no).catch(() => undefined);
    if (view === undefined) continue;
    compared += 1;
    if (view.state.seq >= seq) continue;
    ahead.push({ no, seq, state: view.state });
    if (((await momentOf(db, no, view.state.seq + 1)) ?? latest) < latest - PHANTOM_WITHIN_MS) behind += 1;
  }
  if (behind > 0) return { compared, phantoms: 0, cases: 0, behind };
  const dropped = [];
  for (const { no, seq, state } of ahead) dropped.push(await dropPhantoms(db, no, seq, state));
  return { compared, phantoms: dropped.reduce((sum, one) => sum + one, 0), cases: dropped.filter((one) => one > 0).length, behind };
}

/**
 * The case as its workflow holds it, asked between two tasks only: a question that comes during one makes a replay take another moment for
 * it than the run had. One that is at work all the time records, and so mends, its rows itself.
 */
async function restingView(client: Client, no: string): Promise<WorkflowView | undefined> {
  const handle = client.workflow.getHandle(complaintWorkflowId(no));
  for (let look = 0; look < LOOKS; look += 1) {
    if (!(await handle.describe()).raw.pendingWorkflowTask) return handle.query<WorkflowView>(VIEW_QUERY);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return undefined;
}
