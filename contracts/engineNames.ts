/** What the workflows of one installation are called, so that several can share a namespace. */
export type EngineNames = Readonly<{
  taskQueue: string;
  /** Workflow type of a case, and what its workflow id begins with. */
  complaint: string;
  /** Workflow type of the nightly check, its one schedule, and what the ids of its runs begin with. */
  preflight: string;
  /** Workflow type of a duty, and what the ids of its schedules and runs begin with. */
  duty: string;
  /** Workflow type of the hourly upkeep, its one schedule, and what the ids of its runs begin with. */
  upkeep: string;
}>;

const COMPLAINT = '-complaint';
const PREFLIGHT = '-preflight';
const DUTY = '-duty';
const UPKEEP = '-upkeep';

/** `name`: `REDRESS_TEMPORAL_NAME`. */
export function engineNames(name = 'redress'): EngineNames {
  return {
    taskQueue: name,
    complaint: name + COMPLAINT,
    preflight: name + PREFLIGHT,
    duty: name + DUTY,
    upkeep: name + UPKEEP,
  };
}

/** Of whichever installation. */
export function isComplaintType(workflowType: string): boolean {
  return workflowType.endsWith(COMPLAINT);
}

/** Of whichever installation. */
export function isPreflightType(workflowType: string): boolean {
  return workflowType.endsWith(PREFLIGHT);
}

/** Of whichever installation. */
export function isDutyType(workflowType: string): boolean {
  return workflowType.endsWith(DUTY);
}

/** Of whichever installation. */
export function isUpkeepType(workflowType: string): boolean {
  return workflowType.endsWith(UPKEEP);
}

/** The workflow type is that of `engineNames`, or a run's own. */
export function complaintWorkflowId(no: string, workflowType: string): string {
  return `${workflowType}/${no}`;
}

/** Of a complaint: `20261123-000001`; drills begin with D. */
export const COMPLAINT_NUMBER = /^D?\d{8}-\d{6,}$/;

/** Number of the complaint that a workflow of this id is of; `undefined` where it is of none. */
export function complaintNumber(workflowId: string, workflowType: string): string | undefined {
  const prefix = complaintWorkflowId('', workflowType);
  const no = workflowId.slice(prefix.length);
  return workflowId.startsWith(prefix) && COMPLAINT_NUMBER.test(no) ? no : undefined;
}
