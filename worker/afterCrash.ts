import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { STATE_QUERY, type WorkflowView } from '../contracts/complaintWorkflow.ts';
import { complaintWorkflowId } from '../contracts/engineNames.ts';
import { casesToCompare, earlierDecisions, noteCompared, type TouchedCase } from '../store/repair/cleanStops.ts';
import type { Database } from '../store/database/database.ts';
import { supersedeUncompletedTask } from '../store/log/supersedeUncompletedTask.ts';

type AfterCrash = Readonly<{
  compared: number;
  /** Rows dropped, in how many cases. */
  phantoms: number;
  cases: number;
  /** Cases of which Temporal has lost something: then nothing is dropped. */
  behind: number;
  /** Every case was compared; else the rest waits for the next start. */
  whole: boolean;
}>;

/** A case's workflow asked for its state; `undefined` without an answer. */
type Look = (no: string) => Promise<WorkflowView | undefined>;

/** Older rows, ms before the latest decision, cannot be of a task that a dying worker left uncompleted. */
const PHANTOM_WITHIN_MS = 120_000;
/** Cases that show whether Temporal lost anything. */
const PROBES = 20;
/** A busy case is asked again so often. */
const LOOKS = 10;
const LOOK_AGAIN_MS = 300;
/** Progress is noted for the next start. */
const PORTION = 25;

/**
 * After an unclean stop: asks each touched case's workflow for its state, which is the truth, and drops what the log
 * has beyond it. A case without an answer waits for the next start.
 */
export async function compareAfterCrash(db: Database, client: Client, workflowType: string): Promise<AfterCrash> {
  const look = (no: string) => restingView(client.workflow.getHandle(complaintWorkflowId(no, workflowType)));
  const behind = await casesBehind(db, look);
  if (behind > 0) return { compared: 0, phantoms: 0, cases: 0, behind, whole: false };
  const { cases, upTo } = await casesToCompare(db);
  const tally = { compared: 0, phantoms: 0, cases: 0 };
  let noting = true;
  for (const [index, touched] of cases.entries()) {
    const dropped = await atHalfSpeed(() => compareCase(db, look, touched));
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

/** Decisions too old for an uncompleted task, yet unknown to their workflows. */
async function casesBehind(db: Database, look: Look): Promise<number> {
  let behind = 0;
  for (const { no, seq, run } of await earlierDecisions(db, PHANTOM_WITHIN_MS, PROBES)) {
    const view = await look(no);
    if (view !== undefined && view.run === run && view.state.seq < seq) behind += 1;
  }
  return behind;
}

/** How many rows were dropped; `undefined` without an answer. */
async function compareCase(db: Database, look: Look, { no, seq }: TouchedCase): Promise<number | undefined> {
  const view = await look(no);
  return view && supersedeUncompletedTask(db, no, seq, view);
}

/** Each question makes a worker replay a case; half of the time stays for cases at work. */
async function atHalfSpeed<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  await pause(performance.now() - began);
  return result;
}

/**
 * Between two tasks: a Query during one makes replay see another moment than the run. `undefined` without an answer; a
 * busy case mends its rows itself when it records.
 */
async function restingView(handle: WorkflowHandle): Promise<WorkflowView | undefined> {
  try {
    for (let look = 0; look < LOOKS; look += 1) {
      if (!(await handle.describe()).raw.pendingWorkflowTask) return await handle.query<WorkflowView>(STATE_QUERY);
      await pause(LOOK_AGAIN_MS);
    }
  } catch {
    // Asked again at the next start.
  }
  return undefined;
}
