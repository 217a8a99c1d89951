import { stopTestServers } from './servers.ts';

/** Servers are started by the first test that asks; whatever was started is stopped at the end of the run. */
export default function setup(): () => Promise<void> {
  process.env['REDRESS_TEST_RUN'] ??= `${Date.now()}-${process.pid}`;
  return stopTestServers;
}
