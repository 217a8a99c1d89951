import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRestDay, isWeekend } from '../../../domain/time/calendar.ts';
import { addDays } from '../../../domain/time/zone.ts';
import { calendarDays, calendarLibrary } from '../../../packs/calendar/calendarLibrary.ts';
import { parseCalendar } from '../../../packs/calendar/parseCalendar.ts';
import { LIBRARY, shippedDays } from '../../support/rules/workCalendars.ts';

const CN = shippedDays('cn');
const YEARS = Array.from({ length: 12 }, (_, index) => 2015 + index);

/** Where a package of data lies; only its JSON is read, never its code. */
function dataFolder(name: string): string {
  const folder = createRequire(import.meta.url)
    .resolve.paths(name)
    ?.map((path) => join(path, name));
  const found = folder?.find((path) => {
    try {
      return readFileSync(join(path, 'package.json')).length > 0;
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error(`${name} is not installed`);
  return found;
}

function daysOf(year: number): readonly string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) days.push(day);
  return days;
}

/** Days on which one rests by a data set that lists rest days and working days: weekends otherwise. */
function restDays(year: number, off: ReadonlySet<string>, work: ReadonlySet<string>): readonly string[] {
  return daysOf(year).filter((day) => off.has(day) || (isWeekend(day) && !work.has(day)));
}

const ours = (year: number): readonly string[] => daysOf(year).filter((day) => isRestDay(CN, day));

describe('the mainland calendar', () => {
  it('has the rest days of one independent data set, in every year', () => {
    const file = join(dataFolder('chinese-days'), 'dist', 'chinese-days.json');
    const data = JSON.parse(readFileSync(file, 'utf8')) as Record<'holidays' | 'workdays', Record<string, string>>;
    const off = new Set(Object.keys(data.holidays));
    const work = new Set(Object.keys(data.workdays));
    for (const year of YEARS) expect([year, ours(year)]).toEqual([year, restDays(year, off, work)]);
  });

  it('has those of another one but for its four known errors', () => {
    const folder = dirname(join(dataFolder('holiday-calendar'), 'data', 'CN', 'x'));
    const wrong: string[] = [];
    for (const year of YEARS) {
      const { dates } = JSON.parse(readFileSync(join(folder, `${year}.json`), 'utf8')) as {
        readonly dates: readonly { readonly date: string; readonly type: string }[];
      };
      const of = (type: string): Set<string> =>
        new Set(dates.filter((one) => one.type === type).map((one) => one.date));
      const theirs = new Set(restDays(year, of('public_holiday'), of('transfer_workday')));
      const mine = new Set(ours(year));
      wrong.push(...daysOf(year).filter((day) => theirs.has(day) !== mine.has(day)));
    }
    // The notices: 2015-01-04 and 2018-12-29 were worked; 2016-04-02, 2018-06-16 and 2018-09-22 were not; 2018-12-31
    // was off.
    expect(wrong).toEqual(['2015-01-04', '2016-04-02', '2018-06-16', '2018-09-22', '2018-12-29', '2018-12-31']);
  });

  it('names the notice of every published year, and knows that 2027 has none', () => {
    for (const year of LIBRARY['cn'] ?? [])
      expect([year.year, year.sources.every((one) => one.number !== undefined)]).toEqual([year.year, true]);
    expect(CN.years).toEqual(YEARS);
    expect(LIBRARY['cn']?.at(-1)).toMatchObject({ year: 2027, status: 'unpublished' });
  });

  it('has the numbers and dates that the notices bear, and each notice that set a day of the year', () => {
    const sources = LIBRARY['cn']
      ?.slice(0, -1)
      .map((year) => `${year.year}: ${year.sources.map((one) => `${one.number} ${one.date}`).join(', ')}`);
    expect(sources).toEqual([
      '2015: 国办发明电〔2014〕28号 2014-12-16, 国发明电〔2015〕1号 2015-05-13',
      '2016: 国办发明电〔2015〕18号 2015-12-10',
      '2017: 国办发明电〔2016〕17号 2016-12-01',
      '2018: 国办发明电〔2017〕12号 2017-11-30, 国办发明电〔2018〕15号 2018-12-04',
      '2019: 国办发明电〔2018〕15号 2018-12-04, 国办发明电〔2019〕3号 2019-03-22',
      '2020: 国办发明电〔2019〕16号 2019-11-21, 国办发明电〔2020〕1号 2020-01-26',
      '2021: 国办发明电〔2020〕27号 2020-11-25',
      '2022: 国办发明电〔2021〕11号 2021-10-25, 国办发明电〔2022〕16号 2022-12-08',
      '2023: 国办发明电〔2022〕16号 2022-12-08',
      '2024: 国办发明电〔2023〕7号 2023-10-25',
      '2025: 国办发明电〔2024〕12号 2024-11-12',
      '2026: 国办发明电〔2025〕7号 2025-11-04',
    ]);
  });

  it('assumes 13 statutory days in an unpublished year and makes up those on a weekend', () => {
    const off = Object.keys(LIBRARY['cn']?.at(-1)?.off ?? {});
    const madeUp = off.filter((day) => LIBRARY['cn']?.at(-1)?.off[day]?.endsWith('补假') === true);
    expect([off.length - madeUp.length, madeUp.length]).toEqual([13, off.filter((day) => isWeekend(day)).length]);
  });
});

describe('calendars laid over each other', () => {
  const layer = (layerName: string, calendar: string, days: object): string =>
    JSON.stringify({
      calendar,
      title: { zh: '层', en: 'Layer' },
      layer: layerName,
      year: 2026,
      status: 'published',
      version: 1,
      sources: [{ title: 'Order', date: '2026-01-05' }],
      ...days,
    });
  const year = (text: string): Extract<ReturnType<typeof parseCalendar>, { ok: true }>['value'] => {
    const parsed = parseCalendar(text);
    if (!parsed.ok) throw new Error(parsed.faults.map((fault) => fault.message.en).join('; '));
    return parsed.value;
  };
  const library = calendarLibrary([
    ...Object.values(LIBRARY).flat(),
    year(layer('region', 'region-a', { off: { '2026-04-20': '三月三', '2026-10-10': '三月三' } })),
    year(layer('bank', 'bank-a', { work: { '2026-04-20': '值班', '2026-10-05': '值班' } })),
  ]);

  it('the later one has the last word, and a combination has a version of its own', () => {
    const region = calendarDays(library, ['cn', 'region-a']);
    const bank = calendarDays(library, ['cn', 'region-a', 'bank-a']);
    const days = ['2026-04-20', '2026-10-10', '2026-10-05'];
    expect(days.map((day) => isRestDay(CN, day))).toEqual([false, false, true]);
    expect(days.map((day) => isRestDay(region, day))).toEqual([true, true, true]);
    expect(days.map((day) => isRestDay(bank, day))).toEqual([false, true, false]);
    expect(new Set([CN.version, region.version, bank.version]).size).toBe(3);
    expect(bank.version).toMatch(/^cn\+region-a\+bank-a-2026\.1-/);
  });

  it('a year given again takes the place of the earlier one', () => {
    const cn2027 = LIBRARY['cn']?.at(-1);
    if (cn2027 === undefined) throw new Error('no 2027');
    const published = calendarDays(
      calendarLibrary([...Object.values(LIBRARY).flat(), { ...cn2027, status: 'published', version: 1 }]),
      ['cn'],
    );
    expect([published.years.at(-1), published.version.startsWith('cn-2027.1-')]).toEqual([2027, true]);
  });
});

describe('a calendar file with a mistake is refused with its place, in both languages', () => {
  const source = readFileSync('packs/calendars/cn/2026.yaml', 'utf8');
  it.each([
    ['year: 2026', 'year: 2025', 'day-of-another-year'],
    ['2026-01-04: 元旦调休上班', '2026-01-05: 元旦调休上班', 'work-on-weekday'],
    ['2026-01-04: 元旦调休上班', '2026-01-03: 元旦调休上班', 'day-twice'],
    ['2026-01-03: 元旦', '2026-01-32: 元旦', 'wrong-form'],
    ['2026-01-03: 元旦', '2026-01-02: 元旦', 'duplicate-key'],
    ['version: 1', 'version: 0', 'version-zero'],
    ['layer: national', 'layer: bank', 'open-from-layer'],
    ['status: published', 'status: perhaps', 'wrong-value'],
    ['layer: national', 'layer: planet', 'wrong-value'],
    ['number: ', 'no: ', 'unknown-key'],
    ["openFrom: '12-01'", "openFrom: '13-01'", 'wrong-form'],
    ['off:', 'off: [', 'yaml'],
  ])('%s → %s', (from, to, code) => {
    const parsed = parseCalendar(source.replace(from, to));
    const fault = parsed.ok ? undefined : parsed.faults.find((one) => one.code === code);
    if (fault === undefined)
      throw new Error(
        `seen: ${parsed.ok ? 'nothing' : parsed.faults.map((one) => `${one.line} ${one.code}`).join('; ')}`,
      );
    expect([fault.line > 0, fault.column > 0, /\p{Script=Han}/u.test(fault.message.zh)]).toEqual([true, true, true]);
  });
});
