import type { Limit } from '../../domain/pack/limitDef.ts';
import type { AuthoredLimit } from './clockSchema.ts';
import type { AuthoredPack } from './packSchema.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const SECOND = 1_000;
const DAYS_A_WEEK = 7;

/** A limit as the rules take it. */
export function limitOf(pack: Pick<AuthoredPack, 'closeOfBusiness'>, limit: AuthoredLimit): Limit {
  const end = limit.endOfDay === 'close' && pack.closeOfBusiness !== undefined ? { end: pack.closeOfBusiness } : {};
  const lastDay = {
    ...(limit.roll === true ? { roll: true } : {}),
    ...(limit.keepTime === true ? { keepTime: true } : {}),
    ...end,
  };
  if (limit.hours !== undefined) return { kind: 'elapsed', ms: Math.round(limit.hours * HOUR) };
  if (limit.minutes !== undefined) return { kind: 'elapsed', ms: Math.round(limit.minutes * MINUTE) };
  if (limit.seconds !== undefined) return { kind: 'elapsed', ms: Math.round(limit.seconds * SECOND) };
  if (limit.days !== undefined) return { kind: 'days', days: limit.days, ...lastDay };
  if (limit.weeks !== undefined) return { kind: 'days', days: limit.weeks * DAYS_A_WEEK, ...lastDay };
  if (limit.months !== undefined) return { kind: 'months', months: limit.months, ...lastDay };
  if (limit.workingDays !== undefined) return { kind: 'working-days', days: limit.workingDays, ...end };
  if (limit.businessHours !== undefined) return { kind: 'business-hours', ms: Math.round(limit.businessHours * HOUR) };
  if (limit.none !== undefined) return { kind: 'none' };
  return { kind: 'field', field: limit.field ?? '' };
}
