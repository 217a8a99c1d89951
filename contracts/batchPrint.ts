import type { RecordedEvent } from '../domain/case/event.ts';

const OFFSET = 0x81_1c_9d_c5;
const PRIME = 0x01_00_01_93;

/**
 * Tells batches apart by order and ids; no protection against forgery. Without moments: when a query ends a task during
 * a recording, a replay takes the next task's moment and must still decide the same.
 */
export function batchPrint(events: readonly RecordedEvent[]): string {
  return textPrint(events.map((event) => `${event.seq} ${event.id}`).join('\n'));
}

/** FNV-1a, 8 hex digits. */
export function textPrint(text: string): string {
  let hash = OFFSET;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), PRIME) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
