import type { Environment } from '../../config/environment.ts';
import type { CalendarChange } from '../../domain/decide/changeCalendar.ts';
import { trimCalendar } from '../../domain/time/calendar.ts';
import { defined, own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';
import { calendarDays } from '../../packs/calendar/calendarLibrary.ts';
import type { CalendarYear } from '../../packs/calendar/calendarSchema.ts';
import { parseCalendar } from '../../packs/calendar/parseCalendar.ts';
import { formatFault } from '../../packs/source/formatFault.ts';
import { casesToTell, layersInUse, publishYear } from '../../store/rules/calendarYears.ts';
import { textOf } from '../../packs/source/textOf.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { refuseOthersThanAdministrators } from './calendarAuthority.ts';
import { tellCases, withCalendarParts, type CalendarParts } from './calendarParts.ts';

const PAGE = 500;
const LOOKS = 60;
const LOOK_AGAIN_MS = 500;

/**
 * `redress calendar import`: publishes a year and tells open cases that count by it; again, only those that lack the
 * days. Exit code 1 when the file is faulty or cases have not taken them. `locale`: of faults.
 */
export async function importCalendar(
  env: Environment,
  out: Output,
  file: string,
  { locale, by }: Readonly<{ locale: Locale | 'both'; by: string }>,
): Promise<number> {
  const parsed = parseCalendar(textOf(file));
  if (parsed.ok) return withCalendarParts(env, out, (parts) => publishCalendar(parts, out, parsed.value, by));
  for (const fault of parsed.faults) out.line(formatFault(file, fault, locale));
  return 1;
}

export async function publishCalendar(
  parts: CalendarParts,
  out: Output,
  body: CalendarYear,
  by: string,
): Promise<number> {
  const { calendar, year, version, status } = body;
  const named = `${calendar} ${year}`;
  if (status !== 'published')
    fail({ zh: `${named} 未公布:其 status 如此写明`, en: `${named} is not published: its status says so` });
  await refuseOthersThanAdministrators(parts.db, by);
  refuseOlder(parts, body);
  const isNew = await publishYear(parts.db, { calendar, year, version, body }, by).catch((error: unknown) =>
    fail({ zh: `${named} 已公布过同样或更高的版本;更正须提高版本号`, en: (error as Error).message }),
  );
  out.say({
    zh: `${named} 第 ${version} 版${isNew ? '已公布' : '此前已公布'}`,
    en: `${named} version ${version} ${isNew ? 'published' : 'was published before'}`,
  });
  await parts.packs.refreshCalendars();
  let told = 0;
  let waiting = 0;
  for (const layers of await layersInUse(parts.db, calendar)) {
    const notice = noticeOf(parts, body, layers, by);
    told += await tellAll(parts, layers, notice, out);
    waiting += await untilTaken(parts, layers, notice.calendar.version);
  }
  out.say({
    zh: `已通知 ${told} 件未结案件${waiting === 0 ? '' : `;${waiting} 件尚未采用新日历:请再次执行本命令`}`,
    en:
      `${told} open cases told` +
      (waiting === 0 ? '' : `; ${waiting} have not taken the days yet: run the command again`),
  });
  return waiting === 0 ? 0 : 1;
}

/** A file older than the shipped year would change nothing. */
function refuseOlder({ packs }: CalendarParts, { calendar, year, version, layer }: CalendarYear): void {
  const years = own(packs.calendars, calendar) ?? [];
  const known = years.find((one) => one.year === year);
  if (known !== undefined && known.version > version)
    fail({
      zh: `${calendar} ${year} 已有第 ${known.version} 版;更正须提高版本号`,
      en: `${calendar} ${year} is there in version ${known.version}; a corrected year needs a higher version`,
    });
  const found = years[0]?.layer ?? layer;
  if (found !== layer)
    fail({
      zh: `日历 ${calendar} 的层次是 ${found},不是 ${layer}`,
      en: `the calendar ${calendar} is a ${found} one, not ${layer}`,
    });
}

type Published = Extract<CalendarChange, { kind: 'published' }>;

/** From the year before on: later years stay when an earlier one is corrected. */
function noticeOf(
  { packs }: CalendarParts,
  { calendar, year, sources }: CalendarYear,
  layers: readonly string[],
  by: string,
): Published {
  const days = trimCalendar(calendarDays(packs.calendars, layers), year - 1, Number.MAX_SAFE_INTEGER);
  const { title = '', number, date = '' } = sources.at(-1) ?? {};
  const source = defined({ calendar, year, title, number, date });
  return { id: `calendar/${days.version}`, by, kind: 'published', calendar: days, source };
}

async function tellAll(
  parts: CalendarParts,
  layers: readonly string[],
  notice: Published,
  out: Output,
): Promise<number> {
  let told = 0;
  for (let after: string | undefined = ''; after !== undefined;) {
    const numbers = await casesToTell(parts.db, layers, notice.calendar.version, after, PAGE);
    told += await tellCases(parts, numbers, notice, out);
    after = numbers.length < PAGE ? undefined : numbers.at(-1);
  }
  return told;
}

/** How many cases lack the days after half a minute. */
async function untilTaken({ db }: CalendarParts, layers: readonly string[], version: string): Promise<number> {
  for (let look = 1; ; look += 1) {
    const left = (await casesToTell(db, layers, version, '', PAGE)).length;
    if (left === 0 || look === LOOKS) return left;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
