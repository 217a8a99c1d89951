import { nextInstant } from './nextInstant.ts';
import { isEnded } from './overdue.ts';
import type { EnginePack } from './pack.ts';
import type { CaseState } from './state.ts';

/** The case can still act by itself: it has not ended, or a clock of it runs or stands still. */
export function needsWorkflow(pack: EnginePack, state: CaseState): boolean {
  return (
    !isEnded(state) || nextInstant(pack, state) !== undefined || state.clocks.some((clock) => clock.status === 'paused')
  );
}
