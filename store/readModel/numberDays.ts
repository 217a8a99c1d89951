/** Days in a row, epoch ms of their beginnings by UTC: from the first to before `end`. */
export type Days = Readonly<{ first: number; end: number }>;

/** With what is before the day in numbers that are there: nothing, the letter of drills, or both. */
export type KnownDays = Days & Readonly<{ prefixes: readonly string[] }>;

const DAY = 86_400_000;

/**
 * Days whose numbers all have the part, between those of the numbers `among`; earliest first. What is a day apart at
 * most is taken together, so that no hour is in two of them whatever zone the days are of.
 */
export function daysNamed(part: string, among: readonly string[]): readonly Days[] {
  const known = among.map(dayOf).filter((day) => !Number.isNaN(day));
  const days: { first: number; end: number }[] = [];
  for (let day = Math.min(...known); day <= Math.max(...known); day += DAY) {
    if (!`D${nameOf(day)}-`.includes(part)) continue;
    const last = days.at(-1);
    if (last !== undefined && day <= last.end + DAY) last.end = day + DAY;
    else days.push({ first: day, end: day + DAY });
  }
  return days;
}

/** 20261123, as a number has it. */
export function nameOf(day: number): string {
  return new Date(day).toISOString().slice(0, 10).replaceAll('-', '');
}

function dayOf(no: string): number {
  const [, year, month, day] = /^D?(\d{4})(\d\d)(\d\d)-/.exec(no) ?? [];
  return Date.parse(`${year}-${month}-${day}`);
}
