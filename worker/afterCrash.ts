import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { complaintWorkflowId, VIEW_QUERY, type WorkflowView } from '../contracts/complaintWorkflow.ts';
import { casesToCompare, earlierDecisions, noteCompared, type TouchedCase } from '../store/repair/cleanStops.ts';
import type { Database } from '../store/database/database.ts';
import { dropPhantoms } from '../store/log/dropPhantoms.ts';

interface AfterCrash {
  readonly compared: number;
  /** Rows put aside, in how many cases. */
  readonly phantoms: number;
  readonly cases: number;
  /** Cases of which Temporal knows less than it once did. If there are any, nothing is put aside. */
  readonly behind: number;
  /** Every touched case could be compared; otherwise the rest is left for the next start. */
  readonly whole: boolean;
}

/** What was recorded longer before the latest decision of all is of no task that a dying worker left uncompleted. */
const PHANTOM_WITHIN_MS = 120_000;
/** So many cases tell whether Temporal still knows what was decided before. */
const PROBES = 20;
/** How often a case that is at work is looked at, and how long after one another. */
const LOOKS = 10;
const LOOK_AGAIN_MS = 300;
/** After so many cases the worker notes how far it has come, so that the next one goes on from there. */
const PORTION = 25;

/**
 * After a stop that was not in order: asks the workflow of each case touched since the last one for its state, which is
 * the truth, and puts aside what the log has beyond it. A case that cannot be asked is left for the next time.
 */
export async function compareAfterCrash(db: Database, client: Client): Promise<AfterCrash> {
  const behind = await casesBehind(db, client);
  if (behind > 0) return { compared: 0, phantoms: 0, cases: 0, behind, whole: false };
  const { cases, upTo } = await casesToCompare(db);
  const tally = { compared: 0, phantoms: 0, cases: 0 };
  let noting = true;
  for (const [index, touched] of cases.entries()) {
    const dropped = await atHalfSpeed(() => compareCase(db, client, touched));
    tally.compared += dropped === undefined ? 0 : 1;
    tally.phantoms += dropped ?? 0;
    tally.cases += (dropped ?? 0) > 0 ? 1 : 0;
    noting &&= dropped !== undefined;
    const next = cases[index + 1];
    if (noting && next !== undefined && (index + 1) % PORTION === 0)
      await noteCompared(db, Math.min(next.since - 1, upTo));
  }
  if (noting) await noteCompared(db, upTo);
  return { ...tally, behind: 0, whole: noting };
}

/** Decisions too old to be of a task that never completed, and yet unknown to their workflows. */
async function casesBehind(db: Database, client: Client): Promise<number> {
  let behind = 0;
  for (const { no, seq, run } of await earlierDecisions(db, PHANTOM_WITHIN_MS, PROBES)) {
    const view = await restingView(client, no);
    if (view !== undefined && view.run === run && view.state.seq < seq) behind += 1;
  }
  return behind;
}

/** How many rows were put aside; `undefined` when the case could not be asked. */
async function compareCase(db: Database, client: Client, { no, seq }: TouchedCase): Promise<number | undefined> {
  const view = await restingView(client, no);
  return view && dropPhantoms(db, no, seq, view);
}

/** Every question makes a worker replay a case; half of the time belongs to the cases that have something to do. */
async function atHalfSpeed<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  await pause(performance.now() - began);
  return result;
}

/**
 * The case as its workflow holds it; `undefined` when it gives no answer. It is asked between two tasks: a question
 * during one makes the replay take another moment for it than the run had. A case that is always at work mends its rows
 * itself, whenever it records.
 */
async function restingView(client: Client, no: string): Promise<WorkflowView | undefined> {
  const handle = client.workflow.getHandle(complaintWorkflowId(no));
  try {
    for (let look = 0; look < LOOKS; look += 1) {
      if (!(await handle.describe()).raw.pendingWorkflowTask) return await handle.query<WorkflowView>(VIEW_QUERY);
      await pause(LOOK_AGAIN_MS);
    }
  } catch {
    // Asked again at the next start.
  }
  return undefined;
}
