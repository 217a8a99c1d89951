#!/usr/bin/env node
// `npm run mutation [-- files...] [-- --concurrency n]`: how many faults put into the rules on purpose the tests find.
// Needs its own packages, which are installed here at the first run. The rules and their tests are copied beside those
// packages, so the product is not touched.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function must(command, args, cwd = here) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (error !== undefined) process.stderr.write(`${command} could not be started: ${error.message}\n`);
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(here, 'node_modules', '@stryker-mutator', 'core')))
  must(npm, ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
const work = join(here, '.work');
rmSync(work, { recursive: true, force: true });
for (const name of ['domain', 'language', 'packs', 'docs', 'test/model', 'test/domain', 'test/packs', 'test/support'])
  cpSync(join(root, name), join(work, name), { recursive: true });
for (const name of ['stryker.config.mjs', 'vitest.mutation.config.ts', 'fewerRuns.ts', 'package.json'])
  cpSync(join(here, name), join(work, name));
const args = process.argv.slice(2);
const files = args.filter((arg) => arg.endsWith('.ts'));
const options = args.filter((arg) => !arg.endsWith('.ts'));
must(
  process.execPath,
  [
    join(here, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js'),
    'run',
    ...(files.length === 0 ? [] : ['--mutate', files.join(',')]),
    ...options,
  ],
  work,
);
