import { createHash } from 'node:crypto';
import type { AuthoredPack } from '../schema/packSchema.ts';

/** SHA-256 (hex), whatever the order of keys. */
export const packHash = (pack: AuthoredPack): string => contentHash(pack);

/** The same of any definitions. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content, inOrder)).digest('hex');
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
