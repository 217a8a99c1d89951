import type { CaseEvent, ClockRef } from './event.ts';
import type { ClockState } from './state.ts';

/** The clocks after one more event. Only the engine's clock events touch them: no edit, comment or transfer can. */
export function evolveClocks(clocks: readonly ClockState[], event: CaseEvent & { readonly at: number }): readonly ClockState[] {
  const { at } = event;
  switch (event.type) {
    case 'ClockStarted':
      return [...clocks, { ...event.data, status: 'running', fired: [] }];
    case 'ClockStopped':
      return replace(clocks, event.data, (clock) => ({ ...clock, status: event.data.outcome, stoppedAt: at }));
    case 'ClockCancelled':
      return replace(clocks, event.data, (clock) => ({ ...clock, status: 'cancelled', stoppedAt: at }));
    case 'ClockMissed':
      return replace(clocks, event.data, (clock) => ({ ...clock, status: 'missed', missedAt: event.data.dueAt }));
    case 'RungFired':
      return replace(clocks, event.data, (clock) => ({ ...clock, fired: [...clock.fired, event.data.rung] }));
    case 'ClockMoved':
      return replace(clocks, event.data, (clock) => ({
        ...clock,
        dueAt: event.data.to,
        because: [
          ...clock.because,
          { from: event.data.from, to: event.data.to, reason: event.data.reason, ...(event.data.detail === undefined ? {} : { detail: event.data.detail }) },
        ],
      }));
    case 'ClocksPaused':
      return clocks.map((clock) => (clock.pausable && clock.status === 'running' ? { ...clock, status: 'paused' } : clock));
    case 'ClocksResumed':
      return clocks.map((clock) => (clock.status === 'paused' ? { ...clock, status: 'running' } : clock));
    default:
      return clocks;
  }
}

function replace(clocks: readonly ClockState[], ref: ClockRef, change: (clock: ClockState) => ClockState): readonly ClockState[] {
  return clocks.map((clock) => (clock.clock === ref.clock && clock.occurrence === ref.occurrence ? change(clock) : clock));
}
