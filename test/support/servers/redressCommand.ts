import { spawn } from 'node:child_process';
import { projectRoot } from '../../../config/projectRoot.ts';

/** A `redress` command of the build with these settings alone; all that it says, in English. */
export function redressCommand(
  settings: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly out: string }> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], REDRESS_LOCALE: 'en', ...settings };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['dist/cli/main.js', ...args], { cwd: projectRoot(), env });
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.on('close', (code) => resolve({ code, out }));
  });
}
