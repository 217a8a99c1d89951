import type { ClockDue } from './clockDue.ts';
import type { ClockMovedData } from '../case/clockEvent.ts';
import type { CaseEvent } from '../case/event.ts';
import type { ClockState } from '../case/state.ts';

/** Why a clock moved, and what of its moves is new. */
export type MoveCause = Pick<ClockMovedData, 'reason' | 'detail' | 'approvedBy' | 'moves' | 'calendarAdjusted'>;

export type ClockMovedEvent = Extract<CaseEvent, { readonly type: 'ClockMoved' }>;

/** The one event of a clock that was counted again. */
export function clockMoved(clock: ClockState, { dueAt, ...counted }: ClockDue, cause: MoveCause): ClockMovedEvent {
  const { clock: id, occurrence, dueAt: from } = clock;
  return { type: 'ClockMoved', data: { clock: id, occurrence, from, to: dueAt, ...cause, ...counted } };
}
