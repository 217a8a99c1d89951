/** Days in a named zone, whatever the host's zone. */

const DAY_MS = 86_400_000;

/** Building a formatter costs far more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (found === undefined) {
    const parts = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    } as const;
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      calendar: 'gregory',
      numberingSystem: 'latn',
      ...parts,
    });
    formatters.set(zone, found);
  }
  return found;
}

/** Since standard time, offsets change only at full quarters of an hour. */
const QUARTER_MS = 900_000;
const KEPT_OFFSETS = 2_000;
/** By zone, then by quarter of an hour. */
const offsets = new Map<string, (quarter: number) => number>();

/** Offset from UTC, ms. */
export function offsetAt(instant: number, zone: string): number {
  let offsetIn = offsets.get(zone);
  if (offsetIn === undefined)
    offsets.set(zone, (offsetIn = remembering(KEPT_OFFSETS, (quarter) => offsetOf(quarter * QUARTER_MS, zone))));
  return offsetIn(Math.floor(instant / QUARTER_MS));
}

/** Keeps the answers for at most so many whole numbers. */
function remembering<T>(most: number, compute: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) {
      found = compute(key);
      if (known.size >= most) known.clear();
      known.set(key, found);
    }
    return found;
  };
}

function offsetOf(instant: number, zone: string): number {
  const values: Record<string, number> = {};
  for (const part of formatter(zone).formatToParts(instant)) values[part.type] = Number(part.value);
  const local = Date.UTC(
    values['year'] ?? 0,
    (values['month'] ?? 1) - 1,
    values['day'] ?? 1,
    values['hour'] ?? 0,
    values['minute'] ?? 0,
    values['second'] ?? 0,
  );
  return local - Math.floor(instant / 1000) * 1000;
}

/** `YYYY-MM-DD` in the zone. */
export function dateIn(instant: number, zone: string): string {
  return isoDate(instant + offsetAt(instant, zone));
}

/** A date at `HH:MM` in the zone; `24:00` is the next midnight. */
export function instantOf(date: string, time: string, zone: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return instantAt(date, (Number(hours) * 60 + Number(minutes)) * 60_000, zone);
}

/** Ms since local midnight by the zone's own clock. */
export function timeOfDay(instant: number, zone: string): number {
  return (((instant + offsetAt(instant, zone)) % DAY_MS) + DAY_MS) % DAY_MS;
}

/**
 * A date at a time of day in ms. Of two equal times, as clocks go back, it is the second; a time that a clock change
 * skips lies after the change.
 */
export function instantAt(date: string, msOfDay: number, zone: string): number {
  const local = utcOf(date) + msOfDay;
  const before = offsetAt(local - DAY_MS, zone);
  const after = offsetAt(local + DAY_MS, zone);
  return before === after || offsetAt(local - after, zone) === after ? local - after : local - before;
}

export function addDays(date: string, days: number): string {
  return isoDate(utcOf(date) + days * DAY_MS);
}

/** The 31st becomes the last day of a shorter month. */
export function addMonths(date: string, months: number): string {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  const first = Date.UTC(year, month - 1 + months, 1);
  const lastDay = (Date.UTC(year, month + months, 1) - first) / DAY_MS;
  return isoDate(first + (Math.min(day, lastDay) - 1) * DAY_MS);
}

/** Midnight UTC of an ISO date. */
export function utcOf(date: string): number {
  return Date.UTC(digits(date, 0, 4), digits(date, 5, 7) - 1, digits(date, 8, 10));
}

const ZERO = '0'.charCodeAt(0);

/** Without a substring: dates are counted day by day. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - ZERO;
  return value;
}

const KEPT_DATES = 4_000;
const dateOfDay = remembering(KEPT_DATES, civil);

function isoDate(utc: number): string {
  return dateOfDay(Math.floor(utc / DAY_MS));
}

function civil(days: number): string {
  // Civil-from-days: a Date object would be slower.
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const day = doy - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
