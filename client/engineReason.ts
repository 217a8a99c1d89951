import { isGrpcServiceError } from '@temporalio/client';

const LONGEST = 300;

/** Why the engine, or what a call of it needs, refuses: in its own words, on one line. */
export function engineReason(error: unknown): string {
  const cause = (error as { readonly cause?: unknown }).cause;
  const grpc = [error, cause].find((one) => isGrpcServiceError(one));
  const words = isGrpcServiceError(grpc) ? grpc.details : (error as Error).message;
  return words.split('\n', 1).join('').slice(0, LONGEST);
}
