import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One folder a test run; all test processes of the run share its servers. */
export function runFolder(): string {
  const folder = join(tmpdir(), `redress-test-${process.env['REDRESS_TEST_RUN'] ?? 'alone'}`);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

/** Starts or makes a thing once for the whole run: the first process that asks does, the others wait for its note. */
export async function once<T>(name: string, start: () => Promise<T>): Promise<T> {
  const folder = runFolder();
  const note = join(folder, `${name}.json`);
  const lock = join(folder, `${name}.lock`);
  for (;;) {
    if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as T;
    try {
      mkdirSync(lock);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    const started = await start();
    writeFileSync(`${note}.new`, JSON.stringify(started));
    renameSync(`${note}.new`, note);
    return started;
  }
}
