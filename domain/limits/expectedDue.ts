/**
 * The due moment that a clock's limit and what has moved it since give by some days: counted again whenever those
 * change.
 */

import { calendarMarks } from './calendarMarks.ts';
import type { Segment } from '../case/clockEvent.ts';
import { dueOf } from './limit.ts';
import type { Due, LimitContext } from './due.ts';
import type { ClockDef } from '../pack/clockDef.ts';
import type { Limit } from '../pack/limitDef.ts';
import { rolled, rolls } from './standstill.ts';
import type { ClockState } from '../case/state.ts';
import { addDays, dateIn, instantAt, timeOfDay } from '../time/zone.ts';

const DAY_MS = 86_400_000;

/** A due moment and, where its last day rolled, the moment before it did. */
export type ExpectedDue = Omit<Due, 'because'> & { readonly unrolled: number };

/** The due moment before its last day rolled, as the clock stands. */
export function unrolledDue({ because, dueAt }: Pick<ClockState, 'because' | 'dueAt'>): number {
  const last = because.at(-1);
  return last === undefined ? dueAt : endOf(last);
}

/**
 * What an extension by `granted` gives to a clock that is due at `due`. A limit that ends with its day goes on from the
 * day that ends then.
 */
export function extendedDue(granted: Limit, due: number, context: LimitContext): ExpectedDue | undefined {
  return counted(granted, endsWithDay(granted) ? due - 1 : due, context);
}

/**
 * The clock's due moment by the days of `context`: its limit, then each extension as far as the pack allows and, where
 * the last day rolls, each pause. Other moves are not in it: the caller carries them over. `undefined` when the limit
 * cannot be counted.
 */
export function expectedDue(def: ClockDef, clock: ClockState, context: LimitContext): ExpectedDue | undefined {
  let reached = counted(def.limit, clock.startedAt, context);
  let before = clock.startedAt;
  for (const part of clock.because) {
    if (reached === undefined) return undefined;
    if (part.granted !== undefined) reached = later(reached, extendedDue(part.granted, reached.at, context));
    else if (part.reason === 'pause' && rolls(def.limit))
      reached = afterPause(
        def.limit,
        clock,
        reached,
        daysLater(reached.unrolled, before, endOf(part), context),
        context,
      );
    before = endOf(part);
  }
  return reached;
}

function counted(limit: Limit, start: number, context: LimitContext): ExpectedDue | undefined {
  const due = dueOf(limit, start, context);
  if (due === undefined) return undefined;
  const { because, ...rest } = due;
  return { ...rest, unrolled: unrolledDue({ because, dueAt: due.at }) };
}

/** What was provisional stays so; the days of either are what it is counted with. */
function later(reached: ExpectedDue, extended: ExpectedDue | undefined): ExpectedDue | undefined {
  if (extended === undefined) return undefined;
  const { provisional, calendarVersion } = reached;
  return {
    ...(provisional === undefined ? {} : { provisional }),
    ...(calendarVersion === undefined ? {} : { calendarVersion }),
    ...extended,
  };
}

function afterPause(
  limit: Limit,
  clock: ClockState,
  reached: ExpectedDue,
  unrolled: number,
  context: LimitContext,
): ExpectedDue {
  if (unrolled === reached.unrolled) return reached;
  const at = rolled(limit, unrolled, context);
  return { ...reached, ...calendarMarks(limit, clock.startedAt, at, context), at, unrolled };
}

/** As many days later at the same time of day as there are from one moment to another. */
function daysLater(moment: number, from: number, to: number, { timezone }: LimitContext): number {
  const days = Math.round((Date.parse(dateIn(to - 1, timezone)) - Date.parse(dateIn(from - 1, timezone))) / DAY_MS);
  return days === 0
    ? moment
    : instantAt(addDays(dateIn(moment, timezone), days), timeOfDay(moment, timezone), timezone);
}

/** Where a part ends, not counting that its last day rolled. */
function endOf(part: Segment): number {
  return part.unrolled ?? (part.reason === 'roll' ? part.from : part.to);
}

function endsWithDay(limit: Limit): boolean {
  return (
    limit.kind === 'working-days' || ((limit.kind === 'days' || limit.kind === 'months') && limit.keepTime !== true)
  );
}
