import type { ClockMove, ClockMovedData, ClockRef, Segment } from './clockEvent.ts';
import type { CaseEvent, ClockTerms } from './event.ts';
import type { SettledClock } from './daysEvent.ts';
import type { ClockState } from './state.ts';

/** The clocks after one more event. Only the engine's clock events touch them: no edit, comment or transfer can. */
export function evolveClocks(
  clocks: readonly ClockState[],
  event: CaseEvent & { readonly at: number },
): readonly ClockState[] {
  const { at } = event;
  switch (event.type) {
    case 'ClockStarted': {
      const { paused, ...data } = event.data;
      return [...clocks, { ...data, status: paused === true ? 'paused' : 'running', fired: [] }];
    }
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
        status: event.data.paused === true ? 'paused' : 'running',
        actsFrom: at,
      }));
    case 'CalendarPublished':
    case 'ClosureOrdered':
    case 'ClosureLifted':
      return (event.data.settled ?? []).reduce((all, one) => replace(all, one, (clock) => settled(clock, one)), clocks);
    case 'ClockMoved':
      return replace(clocks, event.data, (clock) => moved(clock, event.data, at));
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
            { ...clock, status: 'running', actsFrom: event.data.until ?? at }
          : clock,
      );
    default:
      return clocks;
  }
}

/** A clock that was counted again, and judged by its new due moment. */
function moved(clock: ClockState, data: ClockMovedData, at: number): ClockState {
  const { clock: _clock, occurrence: _occurrence, from, to, reason, detail: _detail, moves = [], ...said } = data;
  const { approvedBy, calendarAdjusted, provisional, because, ...counted } = said;
  const { ruleAdjusted, provisional: _provisional, missedAt: _missed, ...rest } = clock;
  const byDays = reason === 'calendar' || reason === 'closure';
  const next: ClockState = {
    ...rest,
    ...counted,
    dueAt: to,
    because: approvedBy === undefined ? because : agreed(because, approvedBy),
    ...(moves.length === 0 ? {} : { moves: [...(clock.moves ?? []), ...moves.map((move) => by(move, approvedBy))] }),
    ...(provisional === true ? { provisional } : {}),
    ...(calendarAdjusted === true ? { calendarAdjusted } : {}),
    // Time that it is given afterwards is owed again.
    ...(ruleAdjusted === true && (reason === 'migration' || to <= at) ? { ruleAdjusted } : {}),
    ...(to < from || byDays ? { actsFrom: at } : {}),
  };
  if (clock.status === 'missed')
    return to > at
      ? { ...next, status: 'running', lapsedBefore: (clock.lapsedBefore ?? 0) + 1 }
      : { ...next, missedAt: to };
  if (clock.status === 'late')
    return (clock.stoppedAt ?? at) <= to ? { ...next, status: 'met' } : { ...next, missedAt: to };
  return next;
}

/** Who agreed is known only after the move is worked out. */
function by(move: ClockMove, approvedBy: readonly string[] | undefined): ClockMove {
  return approvedBy === undefined ? move : { ...move, approvedBy };
}

function agreed(because: readonly Segment[], approvedBy: readonly string[]): readonly Segment[] {
  return because.map((part, index) => (index === because.length - 1 ? { ...part, by: approvedBy } : part));
}

/** Days that changed where the due moment stays: whether it is settled by them. */
function settled(clock: ClockState, { provisional, calendarVersion }: SettledClock): ClockState {
  const { provisional: _provisional, ...rest } = clock;
  return {
    ...rest,
    ...(provisional === true ? { provisional } : {}),
    ...(calendarVersion === undefined ? {} : { calendarVersion }),
  };
}

/** The clock under the terms of another version. Nothing of it acts before the move. */
function ruledBy(clock: ClockState, { passed = [], ...terms }: ClockTerms, at: number): ClockState {
  const {
    rule: _rule,
    promisedAt: _promised,
    monitor: _monitor,
    owed: _owed,
    targetAt: _target,
    provisional: _provisional,
    calendarVersion: _version,
    ...rest
  } = clock;
  return { ...rest, ...terms, fired: [...clock.fired, ...passed], actsFrom: at };
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
