import { setTimeout as pause } from 'node:timers/promises';
import { isGrpcServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { REJECTED, TRY_AGAIN, type ActionOutcome } from '../contracts/complaintWorkflow.ts';
import type { Rejection } from '../domain/case/rejection.ts';

/** `unavailable`: no answer, and what the engine said; the next try shows whether it was done. */
export type ActionAnswer =
  | Readonly<{ ok: true; outcome: ActionOutcome }>
  | Readonly<{ ok: false; failure: 'refused'; rejection: Rejection }>
  | Readonly<{ ok: false; failure: 'unavailable'; because: string }>;

const NO_ANSWER = ['WorkflowUpdateRPCTimeoutOrCancelledError', 'ServiceError', 'WorkflowNotFoundError'];
/** The case waits for one statement. */
const TRY_AGAIN_MS = 50;
/** Tries of an Update whose task fails: each waits longer, 2 s in all. A case that cannot go on fails every one. */
const FAILED_TASKS = 8;
/** gRPC's FAILED_PRECONDITION. Other passing failures are tried again by the SDK. */
const TASK_FAILED = 9;

/**
 * Sends an Update again while the case waits for the database, until the call's deadline; and some times when the task
 * that had it failed, as one does whose end meets a Signal: nothing came of it, and its id makes it one request.
 */
export async function untilTaken<T>(send: () => Promise<T>): Promise<T> {
  for (let failed = 0; ;) {
    try {
      return await send();
    } catch (error) {
      if (causeOf(error)?.type === TRY_AGAIN) await pause(TRY_AGAIN_MS);
      else if (grpcOf(error)?.code === TASK_FAILED && failed < FAILED_TASKS) await pause(TRY_AGAIN_MS * (failed += 1));
      else throw error;
    }
  }
}

/** Rethrows what says nothing to the caller. */
export function failureOf(error: unknown): ActionAnswer {
  const { type, details } = causeOf(error) ?? {};
  if (type === REJECTED && details?.[0] !== undefined)
    return { ok: false, failure: 'refused', rejection: details[0] as Rejection };
  if (isUnavailable(error)) return { ok: false, failure: 'unavailable', because: engineReason(error) };
  throw error;
}

/** The run ended before it had answered. */
export function endedUnderIt(error: unknown): boolean {
  return causeOf(error)?.type === 'AcceptedUpdateCompletedWorkflow';
}

export function isUnavailable(error: unknown): boolean {
  const { name = '' } = error as Readonly<{ name?: string }>;
  return grpcOf(error) !== undefined || NO_ANSWER.includes(name);
}

function grpcOf(error: unknown): (Error & Readonly<{ code: number; details: string }>) | undefined {
  return [error, (error as Error).cause].find((one) => isGrpcServiceError(one));
}

function causeOf(error: unknown): ApplicationFailure | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? cause : undefined;
}

const LONGEST = 300;
/** gRPC's names of its codes, by number. */
const CODES =
  'OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED ' +
  'RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS ' +
  'UNAUTHENTICATED';
const CODE_NAMES = CODES.split(' ');

/** Temporal's own words, on one line, with gRPC's code of the failure: the same whichever connection brought them. */
export function engineReason(error: unknown): string {
  const grpc = grpcOf(error);
  // The native connection leaves the code out of its message, and says nothing in the details.
  const said =
    grpc === undefined
      ? (error as Error).message
      : `${grpc.code} ${CODE_NAMES[grpc.code] ?? ''}: ${grpc.details || grpc.message}`;
  return said.split('\n', 1).join('').slice(0, LONGEST);
}
