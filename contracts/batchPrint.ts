import type { RecordedEvent } from '../domain/case/event.ts';

const OFFSET = 0x81_1c_9d_c5;
const PRIME = 0x01_00_01_93;

/**
 * A short print of a batch of events, by their order and ids: tells one batch from another, proves nothing to an
 * adversary. Without moments: where another task continued one (a query during a recording does that), a replay takes
 * the later task's moment, and must not decide otherwise for it.
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
