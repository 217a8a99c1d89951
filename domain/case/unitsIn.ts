import type { CaseState } from './state.ts';

/** The unit of the case and the departments that it was dispatched to. */
export function unitsIn({ unit, dispatches }: CaseState): readonly string[] {
  return [...new Set([unit, ...dispatches.map((one) => one.department)])];
}
