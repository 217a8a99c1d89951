#!/usr/bin/env node
// `npm run fuzz [-- --seconds n --seed n]`: schemathesis sends some thousands of requests, made from /openapi.json, to
// an installation of its own. The Python packages are installed beside this file at the first run. Ends with one line
// of counts; exit code 1 on any failure.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RunningInstallation } from '../../dist/test/support/servers/runningInstallation.js';
import { seeded } from './seeded.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
  'negative_data_rejection',
  'positive_data_acceptance',
];

function fail(text) {
  process.stderr.write(`fuzz: ${text}\n`);
  process.exit(1);
}

function wholeNumber(name, text) {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) fail(`--${name} takes a whole number above 0`);
  return value;
}

/** The interpreter of a folder with the pinned packages; made once for each list of them. */
function python() {
  const windows = process.platform === 'win32';
  const venv = join(here, '.venv');
  const inside = join(venv, windows ? 'Scripts/python.exe' : 'bin/python');
  const wanted = readFileSync(join(here, 'requirements.txt'), 'utf8');
  const stamp = join(venv, '.redress-requirements');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return inside;
  const found = ['python3', 'python'].find(
    (name) =>
      spawnSync(name, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'], { stdio: 'ignore' })
        .status === 0,
  );
  if (found === undefined)
    fail('Python 3.10 or newer with its venv module is needed, as python3 or python on the PATH');
  process.stderr.write('fuzz: installing schemathesis (once, about half a minute) ...\n');
  rmSync(venv, { recursive: true, force: true });
  const steps = [
    [found, ['-m', 'venv', venv]],
    [inside, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', join(here, 'requirements.txt')]],
  ];
  for (const [command, args] of steps) {
    const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status !== 0) fail(`schemathesis could not be installed: ${String(stderr).trim().split('\n').at(-1)}`);
  }
  writeFileSync(stamp, wanted);
  return inside;
}

function run(command, args, options) {
  return new Promise((resolve) => spawn(command, args, { stdio: 'inherit', ...options }).on('exit', resolve));
}

const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } });
const seconds = wholeNumber('seconds', values.seconds ?? '120');
const seed = wholeNumber('seed', values.seed ?? String(1 + (Date.now() % 1_000_000)));
const interpreter = python();
const reports = mkdtempSync(join(tmpdir(), 'redress-fuzz-'));
const installation = await RunningInstallation.start({ env: { REDRESS_LOCALE: 'en' } });
let closing = '';
let failed = true;
try {
  const { api } = installation.ready;
  const known = JSON.stringify(await seeded(api));
  const code = await run(
    interpreter,
    [
      ...['-m', 'schemathesis.cli', '--config-file', join(here, 'schemathesis.toml'), 'run', `${api}/openapi.json`],
      ...['--phases', 'examples,coverage,fuzzing', '--checks', CHECKS.join(','), '--max-examples', '60'],
      // A stream has no end that could be waited for.
      ...['--exclude-path', '/v1/events', '--continue-on-failure', '--workers', '2', '--warnings', 'off', '--no-color'],
      ...['--max-time', String(seconds), '--seed', String(seed), '--generation-database', 'none'],
      ...['--generation-with-security-parameters', 'false', '--report', 'json', '--report-dir', reports],
    ],
    {
      cwd: reports,
      env: {
        ...process.env,
        PYTHONPATH: here,
        SCHEMATHESIS_HOOKS: 'hooks',
        REDRESS_FUZZ_KNOWN: known,
        PYTHONUTF8: '1',
      },
    },
  );
  const file = readdirSync(reports).find((name) => name.endsWith('.json'));
  const report = file === undefined ? undefined : JSON.parse(readFileSync(join(reports, file), 'utf8'));
  const ready = await fetch(`${api}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );
  const { operations, test_cases: cases, running_time: took } = report ?? {};
  const enough = cases !== undefined && cases.generated >= 500 && operations.tested === operations.selected;
  failed = code !== 0 || !ready || !enough;
  closing =
    report === undefined
      ? `schemathesis ended with ${code} and no report`
      : `${cases.generated} requests to ${operations.tested} of ${operations.selected} operations in ` +
        `${Math.round(took)} s (seed ${seed}): ` +
        `${cases.with_failures} with failures of ${cases.unique_failures} kinds, ${cases.errored} errors; ` +
        `${ready ? 'ready' : 'NOT ready'} at the end`;
} finally {
  await installation.stop();
  rmSync(installation.folder, { recursive: true, force: true });
  rmSync(reports, { recursive: true, force: true });
}
process.stdout.write(`fuzz: ${closing}\n`);
process.exit(failed ? 1 : 0);
