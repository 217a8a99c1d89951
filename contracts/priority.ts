import type { Priority } from '@temporalio/common';
import { clockDefOf, type EnginePack } from '../domain/pack/pack.ts';

/** Temporal serves 1 first, 5 last. */
const FIRST = 1;
const MILDEST_BEHIND = 2;
/** A drill never goes before a real case. */
const REHEARSAL_BEHIND = 2;

/** Mass imports begin behind what somebody waits for. */
export const BACKGROUND: Priority = { priorityKey: 5 };

/**
 * The severest clock first, what has none last: for the tasks of a case by the clocks that it begins with, for a
 * notification by those that it tells of. So of many lapses in one second the severe ones are told first.
 */
export function priorityOf(pack: EnginePack, clocks: readonly string[], drill: boolean): Priority {
  const severityOf = (id: string): number => clockDefOf(pack, id)?.severity ?? 0;
  const most = Math.max(1, ...pack.clocks.map((clock) => clock.severity));
  const severity = Math.max(0, ...clocks.map(severityOf));
  const rank = FIRST + Math.round((MILDEST_BEHIND * (most - severity)) / most);
  return { priorityKey: drill ? rank + REHEARSAL_BEHIND : rank };
}
