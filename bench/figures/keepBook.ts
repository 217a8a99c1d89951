import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/projectRoot.ts';
import { commit } from './machine.ts';

/**
 * Keeps a result as JSON under `bench/results/`, named after what it is, when, and of which commit; returns the file.
 */
export function keepBook(name: string, command: string, result: Readonly<Record<string, unknown>>): string {
  const folder = join(projectRoot(), 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString();
  const file = join(folder, `${name}-${at.slice(0, 16).replace(':', '')}-${commit()}.json`);
  writeFileSync(
    file,
    `${JSON.stringify({ command, at, commit: commit(), node: process.version, ...result }, undefined, 2)}\n`,
  );
  return file;
}
