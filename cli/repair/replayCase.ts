/** A case as Temporal's histories tell it, whether or not any worker runs. */

import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { ReserveRequest, Writer } from '../../contracts/activities.ts';
import type { ComplaintInput } from '../../contracts/complaintWorkflow.ts';
import { complaintWorkflowId } from '../../contracts/engineNames.ts';
import { inflateRules } from '../../contracts/engineRules.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { evolveAll } from '../../domain/case/evolve.ts';
import { openRegistered } from '../../domain/decide/openCase.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { BilingualError } from '../../language/bilingual.ts';
import type { ReplayedRun } from '../../worker/replayRun.ts';

export interface ReplayedCase {
  /** The latest run waits for what comes. */
  readonly running: boolean;
  /** As the server names it: RUNNING, COMPLETED, TERMINATED ... */
  readonly status: string;
  readonly input: ComplaintInput;
  /** Where the events below begin; `undefined` when they are all there are. */
  readonly before: CaseState | undefined;
  readonly events: readonly RecordedEvent[];
  readonly state: CaseState;
  readonly granted: readonly ReserveRequest[];
  /** The latest run, at the end of its history. */
  readonly writer: Writer;
}

/**
 * Replays the case's latest run, and earlier ones until the events after `known` are there (or their histories are
 * gone). `undefined` when Temporal knows no such case, or only a run that the log goes on without: it has failed, and
 * knows nothing more.
 */
export async function replayCase(
  client: Client,
  no: string,
  known: number,
  workflowType: string,
): Promise<ReplayedCase | undefined> {
  // Loaded when it is needed: the worker's half of the SDK would slow down every other command.
  const { replayRun } = await import('../../worker/replayRun.ts');
  const workflowId = complaintWorkflowId(no, workflowType);
  const described = await client.workflow
    .getHandle(workflowId)
    .describe()
    .catch((error: unknown) => {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    });
  if (described === undefined || described.status.name === 'FAILED') return undefined;
  const runOf = async (runId: string): Promise<ReplayedRun> =>
    replayRun(await client.workflow.getHandle(workflowId, runId).fetchHistory(), workflowId);
  const runs = [await runOf(described.runId)];
  const firstOf = (): ReplayedRun => runs[0] as ReplayedRun;
  if ((firstOf().input.carried?.state.seq ?? 0) > known) {
    for (const runId of await earlierRuns(client, workflowId, described.startTime)) {
      runs.unshift(await runOf(runId));
      if ((firstOf().input.carried?.state.seq ?? 0) <= known) break;
    }
  }
  const before = firstOf().input.carried?.state;
  const opened = before === undefined ? openedBy(firstOf()) : [];
  const events = [...opened, ...runs.flatMap((run) => run.events)];
  const state = evolveAll(before, events);
  if (state === undefined)
    throw new BilingualError({
      zh: '其历史中没有事件',
      en: 'its history holds no event',
    });
  const { name: status } = described.status;
  return {
    running: status === 'RUNNING',
    status,
    input: firstOf().input,
    before,
    events,
    state,
    granted: runs.flatMap((run) => run.granted),
    writer: { run: described.runId, task: described.historyLength },
  };
}

/** Latest first. */
async function earlierRuns(client: Client, workflowId: string, latest: Date): Promise<readonly string[]> {
  const found: { readonly runId: string; readonly at: number }[] = [];
  for await (const run of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
    if (run.startTime < latest) found.push({ runId: run.runId, at: run.startTime.getTime() });
  }
  return found.toSorted((a, b) => b.at - a.at).map((one) => one.runId);
}

function openedBy(run: ReplayedRun): readonly RecordedEvent[] {
  const { input, rules } = run;
  return openRegistered(inflateRules(rules), input.intake, input.base.origin).events;
}
