import { complaintWorkflowId, engineNames } from '../../../contracts/engineNames.ts';

/** Of an installation that has its usual name. */
export function caseWorkflowId(no: string): string {
  return complaintWorkflowId(no, engineNames().complaint);
}
