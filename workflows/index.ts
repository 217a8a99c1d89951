import { workflowInfo } from '@temporalio/workflow';
import { isComplaintType, isDutyType, isPreflightType, isUpkeepType } from '../contracts/engineNames.ts';
import { complaint } from './complaint.ts';
import { duty } from './duty.ts';
import { preflight } from './preflight.ts';
import { upkeep } from './upkeep.ts';

/** Runs what the name ends with: what comes before is a setting of the installation. */
export default function byType(...args: unknown[]): Promise<unknown> {
  const { workflowType } = workflowInfo();
  if (isComplaintType(workflowType)) return complaint(...(args as Parameters<typeof complaint>));
  if (isPreflightType(workflowType)) return preflight();
  if (isDutyType(workflowType)) return duty(...(args as Parameters<typeof duty>));
  if (isUpkeepType(workflowType)) return upkeep();
  // Fails the task, not the workflow: it may be meant for a worker of another build.
  throw new Error(`Redress has no workflow of type ${workflowType}`);
}
