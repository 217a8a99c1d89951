// Lets threads that a test starts read the sources as they are: this Node may not know TypeScript, and a thread does
// not go through Vitest. By WebAssembly: a native compiler that Vitest's own thread has loaded as well crashes both.
// Each file is compiled once a run, not once a thread.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import { transformSync } from 'amaro';

const folder = join(tmpdir(), `redress-test-${process.env.REDRESS_TEST_RUN ?? 'alone'}`, 'compiled');
mkdirSync(folder, { recursive: true });

export function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  return { format: 'module', source: compiled(readFileSync(fileURLToPath(url), 'utf8')), shortCircuit: true };
}

function compiled(text) {
  const file = join(folder, createHash('sha256').update(text).digest('hex'));
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const { code } = transformSync(text);
  const mine = `${file}.${process.pid}.${threadId}`;
  writeFileSync(mine, code);
  renameSync(mine, file);
  return code;
}
