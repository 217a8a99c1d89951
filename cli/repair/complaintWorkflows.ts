import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { COMPLAINT_WORKFLOW, complaintWorkflowId } from '../../contracts/complaintWorkflow.ts';

const PREFIX = complaintWorkflowId('');

/** Numbers of all cases that Temporal lists, with the status of the latest run of each. Lists lag by a moment. */
export async function complaintWorkflows(client: Client): Promise<ReadonlyMap<string, string>> {
  const latest = new Map<string, { readonly status: string; readonly at: number }>();
  for await (const { workflowId, status, startTime } of client.workflow.list({
    query: `WorkflowType = '${COMPLAINT_WORKFLOW}'`,
  })) {
    const no = workflowId.slice(PREFIX.length);
    const known = latest.get(no);
    if (known === undefined || known.at < startTime.getTime())
      latest.set(no, { status: status.name, at: startTime.getTime() });
  }
  return new Map([...latest].map(([no, { status }]) => [no, status]));
}

/** Status of a case's latest run as the server has it now; `undefined` when it knows none. */
export async function latestStatus(client: Client, no: string): Promise<string | undefined> {
  try {
    return (await client.workflow.getHandle(complaintWorkflowId(no)).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
