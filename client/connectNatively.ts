import type { ConnectionLike, ConnectionOptions } from '@temporalio/client';
// Not the package's index: that loads all of a worker, with what bundles workflows.
import { NativeConnection } from '@temporalio/worker/lib/connection.js';
import { Runtime } from '@temporalio/worker/lib/runtime.js';
import { DefaultLogger } from '@temporalio/worker/lib/logger.js';

export type EngineAccess = Readonly<{ address: string }> & Pick<ConnectionOptions, 'tls' | 'apiKey' | 'metadata'>;

/** Makes a connection of its own; fails while the server is away. */
export type Connect = (access: EngineAccess) => Promise<ConnectionLike>;

/**
 * The worker's connection, whose calls take less than half the processor time of those of grpc-js. Errors come to the
 * caller and are said there, so the core says nothing.
 */
export const connectNatively: Connect = ({ apiKey, ...access }) => {
  const key = typeof apiKey === 'function' ? apiKey() : apiKey;
  return NativeConnection.connect({ ...access, ...(key === undefined ? {} : { apiKey: key }) });
};

/** Once a process, before the first connection: signals are the process's own affair. */
export function installNativeRuntime(): void {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
}
