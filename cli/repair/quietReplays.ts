let quieted = false;

/** Keeps replays of histories from filling the output of a command: its findings are what counts. Once in a process. */
export async function quietReplays(): Promise<void> {
  if (quieted) return;
  quieted = true;
  // Loaded when it is needed: the worker's half of the SDK would slow down every other command.
  const { DefaultLogger, Runtime } = await import('@temporalio/worker');
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: 'WARN', forward: {} } },
  });
}
