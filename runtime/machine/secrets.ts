import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Never to be lost: without the master key no data can be read. */
export type Secrets = Readonly<{
  /** Base64 of 32 bytes. */
  masterKey: string;
  databasePassword: string;
  /** Base64. */
  webhookSecret: string;
}>;

const fileOf = (folder: string): string => join(folder, 'secrets.json');

export function knownSecrets(folder: string): Secrets | undefined {
  const file = fileOf(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Secrets) : undefined;
}

/** Makes them on first use. */
export function loadSecrets(folder: string): Secrets {
  const secrets = knownSecrets(folder) ?? {
    masterKey: randomBytes(32).toString('base64'),
    databasePassword: randomBytes(18).toString('base64url'),
    webhookSecret: randomBytes(32).toString('base64'),
  };
  const file = fileOf(folder);
  if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return secrets;
}
