import type { Priority } from '@temporalio/common';
import { clockDefOf, type EnginePack } from '../domain/pack/pack.ts';

/** Temporal serves 1 first, 5 last. */
const FIRST = 1;
const REAL = 2;
const LAST = 5;
/** A drill never goes before a real case. */
const REHEARSAL_BEHIND = 2;

/** Drills and mass imports wait behind what somebody waits for. */
export function casePriority(drill: boolean, background: boolean): Priority {
  if (background) return { priorityKey: LAST };
  return { priorityKey: drill ? REAL + REHEARSAL_BEHIND : REAL };
}

/** The severest clock first; notices without a clock last among the real ones. */
export function deliveryPriority(pack: EnginePack, clocks: readonly string[], drill: boolean): Priority {
  const severityOf = (id: string): number => clockDefOf(pack, id)?.severity ?? 0;
  const most = Math.max(1, ...pack.clocks.map((clock) => clock.severity));
  const severity = Math.max(0, ...clocks.map(severityOf));
  const rank = FIRST + Math.round((REAL * (most - severity)) / most);
  return { priorityKey: drill ? rank + REHEARSAL_BEHIND : rank };
}
