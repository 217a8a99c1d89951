import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Written while an installation runs. */
export type Ready = Readonly<{
  api: string;
  console: string;
  temporal: string;
  namespace: string;
  temporalUi: string | null;
  database: string;
  mail: string | null;
  /** Of the built-in mail sink. */
  smtp: string | null;
  pid: number;
}>;

const fileOf = (folder: string): string => join(folder, 'ready.json');

/** For the owner only: the database's address holds its password. */
export function writeReady(folder: string, ready: Ready): void {
  writeFileSync(`${fileOf(folder)}.new`, `${JSON.stringify(ready, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${fileOf(folder)}.new`, fileOf(folder));
}

export function readReady(folder: string): Ready | undefined {
  return existsSync(fileOf(folder)) ? (JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Ready) : undefined;
}

export function removeReady(folder: string): void {
  rmSync(fileOf(folder), { force: true });
}
