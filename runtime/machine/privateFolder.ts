import { chmodSync, mkdirSync } from 'node:fs';

/**
 * Makes a folder that only its owner can enter; one that is there already becomes so. Histories and logs are nobody
 * else's business.
 */
export function privateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
}
