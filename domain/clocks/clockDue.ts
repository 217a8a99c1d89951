/**
 * When a clock is due: its limit from its start, and its moves, by the days that hold now. Whatever changes, all is
 * counted again, so the order of changes cannot matter.
 */

import {
  calendarMarks,
  countsEveryDay,
  afterCounted,
  countedBetween,
  countsWholeDays,
  movedByPause,
  rolled,
} from '../limits/countedTime.ts';
import type { ClockMove, Segment } from '../case/clockEvent.ts';
import type { Due, LimitContext } from '../limits/due.ts';
import { dueOf } from '../limits/limit.ts';
import type { ClockDef, Limit } from '../pack/clockDef.ts';
import type { ClockState } from '../case/state.ts';

export type ClockFacts = Pick<ClockState, 'startedAt' | 'promisedAt' | 'moves'>;

export type ClockDue = Pick<ClockState, 'dueAt' | 'targetAt' | 'provisional' | 'calendarVersion' | 'because'>;

interface Reached extends Omit<Due, 'because'> {
  /** Not rolled: pauses go on from here, or each short one would win the rest days again. */
  readonly unrolled: number;
  /** Ms paused so far: a clock of days moves only when they make a whole day. */
  readonly stood: number;
}

type MovedDue = Reached & { readonly part?: Segment };

/** `undefined` where the limit or an extension cannot be counted. */
export function clockDue(def: ClockDef, clock: ClockFacts, days: LimitContext): ClockDue | undefined {
  const because: Segment[] = [];
  const due = counted(def.limit, clock, days, because);
  if (due === undefined) return undefined;
  const pauses = clock.moves?.filter((move) => move.kind === 'paused') ?? [];
  const target = def.target === undefined ? undefined : counted(def.target, { ...clock, moves: pauses }, days, []);
  return {
    dueAt: due.at,
    ...(target === undefined ? {} : { targetAt: target.at }),
    ...(due.provisional === true ? { provisional: true } : {}),
    ...(due.calendarVersion === undefined ? {} : { calendarVersion: due.calendarVersion }),
    because,
  };
}

function counted(limit: Limit, clock: ClockFacts, days: LimitContext, because: Segment[]): Reached | undefined {
  const { startedAt, promisedAt, moves = [] } = clock;
  // The field may have changed since.
  const fields = limit.kind === 'field' && promisedAt !== undefined ? { [limit.field]: promisedAt } : days.fields;
  const first = dueOf(limit, startedAt, { ...days, fields });
  if (first === undefined) return undefined;
  because.push(...first.because);
  let reached: Reached = { ...withoutParts(first), stood: 0 };
  for (const move of moves) {
    const next = applyMove(limit, startedAt, reached, move, days);
    if (next === undefined) return undefined;
    const { part, ...rest } = next;
    reached = rest;
    if (part !== undefined) because.push(part);
  }
  return reached;
}

function applyMove(
  limit: Limit,
  start: number,
  reached: Reached,
  move: ClockMove,
  days: LimitContext,
): MovedDue | undefined {
  switch (move.kind) {
    case 'paused':
      return afterPause(limit, start, reached, move, days);
    case 'extended': {
      const extended = extendedDue(move, start, reached.at, days);
      if (extended === undefined) return undefined;
      const later = extended.at > reached.at ? extended : {};
      return withSegment({ ...reached, ...later }, reached.at, 'extension', move);
    }
    case 'merged':
      return move.dueAt < reached.at
        ? withSegment({ ...reached, at: move.dueAt, unrolled: move.dueAt }, reached.at, 'merge', move)
        : reached;
  }
}

/** What an extension gives, at most what the pack allows in all. One in days counts from the day that ends at `due`. */
export function extendedDue(
  { by, within }: Pick<Extract<ClockMove, { kind: 'extended' }>, 'by' | 'within'>,
  start: number,
  due: number,
  days: LimitContext,
): Omit<Reached, 'stood'> | undefined {
  if (days.calendar === undefined && countsEveryDay(by)) return undefined;
  const extended = dueOf(by, countsWholeDays(by) ? due - 1 : due, days);
  const last = within === undefined ? undefined : dueOf(within, start, days);
  const nearer = last !== undefined && extended !== undefined && last.at < extended.at ? last : extended;
  return nearer === undefined ? undefined : withoutParts(nearer);
}

/**
 * What was left when the pause began is left when it ends, and no part of a pause counts twice. A due moment before the
 * pause stays.
 */
function afterPause(
  limit: Limit,
  start: number,
  reached: Reached,
  move: Extract<ClockMove, { kind: 'paused' }>,
  days: LimitContext,
): MovedDue {
  const { from, to } = move;
  if (reached.at <= from) return reached;
  const stood = countedBetween(limit, from, to, days);
  const byDays = movedByPause(limit, reached.unrolled, reached.stood, stood, days);
  const whole = byDays === reached.unrolled ? reached.at : rolled(limit, byDays, days);
  const falls = whole < to;
  const unrolled = falls ? afterCounted(limit, to, countedBetween(limit, from, reached.at, days), days) : byDays;
  const at = falls ? rolled(limit, unrolled, days) : whole;
  const marks = unrolled === reached.unrolled ? {} : calendarMarks(limit, start, at, days);
  return withSegment(
    { ...reached, ...marks, at, unrolled, stood: reached.stood + (falls ? 0 : stood) },
    reached.at,
    'pause',
    move,
  );
}

function withSegment(
  reached: Reached,
  from: number,
  reason: Segment['reason'],
  { detail, approvedBy }: { readonly detail?: string; readonly approvedBy?: readonly string[] },
): MovedDue {
  const part = {
    from,
    to: reached.at,
    reason,
    ...(detail === undefined ? {} : { detail }),
    ...(approvedBy === undefined ? {} : { by: approvedBy }),
  };
  return { ...reached, part };
}

function withoutParts({ because, ...due }: Due): Omit<Reached, 'stood'> {
  const last = because.at(-1);
  return { ...due, unrolled: last?.reason === 'roll' ? last.from : due.at };
}
