import { DefaultLogger, Runtime } from '@temporalio/worker';

let quieted = false;

/** Keeps the workers of a test process from filling its output; errors are still shown. */
export function quietRuntime(): void {
  if (quieted) return;
  quieted = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: 'WARN', forward: {} } },
  });
}
