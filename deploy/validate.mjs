#!/usr/bin/env node
// Checks docker-compose.yml and every Dockerfile with the program in deploy/validate, which is built once from its Go
// modules. Usage: node deploy/validate.mjs [--where] [--env-file FILE] [COMPOSE_FILE]; --where only says where the
// program is, and nothing when it was never built.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { putInPlace, runGo } from '../dist/runtime/temporal/goProgram.js';
import { inCache } from '../dist/runtime/temporal/temporalBinary.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = join(root, 'deploy', 'validate');
// Another source is another program: checkouts share the cache.
const digest = createHash('sha256');
for (const name of readdirSync(sources).toSorted()) digest.update(readFileSync(join(sources, name)));
const program = inCache(`deploy-validate-${digest.digest('hex').slice(0, 12)}`);

async function build() {
  mkdirSync(dirname(program), { recursive: true });
  const made = `${program}.${process.pid}`;
  const args = ['build', '-v', '-trimpath', '-buildvcs=false', '-o', made, '.'];
  const what = { zh: '编排文件与 Dockerfile 校验程序', en: 'the validator of compose files and Dockerfiles' };
  const lasts = { zh: '两分钟', en: 'about two minutes' };
  await runGo({ what, lasts, args, cwd: sources }, (text) => process.stderr.write(`${text}\n`));
  putInPlace(made, program);
}

/** With secrets made just now: those of an installation are nobody's business here. */
function validate(composeFile, envFile) {
  const folder = mkdtempSync(join(tmpdir(), 'redress-validate-'));
  try {
    const secrets = envFile ?? join(folder, '.env');
    if (envFile === undefined) {
      const generated = spawnSync(process.execPath, [join(root, 'deploy/generate-secrets.mjs'), secrets], {
        encoding: 'utf8',
      });
      if (generated.status !== 0) throw new Error(generated.stderr);
    }
    const { status, error } = spawnSync(program, ['--env-file', secrets, composeFile], { stdio: 'inherit' });
    if (error) throw error;
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  const { values, positionals } = parseArgs({
    options: { where: { type: 'boolean' }, 'env-file': { type: 'string' } },
    allowPositionals: true,
  });
  if (values.where) process.stdout.write(existsSync(program) ? `${program}\n` : '');
  else {
    if (!existsSync(program)) await build();
    process.exitCode = validate(positionals[0] ?? 'docker-compose.yml', values['env-file']);
  }
} catch (error) {
  process.stderr.write(`nothing was checked: ${error.message}\n`);
  process.exitCode = 2;
}
