import { createHash } from 'node:crypto';
import type { AuthoredPack } from '../schema/packSchema.ts';

/** SHA-256 (hex) of a pack's content, whatever the order of its keys in the file. */
export function packHash(pack: AuthoredPack): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(pack)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
