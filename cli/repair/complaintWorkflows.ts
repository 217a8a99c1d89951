import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { complaintNumber, complaintWorkflowId } from '../../contracts/engineNames.ts';

/** What Temporal lists of the type. Lists lag by a moment. */
export type ListedWorkflows = Readonly<{
  /** Status of the latest run of each case, by its number. */
  statuses: ReadonlyMap<string, string>;
  /** Ids of workflows that are of no case, as those of another team. */
  strays: readonly string[];
}>;

export async function complaintWorkflows(client: Client, workflowType: string): Promise<ListedWorkflows> {
  const latest = new Map<string, { readonly status: string; readonly at: number }>();
  const strays = new Set<string>();
  for await (const { workflowId, status, startTime } of client.workflow.list({
    query: `WorkflowType = '${workflowType}'`,
  })) {
    const no = complaintNumber(workflowId, workflowType);
    const known = latest.get(no ?? '');
    if (no === undefined) strays.add(workflowId);
    else if (known === undefined || known.at < startTime.getTime())
      latest.set(no, { status: status.name, at: startTime.getTime() });
  }
  return { statuses: new Map([...latest].map(([no, { status }]) => [no, status])), strays: [...strays].toSorted() };
}

/**
 * Which of the listed the database has no complaint of: numbers that it has lost, and ids that never were of a
 * complaint. A workflow under such a number that failed has refused to run.
 */
export function unknownTo(
  known: ReadonlySet<string>,
  { statuses, strays }: ListedWorkflows,
  workflowType: string,
): { readonly lost: readonly string[]; readonly strays: readonly string[] } {
  const unknown = [...statuses].filter(([no]) => !known.has(no));
  const refused = unknown
    .filter(([, status]) => status === 'FAILED')
    .map(([no]) => complaintWorkflowId(no, workflowType));
  const lost = unknown.filter(([, status]) => status !== 'FAILED').map(([no]) => no);
  return { lost: lost.toSorted(), strays: [...strays, ...refused] };
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
