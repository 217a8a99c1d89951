import { setTimeout as pause } from 'node:timers/promises';
import { isGrpcServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { REJECTED, TRY_AGAIN, type ActionOutcome } from '../contracts/complaintWorkflow.ts';
import type { Rejection } from '../domain/case/rejection.ts';

/** `unavailable`: no answer; the next try shows whether it was done. */
export type ActionAnswer =
  | Readonly<{ ok: true; outcome: ActionOutcome }>
  | Readonly<{ ok: false; failure: 'refused'; rejection: Rejection }>
  | Readonly<{ ok: false; failure: 'unavailable' }>;

const NO_ANSWER = ['WorkflowUpdateRPCTimeoutOrCancelledError', 'ServiceError', 'WorkflowNotFoundError'];
/** The case waits for one statement. */
const TRY_AGAIN_MS = 50;

/** Sends an Update again while the case waits for the database, until the call's deadline. */
export async function untilTaken<T>(send: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (causeOf(error)?.type !== TRY_AGAIN) throw error;
      await pause(TRY_AGAIN_MS);
    }
  }
}

/** Rethrows what says nothing to the caller. */
export function failureOf(error: unknown): ActionAnswer {
  const { type, details } = causeOf(error) ?? {};
  if (type === REJECTED && details?.[0] !== undefined)
    return { ok: false, failure: 'refused', rejection: details[0] as Rejection };
  if (isUnavailable(error)) return { ok: false, failure: 'unavailable' };
  throw error;
}

/** The run ended before it had answered. */
export function endedUnderIt(error: unknown): boolean {
  return causeOf(error)?.type === 'AcceptedUpdateCompletedWorkflow';
}

export function isUnavailable(error: unknown): boolean {
  const { name = '', cause } = error as Readonly<{ name?: string; cause?: unknown }>;
  return isGrpcServiceError(error) || isGrpcServiceError(cause) || NO_ANSWER.includes(name);
}

function causeOf(error: unknown): ApplicationFailure | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? cause : undefined;
}

const LONGEST = 300;

/** Temporal's own words, on one line. */
export function engineReason(error: unknown): string {
  const { message, cause } = error as Error;
  const words = [error, cause].find((one) => isGrpcServiceError(one))?.details ?? message;
  return words.split('\n', 1).join('').slice(0, LONGEST);
}
