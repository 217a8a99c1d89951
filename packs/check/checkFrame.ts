import { own } from '../../domain/values/own.ts';
import type { CalendarLibrary } from '../calendar/calendarLibrary.ts';
import { LAYERS } from '../calendar/calendarSchema.ts';
import { listOf } from '../schema/listOf.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { wrong, unknownName, type Findings } from '../source/fault.ts';
import { isZone } from '../../domain/time/isZone.ts';

export function* checkFrame(pack: AuthoredPack, calendars: CalendarLibrary): Findings {
  if (!isZone(pack.timezone))
    yield wrong(
      'unknown-timezone',
      ['timezone'],
      `没有时区 "${pack.timezone}";应为 Asia/Shanghai 这样的名称`,
      `no time zone "${pack.timezone}"; use a name such as Asia/Shanghai`,
    );
  if (pack.window !== undefined && pack.window.from > pack.window.to)
    yield wrong('window-reversed', ['window', 'to'], 'to 早于 from', 'to is before from');
  for (const key of ['channels', 'categories', 'roles'] as const)
    if (Object.keys(pack[key]).length === 0)
      yield wrong('nothing-defined', [key], `${key} 至少要有一项`, `${key} needs at least one entry`);
  yield* checkCalendar(pack, calendars);
  yield* checkHours(pack);
  for (const [index, { id }] of pack.levels.entries())
    if (pack.levels.findIndex((level) => level.id === id) !== index)
      yield wrong('duplicate-level', ['levels', index, 'id'], `层级 "${id}" 写了两次`, `level "${id}" is there twice`);
  yield* checkRoles(pack);
  for (const [index, { class: id, title }] of pack.classes.entries()) {
    const first = pack.classes.find((row) => row.class === id)?.title;
    if (first?.zh !== title.zh || first.en !== title.en)
      yield wrong(
        'class-two-titles',
        ['classes', index, 'title'],
        `口径 "${id}" 有两个名称`,
        `class "${id}" has two titles`,
      );
  }
}

function* checkCalendar(pack: AuthoredPack, calendars: CalendarLibrary): Findings {
  const opens = pack.window === undefined ? undefined : Number(pack.window.from.slice(0, 4));
  let above = -1;
  for (const [index, id] of listOf<string>(pack.calendar).entries()) {
    const path = Array.isArray(pack.calendar) ? ['calendar', index] : ['calendar'];
    const years = own(calendars, id);
    if (years === undefined) {
      yield unknownName('calendar', id, Object.keys(calendars), path);
      continue;
    }
    const rank = LAYERS.indexOf(years[0]?.layer ?? 'national');
    if (index === 0 ? rank !== 0 : rank <= 0 || rank < above)
      yield wrong(
        'calendar-order',
        path,
        `日历按 ${LAYERS.join('、')} 的次序写,第一个应为全国日历`,
        `calendars stand in the order ${LAYERS.join(', ')}, and the first is a nationwide one`,
      );
    above = rank;
    if (index > 0) continue;
    if (years.every((year) => year.status !== 'published'))
      yield wrong(
        'calendar-does-not-cover',
        path,
        `日历 "${id}" 没有已公布的年份`,
        `calendar "${id}" has no published year`,
      );
    if (opens !== undefined && years.every((year) => year.year !== opens))
      yield wrong(
        'calendar-does-not-cover',
        path,
        `日历 "${id}" 没有 ${opens} 年`,
        `calendar "${id}" has no year ${opens}`,
      );
  }
}

function* checkHours(pack: AuthoredPack): Findings {
  const hours = pack.businessHours ?? [];
  let before = '';
  for (const [index, { from, to }] of hours.entries()) {
    const overMidnight = to < from;
    if (to === from)
      yield wrong('hours-empty', ['businessHours', index, 'to'], 'to 与 from 相同', 'to is the same as from');
    if (from < before || (overMidnight && (index < hours.length - 1 || to > (hours[0]?.from ?? to))))
      yield wrong(
        'hours-overlap',
        ['businessHours', index, 'from'],
        '营业时间应按先后写,不重叠;跨午夜的写在最后',
        'hours of business stand in order and do not overlap; those over midnight stand last',
      );
    before = to;
  }
}

function* checkRoles(pack: AuthoredPack): Findings {
  for (const [id, role] of Object.entries(pack.roles)) {
    if (role.level !== undefined && role.follows !== undefined)
      yield wrong(
        'role-twice-placed',
        ['roles', id, 'follows'],
        'level 和 follows 只能写一个',
        'a role has a level or follows somebody, not both',
      );
    if (fallsBackOnItself(pack, id))
      yield wrong(
        'fallback-circle',
        ['roles', id, 'fallback'],
        'fallback 绕回了自身,最后没有人',
        'the fallbacks lead back here, so in the end nobody is told',
      );
  }
}

function fallsBackOnItself(pack: AuthoredPack, id: string): boolean {
  const seen = new Set<string | undefined>([undefined]);
  let next = own(pack.roles, id)?.fallback;
  while (next !== id && !seen.has(next)) {
    seen.add(next);
    next = own(pack.roles, next ?? '')?.fallback;
  }
  return next === id;
}
