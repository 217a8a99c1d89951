import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, loadEnvironment } from '../../config/environment.ts';

const SERVER = { TEMPORAL_ADDRESS: 'temporal.bank.example:7233' };
const folder = mkdtempSync(join(tmpdir(), 'redress-temporal-toml-'));
const toml = join(folder, 'temporal.toml');
writeFileSync(
  toml,
  `[profile.cloud]
address = "eu-central-1.aws.api.temporal.io:7233"
namespace = "complaints.a1b2c"
api_key = "from the file"

[profile.coded]
address = "a:1"
[profile.coded.codec]
endpoint = "https://codec.example"
`,
);
const mistyped = join(folder, 'mistyped.toml');
writeFileSync(mistyped, '[profile.default]\naddress = "a:1"\napi_kee = "x"\n');

function faultsOf(env: NodeJS.ProcessEnv): { readonly zh: string; readonly en: string } {
  try {
    loadEnvironment(env);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.words;
    throw error;
  }
  return { zh: '', en: '' };
}

describe('how Temporal is reached', () => {
  it('is said by Temporal’s own settings: an API key means TLS', () => {
    const { TEMPORAL_ADDRESS, temporal } = loadEnvironment({ ...SERVER, TEMPORAL_API_KEY: 'k' });
    expect([TEMPORAL_ADDRESS, temporal]).toEqual([SERVER.TEMPORAL_ADDRESS, { tls: true, apiKey: 'k' }]);
  });

  it('is said by a profile of temporal.toml, and a setting of the environment goes before it', () => {
    const env = loadEnvironment({ TEMPORAL_CONFIG_FILE: toml, TEMPORAL_PROFILE: 'cloud', TEMPORAL_API_KEY: 'newer' });
    expect(env).toMatchObject({
      TEMPORAL_ADDRESS: 'eu-central-1.aws.api.temporal.io:7233',
      TEMPORAL_NAMESPACE: 'complaints.a1b2c',
      temporal: { tls: true, apiKey: 'newer' },
    });
  });

  it('is not said by a file that nobody names: it may be of another cluster', () => {
    expect(loadEnvironment({ XDG_CONFIG_HOME: folder }).TEMPORAL_ADDRESS).toBeUndefined();
  });
});

describe('a setting that would not be used is refused', () => {
  it.each([
    [{ TEMPORAL_API_KEY: 'k' }, 'TEMPORAL_API_KEY: without TEMPORAL_ADDRESS'],
    [{ TEMPORAL_TLS_SERVER_NAME: 'a' }, 'TEMPORAL_TLS_SERVER_NAME: without TEMPORAL_ADDRESS'],
    [{ ...SERVER, TEMPORAL_TLS_CERT: 'client.pem' }, 'TEMPORAL_TLS_CERT: there is no such setting'],
    [{ ...SERVER, TEMPORAL_CODEC_ENDPOINT: 'x' }, 'TEMPORAL_CODEC_ENDPOINT: there is no such setting'],
    [{ ...SERVER, TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: 'true' }, 'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: there is'],
    [{ ...SERVER, TEMPORAL_TLS: 'yes' }, 'TEMPORAL_TLS: must be true or false'],
    [{ ...SERVER, TEMPORAL_TLS: 'false', TEMPORAL_TLS_SERVER_NAME: 'a' }, 'TEMPORAL_TLS: TLS is off'],
    [{ ...SERVER, TEMPORAL_TLS_CLIENT_CERT_DATA: 'x' }, 'certificate and key must be given together'],
    [{ ...SERVER, TEMPORAL_TLS_SERVER_CA_CERT_PATH: '/not/there.pem' }, "open '/not/there.pem'"],
    [
      { ...SERVER, TEMPORAL_TLS_CLIENT_CERT_DATA: 'x', TEMPORAL_TLS_CLIENT_KEY_DATA: 'y' },
      'certificates and key must be PEM and belong together',
    ],
    [{ TEMPORAL_CONFIG_FILE: '/not/there.toml' }, 'TEMPORAL_CONFIG_FILE: there is no file /not/there.toml'],
    [{ TEMPORAL_CONFIG_FILE: toml, TEMPORAL_PROFILE: 'clod' }, "Profile 'clod' not found"],
    [{ TEMPORAL_CONFIG_FILE: mistyped }, 'api_kee'],
    [{ TEMPORAL_CONFIG_FILE: toml, TEMPORAL_PROFILE: 'coded' }, 'profile.coded.codec: there is no such setting'],
  ])('%o', (env, words) => {
    const { zh, en } = faultsOf(env);
    expect(en).toContain(words);
    expect(zh).not.toBe('');
  });

  it('those of other programs that begin alike are left alone, such as what Kubernetes adds for a service', () => {
    expect(faultsOf({ TEMPORAL_PORT_7233_TCP_PORT: '7233', TEMPORAL_UI_PORT: '8080' }).en).toBe('');
  });
});
