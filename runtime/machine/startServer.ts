import { spawn, type SpawnOptions } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { BilingualError } from '../../language/bilingualError.ts';

/**
 * Starts a server that outlives us; what it prints is added to `log`. Detached: Ctrl-C in a terminal must reach the
 * supervisor only, which stops the parts in order. Returns the pid.
 */
export function startServer(program: string, args: readonly string[], log: string, options: SpawnOptions): number {
  const file = openSync(log, 'a', 0o600);
  const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', file, file] });
  closeSync(file);
  child.unref();
  // A program that cannot be started has no pid; its error event, without a listener, would end the process.
  child.on('error', () => {});
  if (child.pid === undefined)
    throw new BilingualError({ zh: `无法启动 ${program}`, en: `${program} could not be started` });
  return child.pid;
}
