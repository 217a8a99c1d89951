import { activityInfo, getClient } from '@temporalio/activity';
import { shownIdentity } from '../contracts/shownIdentity.ts';

/** A cancellation is among the last events of the run that asks. */
const LAST = 50;

/** Who asked for the cancellation of the run that asks, as far as Temporal says it; `null` where it does not. */
export async function cancelledBy(): Promise<string | null> {
  const { workflowExecution } = activityInfo();
  const { workflowService, options } = getClient();
  const { history } = await workflowService.getWorkflowExecutionHistoryReverse({
    namespace: options.namespace,
    execution: workflowExecution ?? {},
    maximumPageSize: LAST,
  });
  const asked = history?.events?.find((event) => event.workflowExecutionCancelRequestedEventAttributes);
  return shownIdentity(asked?.workflowExecutionCancelRequestedEventAttributes?.identity) ?? null;
}
