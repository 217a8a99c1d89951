import { temporalBinary } from '../../../runtime/temporal/temporalBinary.ts';
import { stopTestServers } from './servers.ts';

/**
 * Fetches or builds the Temporal server before any test waits for it (minutes, once a machine). Servers are started by
 * the first test that asks; whatever was started is stopped at the end of the run.
 */
export default async function setup(): Promise<() => Promise<void>> {
  process.env['REDRESS_TEST_RUN'] ??= `${Date.now()}-${process.pid}`;
  await temporalBinary((text) => process.stderr.write(`${text}\n`));
  return stopTestServers;
}
