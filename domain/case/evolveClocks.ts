import type { ClockMovedData, ClockRef, SettledClock } from './clockEvent.ts';
import type { ClockTerms, RecordedEvent } from './event.ts';
import type { CaseState, ClockState, ClockStatus } from './state.ts';
import { isSameClock } from './clockIn.ts';
import { responsibleFor } from './responsibleFor.ts';

/** Only these events touch clocks: no edit, comment or transfer. */
export function evolveClocks(state: CaseState, event: RecordedEvent): readonly ClockState[] {
  const { clocks } = state;
  const { at } = event;
  switch (event.type) {
    case 'ClockStarted': {
      const { paused, ...started } = event.data;
      const late = at > started.startedAt ? { notedAt: at } : undefined;
      return [...clocks, { ...started, ...late, ...movedAtStart(started), status: statusOf(paused), fired: [] }];
    }
    case 'ClockStopped':
      return replace(clocks, event.data, (clock) => ({
        ...clock,
        // Whoever missed it did, not who came after.
        ...(clock.status === 'missed' ? undefined : responsibleFor(state, clock)),
        status: event.data.outcome,
        stoppedAt: at,
      }));
    case 'ClockCancelled':
      return replace(clocks, event.data, (clock) => ({
        ...clock,
        ...responsibleFor(state, clock),
        status: 'cancelled',
        stoppedAt: at,
        cancelledBecause: event.data.reason,
      }));
    case 'ClockMissed':
      return replace(clocks, event.data, (clock) => ({
        ...clock,
        ...responsibleFor(state, clock),
        status: 'missed',
        missedAt: event.data.dueAt,
      }));
    case 'RungFired':
      return replace(clocks, event.data, (clock) => ({ ...clock, fired: [...clock.fired, event.data.rung] }));
    case 'ClockRevived':
      return replace(clocks, event.data, ({ stoppedAt: _stopped, cancelledBecause: _because, ...clock }) => ({
        ...openAgain(clock),
        status: statusOf(event.data.paused),
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
        (all, one) => replace(all, one, (clock) => ruledBy(clock, one, at)),
        clocks,
      );
    case 'ClocksPaused':
      return clocks.map((clock) =>
        clock.status === 'running' && event.data.clocks.some((one) => isSameClock(one, clock))
          ? { ...clock, status: 'paused' }
          : clock,
      );
    case 'ClocksResumed':
      // What fell into the pause acts when it ends.
      return clocks.map((clock) =>
        clock.status === 'paused' ? { ...clock, status: 'running', actsFrom: event.data.until ?? at } : clock,
      );
    default:
      return clocks;
  }
}

function statusOf(paused: boolean | undefined): ClockStatus {
  return paused === true ? 'paused' : 'running';
}

/** Pauses from before its start have moved it already. */
function movedAtStart({ moves, because }: Pick<ClockState, 'moves' | 'because'>): Partial<ClockState> {
  const first = moves === undefined ? undefined : because.find(({ reason }) => reason === 'pause');
  return first === undefined ? {} : { firstDueAt: first.from, movedBy: ['pause'] };
}

function movedFrom(
  { firstDueAt, movedBy = [] }: ClockState,
  from: number,
  reason: ClockMovedData['reason'],
): Pick<ClockState, 'firstDueAt' | 'movedBy'> {
  return { firstDueAt: firstDueAt ?? from, movedBy: movedBy.includes(reason) ? movedBy : [...movedBy, reason] };
}

function openAgain({ unit: _unit, handler: _handler, ...clock }: ClockState): ClockState {
  return clock;
}

/** Judged again by its new due moment. */
function moved(clock: ClockState, data: ClockMovedData, at: number): ClockState {
  const { clock: _clock, occurrence: _occurrence, from, to, reason, detail: _detail, moves = [], ...said } = data;
  const { approvedBy, because, ...counted } = said;
  const { ruleAdjusted, provisional: _provisional, missedAt: _missed, ...rest } = clock;
  const byDays = reason === 'calendar' || reason === 'closure';
  // Who agreed is known only after the move is worked out.
  const agreed = approvedBy === undefined ? {} : { approvedBy };
  const next: ClockState = {
    ...rest,
    ...counted,
    dueAt: to,
    ...(to === from ? {} : movedFrom(clock, from, reason)),
    because:
      approvedBy === undefined
        ? because
        : because.map((part, index) => (index === because.length - 1 ? { ...part, by: approvedBy } : part)),
    ...(moves.length === 0
      ? {}
      : { moves: [...(clock.moves ?? []), ...moves.map((move) => ({ ...move, ...agreed }))] }),
    // Time given afterwards is owed again.
    ...(ruleAdjusted === true && (reason === 'migration' || to <= at) ? { ruleAdjusted } : {}),
    ...(to < from || byDays ? { actsFrom: at } : {}),
  };
  if (clock.status === 'missed')
    return to > at
      ? { ...openAgain(next), status: 'running', lapsedBefore: (clock.lapsedBefore ?? 0) + 1 }
      : { ...next, missedAt: to };
  if (clock.status === 'met' && reason === 'merge' && (clock.stoppedAt ?? to) > to)
    return { ...next, status: 'late', missedAt: to };
  if (clock.status === 'late')
    return (clock.stoppedAt ?? at) <= to ? { ...next, status: 'met' } : { ...next, missedAt: to };
  return next;
}

function settled(
  { provisional: _provisional, ...clock }: ClockState,
  { clock: _clock, occurrence: _occurrence, ...marks }: SettledClock,
): ClockState {
  return { ...clock, ...marks };
}

/** Nothing acts before the migration. */
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
  return clocks.map((clock) => (isSameClock(clock, ref) ? change(clock) : clock));
}
