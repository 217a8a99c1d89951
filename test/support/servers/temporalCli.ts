import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { temporalBinary } from '../../../runtime/temporal/temporalBinary.ts';
import { testTemporal } from './servers.ts';

/** The `temporal` command as an administrator types it, on the run's server; what it says on its output. */
export async function temporalCli(...args: readonly string[]): Promise<string> {
  const program = await temporalBinary(() => {});
  const { address, namespace } = await testTemporal();
  const { stdout } = await promisify(execFile)(program, [...args, '--address', address, '--namespace', namespace]);
  return stdout;
}
