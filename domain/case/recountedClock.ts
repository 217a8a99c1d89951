import type { ClockMovedData } from './clockEvent.ts';
import type { ClockState } from './state.ts';

/**
 * A clock after its calendar has changed: counted with other days, and judged by the new due moment. Other moves leave
 * it as it is.
 */
export function recountedClock(clock: ClockState, data: ClockMovedData, at: number): ClockState {
  if (data.reason !== 'calendar' && data.reason !== 'closure') return clock;
  const { provisional: _provisional, missedAt: _missed, ...rest } = clock;
  const counted: ClockState = {
    ...rest,
    ...(data.provisional === true ? { provisional: true } : {}),
    ...(data.calendarVersion === undefined ? {} : { calendarVersion: data.calendarVersion }),
    ...(data.targetAt === undefined ? {} : { targetAt: data.targetAt }),
    ...(data.calendarAdjusted === true ? { calendarAdjusted: true } : {}),
  };
  if (clock.status === 'missed')
    return data.to > at ? { ...runningAgain(counted), armedAt: at } : { ...counted, missedAt: data.to };
  if (clock.status === 'late')
    return (clock.stoppedAt ?? at) <= data.to ? { ...counted, status: 'met' } : { ...counted, missedAt: data.to };
  return { ...counted, armedAt: at };
}

/** When it lapses another time, that is another lapse. */
function runningAgain(clock: ClockState): ClockState {
  return { ...clock, status: 'running', lapsedBefore: (clock.lapsedBefore ?? 0) + 1 };
}
