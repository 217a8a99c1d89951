import type { Limit } from '../../domain/pack/clockDef.ts';
import { defined } from '../../domain/values/own.ts';
import { kindOf, type AuthoredLimit } from './clockSchema.ts';
import type { AuthoredPack } from './packSchema.ts';

const MS = { hours: 3_600_000, minutes: 60_000, seconds: 1_000, businessHours: 3_600_000 } as const;
const DAYS_A_WEEK = 7;

export function limitOf({ closeOfBusiness }: Pick<AuthoredPack, 'closeOfBusiness'>, limit: AuthoredLimit): Limit {
  const kind = kindOf(limit);
  const count = Number(limit[kind]);
  const { endOfDay = 'midnight' } = limit;
  const end = endOfDay === 'midnight' ? undefined : endOfDay === 'close' ? closeOfBusiness : endOfDay;
  const lastDay = defined({ roll: limit.roll || undefined, keepTime: limit.keepTime || undefined, end });
  switch (kind) {
    case 'hours':
    case 'minutes':
    case 'seconds':
      return { kind: 'elapsed', ms: Math.round(count * MS[kind]) };
    case 'businessHours':
      return { kind: 'business-hours', ms: Math.round(count * MS[kind]) };
    case 'days':
    case 'weeks':
      return { kind: 'days', days: kind === 'weeks' ? count * DAYS_A_WEEK : count, ...lastDay };
    case 'months':
      return { kind: 'months', months: count, ...lastDay };
    case 'workingDays':
      return { kind: 'working-days', days: count, ...lastDay };
    case 'field':
      return { kind: 'field', field: String(limit.field) };
    case 'none':
      return { kind: 'none' };
  }
}
