import type { ClockMove, ClockMovedData } from '../case/clockEvent.ts';
import type { CaseEvent } from '../case/event.ts';
import type { CaseState, ClockState } from '../case/state.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import { clockDefOf, type EnginePack } from '../pack/pack.ts';
import { clockDue, type ClockDue } from './clockDue.ts';

export type MoveCause = Pick<ClockMovedData, 'reason' | 'detail' | 'approvedBy' | 'moves' | 'calendarAdjusted'>;

export type ClockMovedEvent = Extract<CaseEvent, { readonly type: 'ClockMoved' }>;

export function clockMoved(clock: ClockState, { dueAt, ...counted }: ClockDue, cause: MoveCause): ClockMovedEvent {
  const { clock: id, occurrence, dueAt: from } = clock;
  return { type: 'ClockMoved', data: { clock: id, occurrence, from, to: dueAt, ...cause, ...counted } };
}

/** The clock counted again with more moves; `undefined` where its limit cannot be counted. */
export function dueWith(
  pack: EnginePack,
  state: CaseState,
  clock: ClockState,
  moves: readonly ClockMove[],
): ClockDue | undefined {
  const def = clockDefOf(pack, clock.clock);
  const all = [...(clock.moves ?? []), ...moves];
  return def === undefined ? undefined : clockDue(def, { ...clock, moves: all }, limitContext(pack, state));
}
