import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an embedded installation generates once and must never lose: without the master key nobody's data can be read again. */
export interface Secrets {
  /** Base64 of 32 bytes. */
  readonly masterKey: string;
  readonly databasePassword: string;
  /** Base64; signs webhooks. */
  readonly webhookSecret: string;
}

/** The installation's secrets, if it has any yet. */
export function knownSecrets(folder: string): Secrets | undefined {
  const file = join(folder, 'secrets.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Secrets) : undefined;
}

/** The installation's secrets, made on first use. Only the owner may read the file. */
export function loadSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) {
    const made: Secrets = {
      masterKey: randomBytes(32).toString('base64'),
      databasePassword: randomBytes(18).toString('base64url'),
      webhookSecret: randomBytes(32).toString('base64'),
    };
    writeFileSync(file, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600 });
  }
  chmodSync(file, 0o600);
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}
