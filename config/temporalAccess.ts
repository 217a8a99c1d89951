/** How Temporal is reached: Temporal's own settings (`TEMPORAL_*`, `temporal.toml`), read in one place. */

import { existsSync, readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { loadClientConfigProfile, toClientOptions, type ClientConnectConfig } from '@temporalio/envconfig';
import { plain, type Bilingual } from '../language/bilingual.ts';

/** What a connection needs beside the address. Empty for an embedded server. */
export type TemporalAccess = Pick<ClientConnectConfig['connectionOptions'], 'tls' | 'apiKey' | 'metadata'>;

export interface TemporalSettings {
  readonly address?: string | undefined;
  readonly namespace?: string | undefined;
  readonly access: TemporalAccess;
  /** Settings that are wrong, or that would not be used; one line each. */
  readonly faults: readonly Bilingual[];
}

const TLS = /TLS(?:_CLIENT_(?:CERT|KEY)_(?:PATH|DATA)|_SERVER_CA_CERT_(?:PATH|DATA)|_SERVER_NAME)?/;
const KNOWN = new RegExp(`^TEMPORAL_(?:ADDRESS|NAMESPACE|API_KEY|PROFILE|CONFIG_FILE|GRPC_META_\\w+|${TLS.source})$`);
/**
 * Whoever sets one of these means a connection. Others that begin so belong to other programs, or come from Kubernetes.
 */
const MEANT = /^TEMPORAL_(API_?KEY|AUTH_TOKEN|CA|CERT|CLIENT|CODEC|CONFIG|GRPC|KEY|NAMESPACE|PROFILE|TLS)/;
const NEEDS_ADDRESS = /^TEMPORAL_(API_KEY|PROFILE|CONFIG_FILE|GRPC_META_|TLS)/;

/**
 * Reads them from an environment without empty values. `temporal.toml` counts when `TEMPORAL_CONFIG_FILE` names it or
 * `TEMPORAL_PROFILE` a profile of it: a file that a person keeps for other clusters must not turn `npm start` away from
 * its own server.
 */
export function temporalSettings(env: Readonly<Record<string, string>>): TemporalSettings {
  const faults = Object.keys(env)
    .filter((name) => MEANT.test(name) && !KNOWN.test(name))
    .map(unknown);
  const usesFile = env['TEMPORAL_CONFIG_FILE'] !== undefined || env['TEMPORAL_PROFILE'] !== undefined;
  try {
    if (usesFile) faults.push(...fileFaults(env));
    const profile = loadClientConfigProfile({ overrideEnvVars: env, disableFile: !usesFile, configFileStrict: true });
    const { clientCert, clientKey, disabled, ...others } = profile.tls ?? {};
    if ((clientCert === undefined) !== (clientKey === undefined)) faults.push(HALF_A_PAIR);
    if (disabled === true && (clientCert ?? clientKey ?? others.serverCACert ?? others.serverName) !== undefined)
      faults.push(OFF_BUT_GIVEN);
    if (!['true', 'false', '1', '0', undefined].includes(env['TEMPORAL_TLS'])) faults.push(NO_SWITCH);
    const { tls, apiKey, metadata } = toClientOptions(profile).connectionOptions;
    if (typeof tls === 'object' && tls !== null) faults.push(...certificateFaults(tls));
    if (profile.address === undefined) {
      const given = Object.keys(env).filter((name) => NEEDS_ADDRESS.test(name) && KNOWN.test(name));
      faults.push(...given.map(withoutAddress));
    }
    const access = Object.fromEntries(
      Object.entries({ tls, apiKey, metadata }).filter(([, value]) => value !== undefined),
    );
    return { address: profile.address, namespace: profile.namespace, access, faults };
  } catch (error) {
    const source = usesFile
      ? `temporal.toml (${env['TEMPORAL_CONFIG_FILE'] ?? '~/.config/temporalio'})`
      : 'TEMPORAL_TLS_*';
    // An address, so that nobody is told that it is missing too.
    const address = env['TEMPORAL_ADDRESS'];
    return { address, access: {}, faults: [...faults, plain(`${source}: ${(error as Error).message}`)] };
  }
}

/** A file that is not there would be passed over in silence, and so would a codec: cases hold nothing to encode. */
function fileFaults(env: Readonly<Record<string, string>>): readonly Bilingual[] {
  const { TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: profile = 'default' } = env;
  if (file === undefined) return [];
  if (!existsSync(file))
    return [{ zh: `TEMPORAL_CONFIG_FILE: 没有文件 ${file}`, en: `TEMPORAL_CONFIG_FILE: there is no file ${file}` }];
  const codec = readFileSync(file, 'utf8').includes(`[profile.${profile}.codec]`);
  return codec ? [unknown(`profile.${profile}.codec`)] : [];
}

/** Certificates that no connection can be made with are said at once, and not when the first one fails. */
function certificateFaults(tls: Exclude<TemporalAccess['tls'], boolean | null | undefined>): readonly Bilingual[] {
  const { clientCertPair, serverRootCACertificate } = tls;
  const buffer = (bytes: Uint8Array | undefined): Buffer | undefined => bytes && Buffer.from(bytes);
  try {
    createSecureContext({
      cert: buffer(clientCertPair?.crt),
      key: buffer(clientCertPair?.key),
      ca: buffer(serverRootCACertificate),
    });
    return [];
  } catch (error) {
    const { message } = error as Error;
    return [
      {
        zh: `TEMPORAL_TLS_*: 证书与私钥须为 PEM 且相配(${message})`,
        en: `TEMPORAL_TLS_*: certificates and key must be PEM and belong together (${message})`,
      },
    ];
  }
}

const HALF_A_PAIR = {
  zh: 'TEMPORAL_TLS_CLIENT_CERT_*、TEMPORAL_TLS_CLIENT_KEY_*: 证书与私钥须同时给出',
  en: 'TEMPORAL_TLS_CLIENT_CERT_*, TEMPORAL_TLS_CLIENT_KEY_*: certificate and key must be given together',
};
const OFF_BUT_GIVEN = {
  zh: 'TEMPORAL_TLS: 已关闭 TLS,其他 TEMPORAL_TLS_* 设置不会生效',
  en: 'TEMPORAL_TLS: TLS is off, so the other TEMPORAL_TLS_* settings would not be used',
};
const NO_SWITCH = { zh: 'TEMPORAL_TLS: 应为 true 或 false', en: 'TEMPORAL_TLS: must be true or false' };

function unknown(name: string): Bilingual {
  return {
    zh: `${name}: 没有这项设置,不会生效;见 docs/configuration.md`,
    en: `${name}: there is no such setting, so it would not be used; see docs/configuration.md`,
  };
}

function withoutAddress(name: string): Bilingual {
  return {
    zh: `${name}: 没有 TEMPORAL_ADDRESS(所选配置中也没有 address),不会生效`,
    en: `${name}: without TEMPORAL_ADDRESS (or an address in the profile) it would not be used`,
  };
}
