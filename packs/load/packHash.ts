import { createHash } from 'node:crypto';
import type { AuthoredPack } from '../schema/packSchema.ts';

/** SHA-256 (hex), whatever the order of keys. */
export function packHash(pack: AuthoredPack): string {
  return createHash('sha256').update(JSON.stringify(pack, inOrder)).digest('hex');
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
