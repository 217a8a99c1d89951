import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIFECYCLE_ACTIONS } from '../../packs/schema/lifecycleActions.ts';
import { cachedTemporal } from '../../runtime/temporal/temporalBinary.ts';
import { openDatabase, rows } from '../../store/database/database.ts';
import { RunningInstallation } from '../support/servers/runningInstallation.ts';

let installation: RunningInstallation;

beforeAll(async () => {
  installation = await RunningInstallation.start({ env: { REDRESS_LOCALE: 'en' } });
});
afterAll(() => installation.stop());

/** The commands of a page: blocks marked `sh` alone. One that is marked further (`sh containers`) runs elsewhere. */
const commandsOf = (page: string): string =>
  [...readFileSync(page, 'utf8').matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block).join('\n');

/** Runs a page from top to bottom in `bash`, until a command fails. Only addresses are those of this installation. */
function run(page: string): Promise<string> {
  const root = process.cwd();
  const { api, temporal, namespace } = installation.ready;
  const script = `set -euo pipefail
    ${
      /* The binary straight away, not by way of `redress temporal`: each of fifty calls would start Node for it. */ ''
    }redress() { if [ "$1" = temporal ]; then shift; "$TEMPORAL" "$@"; else node ${root}/dist/cli/main.js "$@"; fi; }
    npx() { shift; redress "$@"; }
    npm() { shift 3; redress "$@"; }
    curl() { command curl -f "$@"; }
    ${commandsOf(page).replaceAll('http://127.0.0.1:7080', api)}`;
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
    const child = spawn('bash', ['-xc', script], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    child.on('close', (code) => (code === 0 ? done(said) : failed(new Error(said.slice(-2_000)))));
  });
}

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
