#!/usr/bin/env node
// Writes .env with secrets made just now, for docker-compose.yml. Never overwrites: without the master key nobody's
// data can be read again.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const file = resolve(process.argv[2] ?? '.env');
const password = () => randomBytes(24).toString('base64url');
const key = () => randomBytes(32).toString('base64');
const lines = [
  '# Secrets of this installation. Back them up apart from the database; whoever has both can read everything.',
  `POSTGRES_PASSWORD=${password()}`,
  `REDRESS_DB_PASSWORD=${password()}`,
  `TEMPORAL_DB_PASSWORD=${password()}`,
  `REDRESS_MASTER_KEY=${key()}`,
  `REDRESS_WEBHOOK_SECRET=${key()}`,
];
try {
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600, flag: 'wx' });
  process.stdout.write(`wrote ${file} (only you may read it); next: docker compose up -d --wait\n`);
} catch (error) {
  const why = error.code === 'EEXIST' ? 'it is there already, and was left as it is' : error.message;
  process.stderr.write(`${file} was not written: ${why}\n`);
  process.exit(1);
}
