/**
 * Whether a run is the one that the case's log goes on with; one that is not ends, and the case goes on from its log in
 * a new one (ADR 22).
 */

import { ActivityFailure, ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import { FENCED } from '../../contracts/activities.ts';
import { TRY_AGAIN, type ComplaintInput } from '../../contracts/complaintWorkflow.ts';
import { complaintWorkflowId } from '../../contracts/engineNames.ts';

/** A start takes seconds where the server is away for a moment; whoever copies a run needs longer. */
const STALE_AFTER_MS = 10_000;

/** Throws unless this is the workflow of the case that its input names: it may have been started with a copy. */
export function requireOwnId({ no }: ComplaintInput): void {
  const { workflowId, workflowType } = workflowInfo();
  if (workflowId !== complaintWorkflowId(no, workflowType))
    throw fenced(`a workflow with the id ${workflowId} is not that of the complaint ${no}`);
}

/** The input was made long before this run was started, so the log may have gone on since. */
export function mayBeStale({ madeAt }: ComplaintInput): boolean {
  return workflowInfo().startTime.getTime() - madeAt > STALE_AFTER_MS;
}

/** The failure with which a run ends that the log goes on without. */
export function fenced(why: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(why, FENCED);
}

/** The failure of an Update of which this run cannot say yet what becomes of it. */
export function tryAgain(why: string): ApplicationFailure {
  return ApplicationFailure.create({
    message: `${why}: nothing was decided, send the same again`,
    type: TRY_AGAIN,
    nonRetryable: false,
  });
}

/** What was to be recorded rests on less than the log has. */
export function isFenced(error: unknown): error is ActivityFailure & { readonly cause: ApplicationFailure } {
  return error instanceof ActivityFailure && error.cause instanceof ApplicationFailure && error.cause.type === FENCED;
}
