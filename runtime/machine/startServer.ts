import { spawn, type SpawnOptions } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { BilingualError } from '../../language/bilingual.ts';

/** Outlives us; its output goes to `log`. Detached: Ctrl-C must reach only the supervisor. Returns the pid. */
export function startServer(program: string, args: readonly string[], log: string, options: SpawnOptions): number {
  const file = openSync(log, 'a', 0o600);
  const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', file, file] });
  closeSync(file);
  child.unref();
  // Without a listener this error would end the process.
  child.on('error', () => {});
  if (child.pid === undefined)
    throw new BilingualError({ zh: `无法启动 ${program}`, en: `${program} could not be started` });
  return child.pid;
}
