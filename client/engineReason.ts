import { isGrpcServiceError } from '@temporalio/client';

const LONGEST = 300;

/** Temporal's own words, on one line. */
export function engineReason(error: unknown): string {
  const { message, cause } = error as Error;
  const words = [error, cause].find((one) => isGrpcServiceError(one))?.details ?? message;
  return words.split('\n', 1).join('').slice(0, LONGEST);
}
