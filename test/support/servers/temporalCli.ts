import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { temporalBinary } from '../../../runtime/temporal/temporalBinary.ts';
import { testTemporal } from './servers.ts';

/** The `temporal` command as an administrator types it, on the run's server; what it says on its output. */
export async function temporalCli(...args: readonly string[]): Promise<string> {
  return temporalCliIn((await testTemporal()).namespace, ...args);
}

/** The same in a namespace of the test's own. */
export async function temporalCliIn(namespace: string, ...args: readonly string[]): Promise<string> {
  const program = await temporalBinary(() => {});
  const { address } = await testTemporal();
  const { stdout } = await promisify(execFile)(program, [...args, '--address', address, '--namespace', namespace]);
  return stdout;
}
