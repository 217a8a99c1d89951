import { nextInstant } from '../clocks/nextInstant.ts';
import { isEnded } from '../case/overdue.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CaseState } from '../case/state.ts';

/** The case can still act by itself: it has not ended, or a clock of it runs or stands still. */
export function needsWorkflow(pack: EnginePack, state: CaseState): boolean {
  return (
    !isEnded(state) || nextInstant(pack, state) !== undefined || state.clocks.some((clock) => clock.status === 'paused')
  );
}
