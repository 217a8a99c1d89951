/** After a stop that was not in order: the rows of the cases touched since then are compared with their workflows, which are the truth. */

import type { Client } from '@temporalio/client';
import { complaintWorkflowId, VIEW_QUERY } from '../contracts/complaintWorkflow.ts';
import type { WorkflowView } from '../contracts/complaintWorkflow.ts';
import { casesTouchedSinceCleanStop } from '../store/cleanStops.ts';
import type { Database } from '../store/database.ts';
import { dropPhantoms } from '../store/dropPhantoms.ts';

export interface AfterCrash {
  readonly compared: number;
  /** Rows put aside, in how many cases. */
  readonly phantoms: number;
  readonly cases: number;
}

/** Asks each touched case for its state and puts aside what its log has beyond it. A case that cannot be asked is left as it is. */
export async function compareAfterCrash(db: Database, client: Client): Promise<AfterCrash> {
  const touched = await casesTouchedSinceCleanStop(db);
  let compared = 0;
  let phantoms = 0;
  let cases = 0;
  for (const { no, seq } of touched) {
    const view = await client.workflow
      .getHandle(complaintWorkflowId(no))
      .query<WorkflowView>(VIEW_QUERY)
      .catch(() => undefined);
    if (view === undefined) continue;
    compared += 1;
    const dropped = await dropPhantoms(db, no, seq, view.state);
    if (dropped > 0) cases += 1;
    phantoms += dropped;
  }
  return { compared, phantoms, cases };
}
