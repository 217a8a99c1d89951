import { LRUCache } from 'lru-cache';
import type { LogHead } from './advanceRows.ts';

/** As many cases as a worker keeps at hand by default; each is a few kilobytes. */
const MOST = 2_000;

/**
 * Where the logs end that this process wrote last. Only a guess: whoever writes from it checks it in the same
 * statement.
 */
export type LogHeads = Pick<LRUCache<string, LogHead>, 'get' | 'set' | 'delete'>;

export function logHeads(): LogHeads {
  return new LRUCache<string, LogHead>({ max: MOST });
}
