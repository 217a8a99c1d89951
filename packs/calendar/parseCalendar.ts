import { isWeekend } from '../../domain/time/calendar.ts';
import { own } from '../../domain/values/own.ts';
import { calendarSchema, type CalendarYear } from './calendarSchema.ts';
import type { Finding } from '../source/fault.ts';
import type { ParsedYaml } from '../source/parseTree.ts';
import { parseYaml } from '../source/parseYaml.ts';

/** Reads one year of a calendar from YAML or JSON. All mistakes are named with their place. */
export function parseCalendar(text: string): ParsedYaml<CalendarYear> {
  return parseYaml(text, calendarSchema, findings);
}

function* findings(year: CalendarYear): Generator<Finding> {
  for (const part of ['off', 'work'] as const) {
    for (const day of Object.keys(year[part])) {
      const path = [part, day];
      if (Number(day.slice(0, 4)) !== year.year)
        yield {
          code: 'day-of-another-year',
          path,
          key: true,
          zh: `${day} 不在 ${year.year} 年`,
          en: `${day} is not in ${year.year}`,
        };
      if (part === 'work' && own(year.off, day) !== undefined)
        yield {
          code: 'day-twice',
          path,
          key: true,
          zh: `${day} 同时列为休息日和工作日`,
          en: `${day} is both off and a working day`,
        };
      if (part === 'work' && year.layer === 'national' && !isWeekend(day))
        yield {
          code: 'work-on-weekday',
          path,
          key: true,
          zh: `${day} 不是周末,本来就是工作日`,
          en: `${day} is no weekend day, so it is a working day anyway`,
        };
    }
  }
  if (year.status === 'published' && year.version === 0)
    yield {
      code: 'version-zero',
      path: ['version'],
      zh: '已公布的年份版本从 1 起',
      en: 'a published year has a version from 1 on',
    };
  if (year.status === 'unpublished' && year.layer !== 'national')
    yield {
      code: 'unpublished-layer',
      path: ['status'],
      zh: '只有全国日历可以是未公布',
      en: 'only a nationwide calendar can be unpublished',
    };
  if (year.layer !== 'national' && year.openFrom !== undefined)
    yield {
      code: 'open-from-layer',
      path: ['openFrom'],
      key: true,
      zh: 'openFrom 只写在全国日历里',
      en: 'openFrom belongs to a nationwide calendar',
    };
}
