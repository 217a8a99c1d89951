import type { LimitContext } from '../../../domain/limits/due.ts';
import { movedByPause, rolled } from '../../../domain/limits/countedTime.ts';
import type { Limit } from '../../../domain/pack/clockDef.ts';

/** The due moment after a pause that did not reach it. */
export function dueAfterPause(limit: Limit, due: number, before: number, stood: number, days: LimitContext): number {
  const moved = movedByPause(limit, due, before, stood, days);
  return moved === due ? due : rolled(limit, moved, days);
}
