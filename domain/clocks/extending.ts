import { phrase } from '../../language/phrase.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import { extendedDue } from './clockDue.ts';
import { clockMoved, dueWith } from './clockMoved.ts';
import type { ClockMove } from '../case/clockEvent.ts';
import type { Limit, ExtensionDef } from '../pack/clockDef.ts';
import type { CaseEvent, FieldValues } from '../case/event.ts';
import type { LimitContext } from '../limits/due.ts';
import { clockDefOf, type EnginePack } from '../pack/pack.ts';
import { ok, reject, type Result } from '../case/rejection.ts';
import { countedBetween } from '../limits/countedTime.ts';
import type { CaseState, ClockState } from '../case/state.ts';
import { defined } from '../values/own.ts';
import { workingDaysBetween } from '../time/calendar.ts';
import { dueInBoth } from '../time/sayMoment.ts';
import { dateIn, timeOfDay } from '../time/zone.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

export function extensionOf(pack: EnginePack, fields: FieldValues): ExtensionDef | undefined {
  return clockDefOf(pack, fields['clock'])?.extendable;
}

/** Extends a running clock to the moment asked for, or as far as the pack allows: only later, so often and so far. */
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
  if (def !== undefined && (clock.moves ?? []).filter((move) => move.kind === 'extended').length >= def.times)
    return reject('extension-exhausted', phrase('extended-at-most', { times: def.times }), '/fields/clock');
  const { reason } = fields;
  const days = limitContext(pack, state);
  const grant = def && { by: def.by, ...defined({ within: def.within }) };
  const furthest = grant === undefined ? undefined : extendedDue(grant, clock.startedAt, clock.dueAt, days);
  const until = fields['until'] ?? furthest?.at;
  if (typeof until !== 'number' || until <= clock.dueAt || until <= at)
    return reject('field-invalid', phrase('extension-not-later'), '/fields/until');
  if (furthest !== undefined && until > furthest.at)
    return reject(
      'extension-too-long',
      phrase('extended-until-at-most', { until: dueInBoth(furthest.at, days.timezone) }),
      '/fields/until',
    );
  const detail = typeof reason === 'string' ? { detail: reason } : {};
  const limit = clockDefOf(pack, clock.clock)?.limit;
  const given = grant !== undefined && furthest?.at === until ? grant : { by: untilNamed(limit, clock, until, days) };
  const move: ClockMove = { kind: 'extended', ...given, ...detail };
  const due = dueWith(pack, state, clock, [move]);
  return due === undefined
    ? reject('field-invalid', phrase('no-running-clock'), '/fields/clock')
    : ok([clockMoved(clock, due, { reason: 'extension', ...detail, moves: [move] })]);
}

/**
 * The named moment as an extension in the unit of the limit where that is exact, so that other days or another limit
 * carry it along.
 */
function untilNamed(limit: Limit | undefined, clock: ClockState, until: number, days: LimitContext): Limit {
  const by = inUnitOf(limit, clock, until, days);
  return by !== undefined && extendedDue({ by }, clock.startedAt, clock.dueAt, days)?.at === until
    ? by
    : { kind: 'elapsed', ms: until - clock.dueAt };
}

/** To the minute. */
function inUnitOf(limit: Limit | undefined, clock: ClockState, until: number, days: LimitContext): Limit | undefined {
  const { calendar, timezone } = days;
  const [first, last] = [dateIn(clock.dueAt - 1, timezone), dateIn(until - 1, timezone)];
  const minutes = Math.floor(timeOfDay(until, timezone) / MINUTE);
  const two = (value: number): string => String(value).padStart(2, '0');
  const end = minutes === 0 ? {} : { end: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
  switch (limit?.kind) {
    case 'working-days':
      return calendar && { kind: limit.kind, days: workingDaysBetween(calendar, first, last), ...end };
    case 'business-hours':
      return { kind: limit.kind, ms: countedBetween(limit, clock.dueAt, until, days) };
    case 'days':
    case 'months':
      return { kind: 'days', days: (Date.parse(last) - Date.parse(first)) / DAY, ...end };
    default:
      return undefined;
  }
}

/** Clocks owed by law, and all clocks of a pack that says which may be extended. */
function isRuled(pack: EnginePack, clock: ClockState): boolean {
  return clockDefOf(pack, clock.clock)?.statutory === true || pack.clocks.some((def) => def.extendable !== undefined);
}
