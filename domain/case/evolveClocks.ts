import type { ClockMovedData, ClockRef } from './clockEvent.ts';
import type { CaseEvent, ClockTerms } from './event.ts';
import { recountedClock } from './recountedClock.ts';
import type { ClockState } from './state.ts';

/** The clocks after one more event. Only the engine's clock events touch them: no edit, comment or transfer can. */
export function evolveClocks(
  clocks: readonly ClockState[],
  event: CaseEvent & { readonly at: number },
): readonly ClockState[] {
  const { at } = event;
  switch (event.type) {
    case 'ClockStarted':
      return [...clocks, { ...event.data, status: 'running', fired: [] }];
    case 'ClockStopped':
      return replace(clocks, event.data, (clock) => ({ ...clock, status: event.data.outcome, stoppedAt: at }));
    case 'ClockCancelled':
      return replace(clocks, event.data, (clock) => ({
        ...clock,
        status: 'cancelled',
        stoppedAt: at,
        ...(event.data.reason === 'reclassified' ? { cancelledBy: 'reclassified' } : {}),
      }));
    case 'ClockMissed':
      return replace(clocks, event.data, (clock) => ({ ...clock, status: 'missed', missedAt: event.data.dueAt }));
    case 'RungFired':
      return replace(clocks, event.data, (clock) => ({ ...clock, fired: [...clock.fired, event.data.rung] }));
    case 'ClockRevived':
      return replace(clocks, event.data, ({ stoppedAt: _stopped, cancelledBy: _by, ...clock }) => ({
        ...clock,
        status: 'running',
        armedAt: at,
      }));
    case 'ClockMoved':
      return replace(clocks, event.data, (clock) => recountedClock(moved(clock, event.data, at), event.data, at));
    case 'PackMigrated':
      return (event.data.clocks ?? []).reduce(
        (all, terms) => replace(all, terms, (clock) => ruledBy(clock, terms, at)),
        clocks,
      );
    case 'ClocksPaused': {
      const stands = (clock: ClockState): boolean =>
        event.data.clocks.some((one) => one.clock === clock.clock && one.occurrence === clock.occurrence);
      return clocks.map((clock) =>
        stands(clock) && clock.status === 'running' ? { ...clock, status: 'paused' } : clock,
      );
    }
    case 'ClocksResumed':
      return clocks.map((clock) =>
        clock.status === 'paused'
          ? // What fell into the pause acts when it ends.
            { ...clock, status: 'running', armedAt: event.data.until ?? at }
          : clock,
      );
    default:
      return clocks;
  }
}

function moved(clock: ClockState, data: ClockMovedData, at: number): ClockState {
  const { from, to, reason, detail, approvedBy, stood, unrolled, granted } = data;
  const part = {
    from,
    to,
    reason,
    ...(detail === undefined ? {} : { detail }),
    ...(approvedBy === undefined ? {} : { by: approvedBy }),
    ...(reason === 'closure' && clock.provisional === true ? { provisional: true } : {}),
    ...(unrolled === undefined ? {} : { unrolled }),
    ...(granted === undefined ? {} : { granted }),
  };
  // A due moment that is settled where it stood needs no part of its own.
  if (from === to && (reason === 'calendar' || reason === 'closure')) return clock;
  const { ruleAdjusted, ...rest } = clock;
  return {
    ...rest,
    // Time that it is given afterwards is owed again.
    ...(ruleAdjusted === true && (reason === 'migration' || to <= at) ? { ruleAdjusted } : {}),
    dueAt: to,
    because: [...clock.because, part],
    ...(stood === undefined ? {} : { stood: (clock.stood ?? 0) + stood }),
    ...(reason === 'extension' ? { extensions: (clock.extensions ?? 0) + 1 } : {}),
    ...(to < from ? { armedAt: at } : {}),
    ...(reason === 'pause' || reason === 'extension' ? countedWith(data) : {}),
  };
}

/** A due moment that reaches unpublished days waits for them; a move settles nothing that was provisional before. */
function countedWith({ provisional, calendarVersion, targetAt }: ClockMovedData): Partial<ClockState> {
  return {
    ...(provisional === true ? { provisional } : {}),
    ...(calendarVersion === undefined ? {} : { calendarVersion }),
    ...(targetAt === undefined ? {} : { targetAt }),
  };
}

/** The clock under the terms of another version. Nothing of it acts before the move. */
function ruledBy(clock: ClockState, { passed = [], ...terms }: ClockTerms, at: number): ClockState {
  const {
    rule: _rule,
    monitor: _monitor,
    owed: _owed,
    targetAt: _target,
    provisional: _provisional,
    calendarVersion: _version,
    ...rest
  } = clock;
  return { ...rest, ...terms, fired: [...clock.fired, ...passed], armedAt: at };
}

function replace(
  clocks: readonly ClockState[],
  ref: ClockRef,
  change: (clock: ClockState) => ClockState,
): readonly ClockState[] {
  return clocks.map((clock) =>
    clock.clock === ref.clock && clock.occurrence === ref.occurrence ? change(clock) : clock,
  );
}
