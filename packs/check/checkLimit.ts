import { own } from '../../domain/values/own.ts';
import { kindOf, type AuthoredLimit } from '../schema/clockSchema.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { wrong, wrongKey, unknownName, type Findings, type Path } from '../source/fault.ts';

const DAYS: readonly string[] = ['days', 'weeks', 'months'];

/** The limit can be counted, and its last day fits its kind. */
export function* checkLimit(pack: AuthoredPack, limit: AuthoredLimit, path: Path): Findings {
  const kind = kindOf(limit);
  if (kind === 'workingDays' || kind === 'businessHours') yield* needCalendar(pack, [...path, kind]);
  if (limit.roll === true) yield* needCalendar(pack, [...path, 'roll']);
  if (kind === 'businessHours' && pack.businessHours === undefined)
    yield wrongKey(
      'no-business-hours',
      [...path, kind],
      '按营业时间计时需要 businessHours',
      'business hours need the pack’s businessHours',
    );
  if (limit.endOfDay === 'close' && pack.closeOfBusiness === undefined)
    yield wrong(
      'no-close-of-business',
      [...path, 'endOfDay'],
      'endOfDay: close 需要 closeOfBusiness',
      'endOfDay: close needs the pack’s closeOfBusiness',
    );
  const misplaced = (['roll', 'endOfDay', 'keepTime'] as const).find(
    (key) => limit[key] !== undefined && !DAYS.includes(kind) && (key === 'roll' || kind !== 'workingDays'),
  );
  if (misplaced !== undefined)
    yield wrongKey(
      'not-a-day-limit',
      [...path, misplaced],
      `${misplaced} 不能与 ${kind} 一起写`,
      `${misplaced} does not go with ${kind}`,
    );
  if (limit.keepTime === true && limit.endOfDay !== undefined)
    yield wrongKey(
      'two-ends',
      [...path, 'endOfDay'],
      'keepTime 与 endOfDay 只写一个',
      'write keepTime or endOfDay, not both',
    );
}

export function* needCalendar(pack: AuthoredPack, path: Path): Findings {
  if (pack.calendar === undefined)
    yield wrongKey(
      'no-calendar',
      path,
      '按工作日计时需要日历;在包里写 calendar',
      'this needs a calendar; name one in the pack’s calendar',
    );
}

/** A field with a moment. */
export function* checkInstant(pack: AuthoredPack, name: string, path: Path): Findings {
  const field = own(pack.fields, name);
  if (field === undefined) yield unknownName('field', name, Object.keys(pack.fields), path);
  else if (field.type !== 'instant')
    yield wrong(
      'limit-not-instant',
      path,
      `字段 "${name}" 不是 instant 类型`,
      `field "${name}" is not of type instant`,
    );
}
