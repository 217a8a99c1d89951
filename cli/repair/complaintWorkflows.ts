import { WorkflowNotFoundError, type Client, type WorkflowExecutionInfo } from '@temporalio/client';
import { complaintNumber, complaintWorkflowId } from '../../contracts/engineNames.ts';

/** What Temporal has of the type and the database has not. Lists lag by a moment. */
export type UnknownWorkflows = Readonly<{
  /** Numbers that the database has lost. */
  lost: readonly string[];
  /** Ids of workflows that are of no case, as those of another team. */
  strays: readonly string[];
}>;

type Listed = Pick<WorkflowExecutionInfo, 'workflowId' | 'status' | 'startTime'>;

const AT_ONCE = 500;

/** `known`: which of the numbers the database has. Keeps in memory only what it does not have. */
export function unknownWorkflows(
  client: Client,
  workflowType: string,
  known: (numbers: readonly string[]) => Promise<readonly string[]>,
): Promise<UnknownWorkflows> {
  return unknownOf(client.workflow.list({ query: `WorkflowType = '${workflowType}'` }), workflowType, known);
}

/** A workflow under a number of no complaint that failed has refused to run. */
export async function unknownOf(
  listed: AsyncIterable<Listed>,
  workflowType: string,
  known: (numbers: readonly string[]) => Promise<readonly string[]>,
): Promise<UnknownWorkflows> {
  const strays = new Set<string>();
  const unknown = new Map<string, Listed>();
  let page: (readonly [no: string, run: Listed])[] = [];
  const sift = async (): Promise<void> => {
    const there = new Set(await known(page.map(([no]) => no)));
    for (const [no, run] of page)
      if (!there.has(no) && (unknown.get(no)?.startTime ?? Number.NEGATIVE_INFINITY) < run.startTime)
        unknown.set(no, run);
    page = [];
  };
  for await (const run of listed) {
    const no = complaintNumber(run.workflowId, workflowType);
    if (no === undefined) strays.add(run.workflowId);
    else page.push([no, run]);
    if (page.length === AT_ONCE) await sift();
  }
  await sift();
  const lost: string[] = [];
  for (const [no, { status, workflowId }] of unknown)
    if (status.name === 'FAILED') strays.add(workflowId);
    else lost.push(no);
  return { lost: lost.toSorted(), strays: [...strays].toSorted() };
}

/** Status of a case's latest run as the server has it now; `undefined` when it knows none. */
export async function latestStatus(client: Client, no: string, workflowType: string): Promise<string | undefined> {
  try {
    return (await client.workflow.getHandle(complaintWorkflowId(no, workflowType)).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
