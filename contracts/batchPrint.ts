import type { RecordedEvent } from '../domain/event.ts';

const OFFSET = 0x81_1c_9d_c5;
const PRIME = 0x01_00_01_93;

/** A short print of a batch of events (FNV-1a of its JSON, 8 hex digits): tells one batch from another, proves nothing to an adversary. */
export function batchPrint(events: readonly RecordedEvent[]): string {
  let hash = OFFSET;
  for (const character of JSON.stringify(events)) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), PRIME) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
