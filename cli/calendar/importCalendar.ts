import { trimCalendar } from '../../domain/time/calendar.ts';
import type { CalendarNotice } from '../../domain/decide/changeCalendar.ts';
import type { CalendarSource } from '../../domain/case/daysEvent.ts';
import { own } from '../../domain/values/own.ts';
import { calendarDays } from '../../packs/calendar/calendarLibrary.ts';
import type { CalendarYear } from '../../packs/calendar/calendarSchema.ts';
import { formatFault } from '../../packs/source/formatFault.ts';
import { parseCalendar } from '../../packs/calendar/parseCalendar.ts';
import type { Locale } from '../../language/locale.ts';
import { casesToTell, layersInUse, publishYear } from '../../store/rules/calendarYears.ts';
import type { Environment } from '../../config/environment.ts';
import { tellCases, withCalendarParts, type CalendarParts } from './calendarParts.ts';
import { CALENDAR_WORDS } from './calendarWords.ts';
import { textOf } from '../installation/textOf.ts';
import { refuseOthersThanAdministrators } from './calendarAuthority.ts';
import { CommandError } from '../installation/installation.ts';

const PAGE = 500;
const LOOKS = 60;
const LOOK_AGAIN_MS = 500;

export interface ImportCalendarOptions {
  /** Of the mistakes in the file. */
  readonly locale: Locale | 'both';
  readonly by: string;
  /** Looks at cases that have not taken the days yet, half a second apart; for tests. */
  readonly looks?: number;
  /** Language of what else is said; English when absent. */
  readonly said?: Locale;
}

/**
 * `redress calendar import`: publishes a year and tells every open case that is counted with the calendar. May be
 * broken off and run again: what was published is, and only cases that do not have the days yet are told. Exit code 1
 * when the file is faulty or cases have not taken them.
 */
export async function importCalendar(
  env: Environment,
  file: string,
  options: ImportCalendarOptions,
  out: (line: string) => void,
): Promise<number> {
  const parsed = parseCalendar(textOf(file));
  if (!parsed.ok) {
    for (const fault of parsed.faults) out(formatFault(file, fault, options.locale));
    return 1;
  }
  return withCalendarParts(env, options.said ?? 'en', (parts) => publishCalendar(parts, parsed.value, options, out));
}

/** The same for a year that was read already. */
export async function publishCalendar(
  parts: CalendarParts,
  year: CalendarYear,
  options: Pick<ImportCalendarOptions, 'by' | 'looks' | 'said'>,
  out: (line: string) => void,
): Promise<number> {
  const w = CALENDAR_WORDS[options.said ?? 'en'];
  const named = `${year.calendar} ${year.year}`;
  if (year.status !== 'published')
    throw new CommandError({
      zh: `${named} 未公布:其 status 如此写明`,
      en: `${named} is not published: its status says so`,
    });
  await refuseOthersThanAdministrators(parts.db, options.by);
  await refuseOlder(parts, year);
  const isNew = await publishYear(
    parts.db,
    { calendar: year.calendar, year: year.year, version: year.version, body: year },
    options.by,
  ).catch((error: unknown) => {
    throw new CommandError({
      zh: `${named} 已公布过同样或更高的版本;更正须提高版本号`,
      en: (error as Error).message,
    });
  });
  out(w.published(named, year.version, isNew));
  await parts.packs.refreshCalendars();
  let told = 0;
  let waiting = 0;
  for (const layers of await layersInUse(parts.db, year.calendar)) {
    const notice = noticeOf(parts, year, layers, options.by);
    told += await tellAll(parts, layers, notice, options.said, out);
    waiting += await untilTaken(parts, layers, notice.calendar.version, options.looks ?? LOOKS);
  }
  out(w.casesTold(told, waiting));
  return waiting === 0 ? 0 : 1;
}

/** A file that is older than what was shipped would change nothing. */
function refuseOlder({ packs }: CalendarParts, year: CalendarYear): Promise<void> {
  const known = own(packs.calendars, year.calendar)?.find((one) => one.year === year.year);
  if (known !== undefined && known.version > year.version)
    return Promise.reject(
      new CommandError({
        zh: `${year.calendar} ${year.year} 已有第 ${known.version} 版;更正须提高版本号`,
        en:
          `${year.calendar} ${year.year} is there in version ${known.version}; a corrected year needs a higher ` +
          'version',
      }),
    );
  const layer = own(packs.calendars, year.calendar)?.[0]?.layer;
  if (layer !== undefined && layer !== year.layer)
    return Promise.reject(
      new CommandError({
        zh: `日历 ${year.calendar} 的层次是 ${layer},不是 ${year.layer}`,
        en: `the calendar ${year.calendar} is a ${layer} one, not ${year.layer}`,
      }),
    );
  return Promise.resolve();
}

type Published = Extract<CalendarNotice, { kind: 'published' }>;

/**
 * The days from the year before on: whatever later years are published stay with a case, also when an earlier one is
 * corrected.
 */
function noticeOf({ packs }: CalendarParts, year: CalendarYear, layers: readonly string[], by: string): Published {
  const calendar = trimCalendar(calendarDays(packs.calendars, layers), year.year - 1, Number.MAX_SAFE_INTEGER);
  const newest = year.sources.at(-1);
  const source: CalendarSource = {
    calendar: year.calendar,
    year: year.year,
    title: newest?.title ?? '',
    ...(newest?.number === undefined ? {} : { number: newest.number }),
    date: newest?.date ?? '',
  };
  return { id: `calendar/${calendar.version}`, by, kind: 'published', calendar, source };
}

async function tellAll(
  parts: CalendarParts,
  layers: readonly string[],
  notice: Published,
  locale: Locale | undefined,
  out: (line: string) => void,
): Promise<number> {
  let told = 0;
  for (let after = ''; ;) {
    const numbers = await casesToTell(parts.db, layers, notice.calendar.version, after, PAGE);
    told += await tellCases({ parts, numbers, notice, locale, out });
    if (numbers.length < PAGE) return told;
    after = numbers.at(-1) ?? after;
  }
}

/** How many of the cases told have not recorded the days after some looks. */
async function untilTaken(
  parts: CalendarParts,
  layers: readonly string[],
  version: string,
  looks: number,
): Promise<number> {
  for (let look = 1; ; look += 1) {
    const left = (await casesToTell(parts.db, layers, version, '', PAGE)).length;
    if (left === 0 || look >= looks) return left;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
