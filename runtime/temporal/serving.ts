/** Whether a Temporal server answers, and why not. */

import { Connection, isGrpcServiceError, type ConnectionOptions } from '@temporalio/client';
import { eventually } from '../machine/eventually.ts';
import { handshakeFault } from './handshakeFault.ts';

const TRY_MS = 2_000;
/** Codes of gRPC for who may not: waiting does not help. */
const REFUSED = [7, 16];

/** Waits until the server answers. */
export async function isServing(at: ConnectionOptions, withinMs: number): Promise<boolean> {
  return (await whyNotServing(at, withinMs)) === undefined;
}

/** Waits until the server answers or refuses us; then, or when the time is over, the last reason why it does not. */
export async function whyNotServing(at: ConnectionOptions, withinMs: number): Promise<string | undefined> {
  let reason: string | undefined;
  const settled = async (): Promise<boolean> => {
    reason = await handshakeFault(at);
    if (reason !== undefined) return true;
    const connection = Connection.lazy({ ...at, connectTimeout: TRY_MS });
    try {
      await connection.withDeadline(Date.now() + TRY_MS, () => connection.workflowService.getSystemInfo({}));
      reason = undefined;
      return true;
    } catch (error) {
      reason = isGrpcServiceError(error) ? error.details : (error as Error).message;
      return isGrpcServiceError(error) && REFUSED.includes(error.code);
    } finally {
      await connection.close();
    }
  };
  await eventually(settled, withinMs, 150);
  return reason;
}
