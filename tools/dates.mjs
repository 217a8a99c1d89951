// `npm run test:dates`: the tests of rules, packs and API once more on days to come, so that none of them holds this
// year only. Ends with `N passed, N failed`. Without faketime nothing runs, which it says; where CI=true that is a
// failure.
import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporalBinary } from '../dist/runtime/temporal/temporalBinary.js';

/** Past the windows and published calendars of the shipped packs; and a day that few years have. */
const DAYS = ['2027-03-01', '2028-02-29'];
const RULES = ['test/domain/', 'test/packs/'];
/** Random lives, long lists of texts, and tests that read all sources: what takes them long is no date. */
const SLOW = [
  'domain/**/*roperties',
  'domain/**/hostZone',
  'domain/**/lives',
  'domain/**/time/zone',
  'domain/**/orderOfChanges',
  'domain/**/ownNames',
  'packs/**/diff',
  'packs/**/limits',
  'packs/**/mistakes',
];
/** Those in which cases of today are opened, acted on, moved, frozen and asked what-if. */
const API = [
  'cases/afterTheEnd',
  'cases/aheadOfNow',
  'cases/firstStep',
  'cases/freezing',
  'http/idempotency',
  'cases/lifeOfACase',
  'cases/packMigration',
  'whatif/whatIf.test',
  'cases/rulesAcross',
];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const say = (line) => void process.stdout.write(`${line}\n`);

/** The tests on one day; what their closing line counts. */
function run(day) {
  const ahead = Math.round((Date.parse(`${day}T09:00:00Z`) - Date.now()) / 1_000);
  const moved = ['--exclude-monotonic', '-f', `${ahead < 0 ? '' : '+'}${ahead}s`];
  const vitest = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    // The other day has the other core.
    '--maxWorkers=1',
    ...RULES,
    ...API.map((name) => `test/api/${name}`),
  ];
  const slow = SLOW.flatMap((name) => ['--exclude', `test/${name}.test.ts`]);
  const child = spawn('faketime', [...moved, process.execPath, ...vitest, ...slow], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  return new Promise((resolve) =>
    child.on('close', (code) => {
      process.stdout.write(said);
      const [, passed, failed] = said.match(/^(\d+) passed, (\d+) failed/m)?.map(Number) ?? [0, 0, 0];
      // A run that ends badly without a failed test is one failure.
      resolve({ passed, failed: failed === 0 && code !== 0 ? 1 : failed });
    }),
  );
}

if (spawnSync('faketime', ['--version']).error !== undefined) {
  const inCi = process.env.CI === 'true';
  say(`LEFT OUT: the tests on ${DAYS.join(' and ')}: faketime is not installed (Debian: apt-get install faketime)`);
  say(`0 passed, ${inCi ? 1 : 0} failed`);
  process.exit(inCi ? 1 : 0);
}
// Fetched or built by the true clock: under another one no certificate is valid.
await temporalBinary(say);
const total = { passed: 0, failed: 0 };
const began = performance.now();
await Promise.all(
  DAYS.map(async (day) => {
    const { passed, failed } = await run(day);
    total.passed += passed;
    total.failed += failed;
    say(`on ${day}: ${passed} passed and ${failed} failed in ${Math.round((performance.now() - began) / 1_000)} s`);
  }),
);
say(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
