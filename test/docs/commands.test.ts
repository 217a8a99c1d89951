import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIFECYCLE_ACTIONS } from '../../packs/schema/lifecycleActions.ts';
import { cachedTemporal } from '../../runtime/temporal/temporalBinary.ts';
import { openDatabase, rows } from '../../store/database/database.ts';
import { outletComplaint } from '../support/cases/complaints.ts';
import { RunningInstallation } from '../support/servers/runningInstallation.ts';

let installation: RunningInstallation;
/** The number of a case that there is. */
let someCase = '';

beforeAll(async () => {
  installation = await RunningInstallation.start({ env: { REDRESS_LOCALE: 'en' } });
  const answer = await fetch(`${installation.ready.api}/v1/complaints`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(outletComplaint()),
  });
  ({ no: someCase } = (await answer.json()) as { no: string });
});
afterAll(() => installation.stop());

/** Why the blocks that are marked further than `sh` are not run here. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  start: 'installs and starts what runs here already',
  long: 'plays for minutes, and runs this very test',
  template: 'has places to fill in',
  containers: 'needs an engine for containers; `node deploy/check.mjs` runs its commands without one',
  'own-servers': 'needs servers that are not embedded; test/cli/installation and test/e2e/securedTemporal do it',
  migration: 'needs two versions in force and two administrators; test/api/cases/packMigration does it',
  bench: 'measures for minutes to hours',
};
/** Run from top to bottom; `docs/temporal.md` has a test of its own below. */
const PAGES = [
  'README.md',
  'README.zh-CN.md',
  'docs/api.md',
  'docs/simulate.md',
  'docs/configuration.md',
  'docs/operations.md',
  'docs/operations.zh-CN.md',
  'docs/packs.md',
  'docs/packs.zh-CN.md',
  'docs/bench.md',
  'docs/duties.md',
  'docs/duties.zh-CN.md',
  'docs/registers.md',
  'docs/registers.zh-CN.md',
];

/** The commands of a page: blocks marked `sh` alone. */
const commandsOf = (page: string): string =>
  [...readFileSync(page, 'utf8').matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block).join('\n');

/** Runs a page from top to bottom in `bash`, until a command fails. Only addresses are those of this installation. */
function run(page: string, cwd = process.cwd()): Promise<string> {
  const root = process.cwd();
  const { api, temporal, namespace } = installation.ready;
  const script = `set -euo pipefail
    ${
      /* The binary straight away, not by way of `redress temporal`: each of fifty calls would start Node for it. */ ''
    }redress() { if [ "$1" = temporal ]; then shift; "$TEMPORAL" "$@"; else node ${root}/dist/cli/main.js "$@"; fi; }
    npx() { shift; redress "$@"; }
    npm() { shift 3; redress "$@"; }
    curl() { case "$*" in */v1/events*) command curl -m 3 "$@" || [ $? = 28 ];; *) command curl -f "$@";; esac; }
    API=${api}
    ${commandsOf(page).replaceAll('http://127.0.0.1:7080', api).replaceAll('20261123-000001', someCase)}`;
  const env = {
    ...process.env,
    REDRESS_DATA: installation.folder,
    REDRESS_LOCALE: 'en',
    DATABASE_URL: '',
    TEMPORAL: cachedTemporal(),
    TEMPORAL_ADDRESS: temporal,
    TEMPORAL_NAMESPACE: namespace,
  };
  return new Promise((done, failed) => {
    const child = spawn('bash', ['-xc', script], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    child.on('close', (code) => (code === 0 ? done(said) : failed(new Error(said.slice(-2_000)))));
  });
}

describe('the commands of a page', () => {
  it.each([...PAGES, 'docs/temporal.md', 'docs/temporal.zh-CN.md', 'docs/cluster.md'])(
    'are run, or are marked with what they need: %s',
    (page) => {
      const marks = [...readFileSync(page, 'utf8').matchAll(/^```(?:sh|bash|shell|console) ?(.*)$/gm)].map(
        ([, mark = '']) => mark,
      );
      expect(marks.filter((mark) => mark !== '' && ELSEWHERE[mark] === undefined)).toEqual([]);
    },
  );

  it.each(PAGES.filter((page) => commandsOf(page) !== ''))(
    'work as they are written: %s',
    { timeout: 240_000 },
    async (page) => {
      const folder = mkdtempSync(join(tmpdir(), 'redress-docs-'));
      mkdirSync(join(folder, 'packs'));
      cpSync('packs/demo/registers', join(folder, 'packs', 'demo', 'registers'), { recursive: true });
      const draft = readFileSync('packs/cutover-emergency.yaml', 'utf8').replace(/^version: .*$/m, 'version: 9.0.0');
      writeFileSync(join(folder, 'packs', 'my-draft.yaml'), draft);
      spawnSync(process.execPath, [join(process.cwd(), 'dist/cli/main.js'), 'pack', 'new', 'my-pack'], {
        cwd: join(folder, 'packs'),
      });
      const [, script = ''] = /^```yaml\n(at: .*?)^```/ms.exec(readFileSync(page, 'utf8')) ?? [];
      writeFileSync(join(folder, 'script.yaml'), script);
      await run(page, folder);
    },
  );
});

describe('docs/temporal.md', () => {
  it('has an example of every action, and no case refuses one', { timeout: 240_000 }, async () => {
    const page = readFileSync('docs/temporal.md', 'utf8');
    const shown = new Set([...page.matchAll(/^(?:signal|update) ([\w-]+)/gm)].map(([, name]) => name));
    expect(Object.keys(LIFECYCLE_ACTIONS).filter((name) => !shown.has(name))).toEqual([]);
    const { steps } = parse(readFileSync('packs/cutover-emergency.yaml', 'utf8')) as { readonly steps: object };
    expect(Object.keys(steps).filter((name) => !shown.has(name))).toEqual(['waive-fee']);
    await run('docs/temporal.md');
    const db = openDatabase(installation.ready.database, { max: 1 });
    const refused = await rows(db, `select event from events where type = 'ActionRefused'`);
    await db.end();
    expect(refused).toEqual([]);
  });

  it('links to lists of cases that there are, and that the start prints', async () => {
    const links = [...readFileSync('docs/temporal.md', 'utf8').matchAll(/<http:\/\/127.0.0.1:7080(\/temporal\/\S+)>/g)];
    expect(links.length).toBeGreaterThan(2);
    for (const [, path = ''] of links) {
      const link = installation.ready.api + path;
      expect([link, (await fetch(link, { redirect: 'manual' })).status]).toEqual([link, 302]);
      await expect.poll(() => installation.said).toContain(link);
    }
  });

  it('reaches the server of the installation by `redress temporal`', async () => {
    const { code, out } = await installation.command(
      'temporal',
      'workflow',
      'count',
      '--query',
      'RedressOverdue = false',
    );
    expect([code, out]).toEqual([0, expect.stringMatching(/^Total: \d+/)]);
  });
});
