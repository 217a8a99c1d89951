import { listOf } from './checkClocks.ts';
import type { CalendarLibrary } from '../calendar/calendarLibrary.ts';
import { LAYERS } from '../calendar/calendarSchema.ts';
import { LIMIT_KINDS, type AuthoredLimit } from '../schema/clockSchema.ts';
import type { Finding } from '../source/fault.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { parseRungAt } from '../schema/rungAt.ts';
import { unknownName } from '../source/unknownName.ts';
import { own } from '../../domain/values/own.ts';

type Path = readonly (string | number)[];
type Clock = AuthoredPack['clocks'][string];

const DAY_LIKE: readonly string[] = ['days', 'weeks', 'months', 'workingDays'];

/** Calendars, hours of business and whatever is counted with them. */
export function* checkTime(pack: AuthoredPack, calendars: CalendarLibrary): Generator<Finding> {
  yield* checkCalendar(pack, calendars);
  yield* checkHours(pack);
  for (const [id, clock] of Object.entries(pack.clocks)) {
    for (const part of ['limit', 'target'] as const) yield* checkLastDay(pack, clock[part], ['clocks', id, part]);
    for (const part of ['by', 'within'] as const)
      yield* checkLastDay(pack, clock.extendable?.[part], ['clocks', id, 'extendable', part]);
    yield* checkFrom(pack, clock, ['clocks', id, 'from', 'field']);
    yield* checkRange(clock, ['clocks', id]);
  }
  for (const [id, pause] of Object.entries(pack.pauses ?? {}))
    yield* checkLastDay(pack, pause.max, ['pauses', id, 'max']);
  for (const [id, rungs] of Object.entries(pack.ladders)) {
    for (const [index, rung] of rungs.entries()) yield* checkRung(pack, id, rung.at, ['ladders', id, index, 'at']);
  }
}

function* checkCalendar(pack: AuthoredPack, calendars: CalendarLibrary): Generator<Finding> {
  const layers = listOf<string>(pack.calendar);
  const at = (index: number): Path => (Array.isArray(pack.calendar) ? ['calendar', index] : ['calendar']);
  let above = -1;
  for (const [index, id] of layers.entries()) {
    const years = own(calendars, id);
    if (years === undefined) {
      yield unknownName('calendar', id, Object.keys(calendars), at(index));
      continue;
    }
    const rank = LAYERS.indexOf(years[0]?.layer ?? 'national');
    if (index === 0 ? rank !== 0 : rank <= 0 || rank < above)
      yield {
        code: 'calendar-order',
        path: at(index),
        zh: `日历按 ${LAYERS.join('、')} 的次序写,第一个应为全国日历`,
        en: `calendars stand in the order ${LAYERS.join(', ')}, and the first is a nationwide one`,
      };
    above = rank;
    if (index === 0 && years.every((year) => year.status !== 'published'))
      yield {
        code: 'calendar-does-not-cover',
        path: at(index),
        zh: `日历 "${id}" 没有已公布的年份`,
        en: `calendar "${id}" has no published year`,
      };
    const opens = Number(pack.window?.from.slice(0, 4));
    if (index === 0 && pack.window !== undefined && years.every((year) => year.year !== opens))
      yield {
        code: 'calendar-does-not-cover',
        path: at(index),
        zh: `日历 "${id}" 没有 ${opens} 年`,
        en: `calendar "${id}" has no year ${opens}`,
      };
  }
}

function* checkHours(pack: AuthoredPack): Generator<Finding> {
  let before = '';
  for (const [index, span] of (pack.businessHours ?? []).entries()) {
    const path = ['businessHours', index];
    if (span.to <= span.from)
      yield { code: 'hours-reversed', path: [...path, 'to'], zh: 'to 不晚于 from', en: 'to is not after from' };
    if (span.from < before)
      yield {
        code: 'hours-overlap',
        path: [...path, 'from'],
        zh: '营业时间应按先后写,不重叠',
        en: 'hours of business stand in order and do not overlap',
      };
    before = span.to;
  }
}

function* checkLastDay(pack: AuthoredPack, limit: AuthoredLimit | undefined, path: Path): Generator<Finding> {
  if (limit === undefined) return;
  const kind = LIMIT_KINDS.find((one) => limit[one] !== undefined) ?? 'field';
  if (kind === 'workingDays' || kind === 'businessHours') yield* needCalendar(pack, [...path, kind]);
  if (limit.roll === true) yield* needCalendar(pack, [...path, 'roll']);
  if (kind === 'businessHours' && pack.businessHours === undefined)
    yield {
      code: 'no-business-hours',
      path: [...path, kind],
      key: true,
      zh: '按营业时间计时需要 businessHours',
      en: 'business hours need the pack’s businessHours',
    };
  if (limit.endOfDay === 'close' && pack.closeOfBusiness === undefined)
    yield {
      code: 'no-close-of-business',
      path: [...path, 'endOfDay'],
      zh: 'endOfDay: close 需要 closeOfBusiness',
      en: 'endOfDay: close needs the pack’s closeOfBusiness',
    };
  const misplaced = (['roll', 'endOfDay', 'keepTime'] as const).find(
    (key) => limit[key] !== undefined && !(key === 'endOfDay' ? DAY_LIKE : DAY_LIKE.slice(0, 3)).includes(kind),
  );
  if (misplaced !== undefined)
    yield {
      code: 'not-a-day-limit',
      path: [...path, misplaced],
      key: true,
      zh: `${misplaced} 不能与 ${kind} 一起写`,
      en: `${misplaced} does not go with ${kind}`,
    };
  if (limit.keepTime === true && limit.endOfDay !== undefined)
    yield {
      code: 'two-ends',
      path: [...path, 'endOfDay'],
      key: true,
      zh: 'keepTime 与 endOfDay 只写一个',
      en: 'write keepTime or endOfDay, not both',
    };
}

function* needCalendar(pack: AuthoredPack, path: Path): Generator<Finding> {
  if (pack.calendar === undefined)
    yield {
      code: 'no-calendar',
      path,
      key: true,
      zh: '按工作日计时需要日历;在包里写 calendar',
      en: 'this needs a calendar; name one in the pack’s calendar',
    };
}

function* checkFrom(pack: AuthoredPack, clock: Clock, path: Path): Generator<Finding> {
  if (clock.from === undefined || 'event' in clock.from) return;
  const field = own(pack.fields, clock.from.field);
  if (field === undefined) yield unknownName('field', clock.from.field, Object.keys(pack.fields), path);
  else if (field.type !== 'instant')
    yield {
      code: 'limit-not-instant',
      path,
      zh: `字段 "${clock.from.field}" 不是 instant 类型`,
      en: `field "${clock.from.field}" is not of type instant`,
    };
}

/** A target lies before the limit; without a limit there is neither a target nor a share of the way. */
function* checkRange(clock: Clock, path: Path): Generator<Finding> {
  if (clock.target?.none !== undefined)
    yield { code: 'target-none', path: [...path, 'target'], zh: '目标要有期限', en: 'a target has a moment' };
  const same = LIMIT_KINDS.find(
    (kind) => typeof clock.limit[kind] === 'number' && typeof clock.target?.[kind] === 'number',
  );
  if (same !== undefined && Number(clock.target?.[same]) >= Number(clock.limit[same]))
    yield {
      code: 'target-after-limit',
      path: [...path, 'target', same],
      zh: '目标应早于期限',
      en: 'the target lies before the limit',
    };
  if (clock.limit.none !== undefined && clock.warn !== undefined)
    yield {
      code: 'percent-without-limit',
      path: [...path, 'warn'],
      key: true,
      zh: '没有期限就没有百分比',
      en: 'there is no share of a way without an end',
    };
}

function* checkRung(pack: AuthoredPack, ladder: string, text: string, path: Path): Generator<Finding> {
  const at = parseRungAt(text);
  if (at?.kind === 'working-day') yield* needCalendar(pack, path);
  for (const [id, clock] of Object.entries(pack.clocks)) {
    if (clock.ladder !== ladder) continue;
    if (at?.kind === 'offset' && at.of === 'target' && clock.target === undefined)
      yield { code: 'no-target', path, zh: `时限 "${id}" 没有 target`, en: `clock "${id}" has no target` };
    if (clock.limit.none !== undefined && at !== undefined && !(at.kind === 'offset' && at.of !== undefined))
      yield {
        code: 'no-due',
        path,
        zh: `时限 "${id}" 没有到期时刻,请用 start 起算`,
        en: `clock "${id}" has no due moment; count from start`,
      };
  }
}
