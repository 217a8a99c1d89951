import type { RecordedEvent } from '../domain/case/event.ts';

const OFFSET = 0x81_1c_9d_c5;
const PRIME = 0x01_00_01_93;

/**
 * A short print of a batch of events, by their order and ids (FNV-1a): tells one batch from another, proves nothing to
 * an adversary. Moments are left out on purpose: where a task was continued by another one (a query that came while
 * something was recorded does that), a replay takes the later one's moment, and a print that noticed would make the
 * replay decide otherwise.
 */
export function batchPrint(events: readonly RecordedEvent[]): string {
  return textPrint(events.map((event) => `${event.seq} ${event.id}`).join('\n'));
}

/** FNV-1a of a text, 8 hex digits. */
export function textPrint(text: string): string {
  let hash = OFFSET;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), PRIME) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
