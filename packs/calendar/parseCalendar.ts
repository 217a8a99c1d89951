import { isWeekend } from '../../domain/time/calendar.ts';
import { own } from '../../domain/values/own.ts';
import { wrong, wrongKey, type Findings } from '../source/fault.ts';
import type { ParsedYaml } from '../source/parseTree.ts';
import { parseYaml } from '../source/parseYaml.ts';
import { calendarSchema, type CalendarYear } from './calendarSchema.ts';

/** One year from YAML or JSON; each mistake with its place. */
export function parseCalendar(text: string): ParsedYaml<CalendarYear> {
  return parseYaml(text, calendarSchema, findings);
}

function* findings({ layer, off, openFrom, status, version, work, year }: CalendarYear): Findings {
  for (const [part, days] of Object.entries({ off, work }))
    for (const day of Object.keys(days))
      if (Number(day.slice(0, 4)) !== year)
        yield wrongKey('day-of-another-year', [part, day], `${day} 不在 ${year} 年`, `${day} is not in ${year}`);
  for (const day of Object.keys(work)) {
    if (own(off, day) !== undefined)
      yield wrongKey(
        'day-twice',
        ['work', day],
        `${day} 同时列为休息日和工作日`,
        `${day} is both off and a working day`,
      );
    if (layer === 'national' && !isWeekend(day))
      yield wrongKey(
        'work-on-weekday',
        ['work', day],
        `${day} 不是周末,本来就是工作日`,
        `${day} is no weekend day, so it is a working day anyway`,
      );
  }
  if (status === 'published' && version === 0)
    yield wrong('version-zero', ['version'], '已公布的年份版本从 1 起', 'a published year has a version from 1 on');
  if (layer === 'national') return;
  if (status === 'unpublished')
    yield wrong(
      'unpublished-layer',
      ['status'],
      '只有全国日历可以是未公布',
      'only a nationwide calendar can be unpublished',
    );
  if (openFrom !== undefined)
    yield wrongKey(
      'open-from-layer',
      ['openFrom'],
      'openFrom 只写在全国日历里',
      'openFrom belongs to a nationwide calendar',
    );
}
