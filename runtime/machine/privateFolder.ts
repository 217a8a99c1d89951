import { chmodSync, mkdirSync } from 'node:fs';

/** Makes a folder that only its owner can enter, or an existing one so: it holds histories and logs. */
export function privateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
}
