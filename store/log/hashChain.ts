import { createHash } from 'node:crypto';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { canonicalJson } from '../database/canonicalJson.ts';

/** A row of the log with its place in the case's chain. */
export interface ChainedEvent {
  readonly event: RecordedEvent;
  readonly prevHash: string;
  readonly hash: string;
}

/** Hash before a case's first event. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 over the number, the previous hash and the event's canonical JSON, hex. */
export function chainHash(no: string, prevHash: string, event: RecordedEvent): string {
  return createHash('sha256')
    .update(`${no}\n${prevHash}\n${canonicalJson(event)}`)
    .digest('hex');
}

/** Links events onto a chain. */
export function link(no: string, prevHash: string, events: readonly RecordedEvent[]): readonly ChainedEvent[] {
  let previous = prevHash;
  return events.map((event) => {
    const hash = chainHash(no, previous, event);
    const chained = { event, prevHash: previous, hash };
    previous = hash;
    return chained;
  });
}

/**
 * Number of the first event of a case's whole log whose hash does not follow from what is before it; `undefined` when
 * all do.
 */
export function brokenLink(no: string, log: readonly ChainedEvent[]): number | undefined {
  let previous = GENESIS;
  for (const [index, row] of log.entries()) {
    if (row.prevHash !== previous || row.hash !== chainHash(no, previous, row.event)) return index + 1;
    previous = row.hash;
  }
  return undefined;
}
