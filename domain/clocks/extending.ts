import { phrase } from '../../language/phrase.ts';
import { calendarMarks, countsEveryDay } from '../limits/calendarMarks.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import type { ClockMovedData } from '../case/clockEvent.ts';
import type { Limit } from '../pack/limitDef.ts';
import type { CaseEvent, FieldValues } from '../case/event.ts';
import { extendedDue, unrolledDue } from '../limits/expectedDue.ts';
import type { ExpectedDue } from '../limits/expectedDue.ts';
import type { ExtensionDef } from '../pack/extensionDef.ts';
import { dueOf } from '../limits/limit.ts';
import type { LimitContext } from '../limits/due.ts';
import type { EnginePack } from '../pack/pack.ts';
import { ok, reject } from '../case/rejection.ts';
import type { Result } from '../case/rejection.ts';
import type { CaseState, ClockState } from '../case/state.ts';

/** How the pack lets a clock be extended; `undefined` when it says nothing about any clock, or not about this one. */
export function extensionOf(pack: EnginePack, fields: FieldValues): ExtensionDef | undefined {
  return pack.clocks.find((def) => def.id === fields['clock'])?.extendable;
}

/**
 * An extension of a running clock: to the moment asked for, or as far as the pack allows. Only ever later, only so
 * often and so far.
 */
export function decideExtension(
  pack: EnginePack,
  state: CaseState,
  fields: FieldValues,
  at: number,
): Result<readonly CaseEvent[]> {
  const clock = state.clocks.findLast(
    (one) => one.clock === fields['clock'] && one.status === 'running' && one.monitor !== true,
  );
  if (clock === undefined) return reject('field-invalid', phrase('no-running-clock'), '/fields/clock');
  const def = extensionOf(pack, fields);
  if (def === undefined && isRuled(pack, clock))
    return reject('extension-exhausted', phrase('clock-not-extended'), '/fields/clock');
  if (def !== undefined && (clock.extensions ?? 0) >= def.times)
    return reject('extension-exhausted', phrase('extended-at-most', { times: def.times }), '/fields/clock');
  const furthest = def === undefined ? undefined : furthestDue(def, clock, limitContext(pack, state));
  const until = fields['until'] ?? furthest?.at;
  if (typeof until !== 'number' || until <= clock.dueAt || until <= at)
    return reject('field-invalid', phrase('extension-not-later'), '/fields/until');
  if (furthest !== undefined && until > furthest.at)
    return reject(
      'extension-too-long',
      phrase('extended-until-at-most', { until: new Date(furthest.at).toISOString() }),
      '/fields/until',
    );
  const { reason } = fields;
  const detail = typeof reason === 'string' ? { detail: reason } : {};
  const counted = furthest?.at === until ? allowed(furthest) : namedWith(pack, state, clock, until);
  return ok([
    {
      type: 'ClockMoved',
      data: {
        clock: clock.clock,
        occurrence: clock.occurrence,
        from: clock.dueAt,
        to: until,
        reason: 'extension',
        ...detail,
        ...counted,
      },
    },
  ]);
}

type Furthest = ExpectedDue & { readonly granted?: Limit };

/**
 * As far as one extension goes; where the pack says how long it may be in all, no further than that, and then nothing
 * is granted whole.
 */
function furthestDue({ by, within }: ExtensionDef, clock: ClockState, context: LimitContext): Furthest | undefined {
  const extended = extendedDue(by, clock.dueAt, context);
  const last = within === undefined ? undefined : dueOf(within, clock.startedAt, context);
  if (extended === undefined || last === undefined || extended.at <= last.at)
    return extended === undefined ? undefined : { ...extended, granted: by };
  const { because, ...due } = last;
  return { ...due, unrolled: unrolledDue({ because, dueAt: due.at }) };
}

type Counted = Pick<ClockMovedData, 'granted' | 'unrolled' | 'provisional' | 'calendarVersion'>;

/** As far as the pack allows: counted with the days that hold now, and what was granted again when they change. */
function allowed({ granted, at, unrolled, provisional, calendarVersion }: Furthest): Counted {
  return {
    ...(granted === undefined ? {} : { granted }),
    ...(unrolled === at ? {} : { unrolled }),
    ...(provisional === true ? { provisional } : {}),
    ...(calendarVersion === undefined ? {} : { calendarVersion }),
  };
}

/**
 * A moment that somebody named lies so many working days or business hours after the limit, which other days may carry
 * elsewhere.
 */
function namedWith(pack: EnginePack, state: CaseState, clock: ClockState, until: number): Counted {
  const limit = pack.clocks.find((one) => one.id === clock.clock)?.limit;
  return limit !== undefined && countsEveryDay(limit)
    ? calendarMarks(limit, clock.startedAt, until, limitContext(pack, state))
    : {};
}

/** What is owed by law, and every clock of a pack that says which ones may be extended. */
function isRuled(pack: EnginePack, clock: ClockState): boolean {
  const statutory = pack.clocks.find((def) => def.id === clock.clock)?.statutory === true;
  return statutory || pack.clocks.some((def) => def.extendable !== undefined);
}
