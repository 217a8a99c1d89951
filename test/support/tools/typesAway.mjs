// Lets threads that a test starts read the sources as they are: this Node may not know TypeScript, and a thread does
// not go through Vitest. By WebAssembly: a native compiler that Vitest's own thread has loaded as well crashes both.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'amaro';

export function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'));
  return { format: 'module', source: code, shortCircuit: true };
}
