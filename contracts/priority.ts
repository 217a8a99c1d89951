import type { Priority } from '@temporalio/common';
import type { EnginePack } from '../domain/pack/pack.ts';

/** Temporal's priorities: 1 is served first, 5 last. */
const FIRST = 1;
const REAL = 2;
const LAST = 5;
/** A rehearsal never goes before a real case. */
const REHEARSAL_BEHIND = 2;

/**
 * Priority of a whole case. Rehearsals, and what is brought in by the thousand, stand behind what somebody waits for.
 */
export function casePriority(drill: boolean, background: boolean): Priority {
  if (background) return { priorityKey: LAST };
  return { priorityKey: drill ? REAL + REHEARSAL_BEHIND : REAL };
}

/**
 * Priority of notifications: the most severe clock of the pack first, notices that belong to no clock last of the real
 * ones.
 */
export function deliveryPriority(pack: EnginePack, clocks: readonly string[], drill: boolean): Priority {
  const severityOf = (id: string): number => pack.clocks.find((clock) => clock.id === id)?.severity ?? 0;
  const most = Math.max(1, ...pack.clocks.map((clock) => clock.severity));
  const severity = Math.max(0, ...clocks.map(severityOf));
  const rank = FIRST + Math.round((REAL * (most - severity)) / most);
  return { priorityKey: drill ? rank + REHEARSAL_BEHIND : rank };
}
