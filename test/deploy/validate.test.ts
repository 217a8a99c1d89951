import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Building it takes minutes of every core; `npm run deploy:validate` does it once.
const program = spawnSync(process.execPath, ['deploy/validate.mjs', '--where'], { encoding: 'utf8' }).stdout.trim();
const folder = mkdtempSync(join(tmpdir(), 'redress-validate-test-'));
const secrets = join(folder, '.env');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COMPOSE = 'docker-compose.yml';
const FILES = [COMPOSE, 'Dockerfile', '.dockerignore', '.npmrc', 'package.json', 'package-lock.json'];

function validate(
  cwd: string,
  env = secrets,
): { readonly status: number | null; readonly faults: readonly string[]; readonly said: string } {
  const { status, stderr, stdout } = spawnSync(program, ['--env-file', env], { cwd, encoding: 'utf8' });
  return { status, faults: stderr.split('\n').filter((line) => line !== ''), said: stdout };
}

/** The faults of a copy in which one text of one file is another, and the line where that text was. */
function broken(
  file: string,
  from: string,
  to: string,
): { readonly status: number | null; readonly faults: readonly string[]; readonly line: number } {
  const copy = mkdtempSync(join(folder, 'copy-'));
  for (const name of FILES) copyFileSync(name, join(copy, name));
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(copy, file), text.replace(from, to));
  return { ...validate(copy), line: text.slice(0, text.indexOf(from)).split('\n').length };
}

describe.skipIf(program === '')(
  `the container set-up, by the engines' own ` +
    `code${program === '' ? ' (SKIPPED: not built here; `npm run deploy:validate` builds it once)' : ''}`,
  () => {
    beforeAll(() => {
      expect(spawnSync(process.execPath, ['deploy/generate-secrets.mjs', secrets]).status).toBe(0);
    });

    it('is taken as it is', () => {
      const { status, faults, said } = validate('.');
      expect([status, faults]).toEqual([0, []]);
      expect(said).toContain('volumes: mail-data, postgres-data');
      expect(said).toContain('Dockerfile: 2 stages');
    });

    it.each([
      ['an unknown key', COMPOSE, 'shm_size: 256mb', 'shm_sise: 256mb', 'shm_sise'],
      [
        'a service that is not there',
        COMPOSE,
        'databases: { condition',
        'database: { condition',
        'undefined service "database"',
      ],
      [
        'services that wait for each other',
        COMPOSE,
        'postgres: { condition',
        'migrate: { condition',
        'dependency cycle',
      ],
      [
        'a variable that is set nowhere',
        COMPOSE,
        '${REDRESS_TIMEZONE:-}',
        '${REDRESS_TIMEZONE}',
        '"REDRESS_TIMEZONE" variable is not set',
      ],
      ['a misspelt instruction', 'Dockerfile', 'WORKDIR', 'WROKDIR', 'did you mean WORKDIR?'],
      [
        'a stage that is not there',
        'Dockerfile',
        '--from=build /app/dist',
        '--from=biuld /app/dist',
        'did you mean build?',
      ],
      ['a rule of the linter', 'Dockerfile', 'NODE_ENV=production', 'DB_PASSWORD=x', 'SecretsUsedInArgOrEnv'],
    ])('is refused with %s, at its line', (_what, file, from, to, says) => {
      const { status, faults, line } = broken(file, from, to);
      expect(status).toBe(1);
      expect(faults).toHaveLength(1);
      // The loader may begin a cycle at either end.
      expect(faults[0]).toMatch(
        says === 'dependency cycle' ? /^docker-compose\.yml:\d+: / : new RegExp(`^${file}:${line}: `),
      );
      expect(faults[0]).toContain(says);
    });

    it('is refused when a file that is copied is kept out', () => {
      expect(broken('.dockerignore', '!package-lock.json', '').faults).toEqual([
        expect.stringMatching(/^Dockerfile:\d+: CopyIgnoredFile: .*package-lock\.json/),
      ]);
    });

    it('is refused without secrets, one line for each', () => {
      const none = join(folder, 'none');
      mkdirSync(none);
      writeFileSync(join(none, '.env'), '');
      const { status, faults } = validate('.', join(none, '.env'));
      expect(status).toBe(1);
      expect(new Set(faults.map((one) => /required variable (\w+)/.exec(one)?.[1]))).toEqual(
        new Set([
          'POSTGRES_PASSWORD',
          'REDRESS_DB_PASSWORD',
          'TEMPORAL_DB_PASSWORD',
          'REDRESS_MASTER_KEY',
          'REDRESS_WEBHOOK_SECRET',
        ]),
      );
    });
  },
);
