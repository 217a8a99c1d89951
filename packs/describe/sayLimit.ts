import type { Bilingual } from '../../language/bilingual.ts';
import { joined, plain } from '../../language/joinWords.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { asWritten } from './sayPart.ts';
import type { Say } from './sayPart.ts';
import { titleOf } from '../schema/titleOf.ts';
import { own } from '../../domain/values/own.ts';

const UNITS: Readonly<Record<string, readonly [zh: string, one: string, many: string]>> = {
  seconds: ['秒', 'second', 'seconds'],
  minutes: ['分钟', 'minute', 'minutes'],
  hours: ['小时', 'hour', 'hours'],
  businessHours: ['个营业小时', 'business hour', 'business hours'],
  days: ['天', 'day', 'days'],
  workingDays: ['个工作日', 'working day', 'working days'],
  weeks: ['周', 'week', 'weeks'],
  months: ['个月', 'month', 'months'],
};

/** How the last day ends, and no limit at all. What is off says nothing. */
const SETTINGS: Readonly<Record<string, Readonly<Record<string, Bilingual | undefined>>>> = {
  none: { true: { zh: '不设期限', en: 'no limit' } },
  roll: {
    true: { zh: '末日遇休息日顺延至下一工作日', en: 'a last day of rest moves to the next working day' },
    false: undefined,
  },
  keepTime: {
    true: { zh: '末日按起算的时刻截止', en: 'the last day ends at the time of day of the start' },
    false: undefined,
  },
  endOfDay: {
    close: { zh: '末日营业结束时截止', en: 'the last day ends at close of business' },
    midnight: { zh: '末日 24:00 截止', en: 'the last day ends at midnight' },
  },
};

/** An amount of a unit of time: `4 小时`, `1 hour`. */
export function sayAmount(unit: string, amount: unknown): Bilingual {
  const [zh, one, many] = own(UNITS, unit) ?? [unit, unit, unit];
  return { zh: `${String(amount)} ${zh}`, en: `${String(amount)} ${amount === 1 ? one : many}` };
}

/** `{ hours: 4 }` is 4 hours; how the last day ends follows. */
export const sayLimit: Say = (value, pack) => {
  if (typeof value !== 'object' || value === null) return asWritten(value, pack);
  return joined(Object.entries(value).flatMap(([key, amount]) => saidSetting(key, amount, pack)));
};

function saidSetting(key: string, amount: unknown, pack: AuthoredPack): readonly Bilingual[] {
  if (own(UNITS, key) !== undefined) return [sayAmount(key, amount)];
  if (key === 'field') return [sayFieldMoment(amount, pack)];
  const known = own(SETTINGS, key);
  if (known === undefined) return [plain(`${key}: ${JSON.stringify(amount)}`)];
  const said = own(known, String(amount));
  return said === undefined ? [] : [said];
}

/** The moment that is given in a field. */
export const sayFieldMoment: Say = (field, pack) => {
  const { zh, en } = titleOf(pack.fields, field);
  return { zh: `按「${zh}」所填时刻`, en: `the moment given as "${en}"` };
};
