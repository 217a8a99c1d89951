import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Environment } from '../../config/environment.ts';
import { isAlive } from '../../runtime/machine/processes.ts';
import { readReady } from '../../runtime/machine/readyFile.ts';
import { temporalBinary } from '../../runtime/temporal/temporalBinary.ts';
import type { Output } from '../output/output.ts';
import { sayOnStderr } from '../output/sayOnStderr.ts';

/**
 * `redress temporal …`: Temporal's own CLI on the server and namespace of this installation, which its options
 * `--address` and `--namespace` change. Ends with its exit code.
 */
export async function temporal(env: Environment, out: Output, args: readonly string[]): Promise<number> {
  const ready = readReady(env.dataFolder);
  const address = env.TEMPORAL_ADDRESS ?? (ready !== undefined && isAlive(ready.pid) ? ready.temporal : undefined);
  const at = address === undefined ? {} : { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: env.TEMPORAL_NAMESPACE };
  const child = spawn(await temporalBinary(sayOnStderr(out.locale)), args, {
    env: { ...process.env, ...at },
    stdio: 'inherit',
  });
  // Ctrl-C reaches it through the terminal.
  process.on('SIGINT', () => {});
  process.once('SIGTERM', () => child.kill());
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
