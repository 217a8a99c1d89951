import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadEnvironment } from '../../config/environment.ts';
import { refuseUnnamedStrangers } from '../../config/refuseUnnamedStrangers.ts';
import { HISTORY_SHARDS } from '../../bench/engines/temporalOnPostgres.ts';
import { TEMPORAL_SERVER_VERSION } from '../../bench/engines/temporalServerPrograms.ts';

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const folder = mkdtempSync(join(tmpdir(), 'redress-deploy-'));
const file = join(folder, '.env');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const generate = (): ReturnType<typeof spawnSync> =>
  spawnSync(process.execPath, ['deploy/generate-secrets.mjs', file], { encoding: 'utf8' });

/** `node -e`, because the check is plain JavaScript that runs without a build. */
function readCompose(secrets: Readonly<Record<string, string>>): ReturnType<typeof spawnSync> {
  const script =
    `import { inOrder, readCompose } from './deploy/check/readCompose.mjs'; ` +
    `console.log(inOrder(readCompose('.', JSON.parse(process.argv[1])).services).join(' '))`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(secrets)], {
    encoding: 'utf8',
  });
}

function secretsIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

describe('the container set-up', () => {
  it('has secrets of its own, which only their owner may read and nothing writes over', () => {
    expect(generate().status).toBe(0);
    const first = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = generate();
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('left as it is')]);
    expect(readFileSync(file, 'utf8')).toBe(first);
    const secrets = secretsIn(first);
    expect(new Set(Object.values(secrets)).size).toBe(5);
    expect(() =>
      loadEnvironment({
        REDRESS_MASTER_KEY: secrets['REDRESS_MASTER_KEY'],
        REDRESS_WEBHOOK_SECRET: secrets['REDRESS_WEBHOOK_SECRET'],
      }),
    ).not.toThrow();
  });

  it('is pinned, closed to the network, free of secrets and of loops, and starts in an order that can work', () => {
    const checked = readCompose(secretsIn(readFileSync(file, 'utf8')));
    expect(checked.stderr).toBe('');
    const order = String(checked.stdout).trim().split(' ');
    const place = (name: string): number => order.indexOf(name);
    expect(place('temporal')).toBeGreaterThan(place('temporal-schema'));
    expect(place('api')).toBeGreaterThan(place('migrate'));
    expect(place('worker-2')).toBeGreaterThan(place('prepare-temporal'));
  });

  it('does not start without secrets', () => {
    const checked = readCompose({});
    expect([checked.status, checked.stderr]).toEqual([1, expect.stringContaining('is set nowhere')]);
  });

  it('lets nobody act unnamed, whatever is set outside, and serves the name by which its own commands ask', () => {
    const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
      readonly services: Readonly<Record<string, Service>>;
    };
    const settings = services['api']?.environment ?? {};
    expect(settings['REDRESS_LOCAL_ACTOR']).toBe('');
    expect(settings['REDRESS_ALLOWED_HOSTS']).toMatch(/^api,/);
    expect(() =>
      refuseUnnamedStrangers(loadEnvironment({ REDRESS_HOST: '0.0.0.0', REDRESS_LOCAL_ACTOR: '' })),
    ).not.toThrow();
    expect(loadEnvironment({ REDRESS_ALLOWED_HOSTS: 'api,' }).REDRESS_ALLOWED_HOSTS).toEqual(['api']);
    expect(() => loadEnvironment({ REDRESS_ALLOWED_HOSTS: 'https://x/' })).toThrow('REDRESS_ALLOWED_HOSTS');
  });

  it('knows nobody whom it was not told of: the people of the demonstration only where they are asked for', () => {
    const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
      readonly services: Readonly<Record<string, Service>>;
    };
    const { command, environment } = services['migrate'] ?? {};
    expect([command?.at(-1), environment?.['REDRESS_ORGANISATION']]).toEqual(['migrate', '${REDRESS_ORGANISATION:-}']);
  });

  it('runs the Temporal that measurements and tests run', () => {
    const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
      readonly services: Readonly<Record<string, Service>>;
    };
    expect(services['temporal']?.image).toBe(`temporalio/server:${TEMPORAL_SERVER_VERSION}`);
    expect(services['temporal-schema']?.image).toBe(`temporalio/admin-tools:${TEMPORAL_SERVER_VERSION}`);
    expect(services['temporal']?.environment?.['NUM_HISTORY_SHARDS']).toBe(String(HISTORY_SHARDS));
  });
});
