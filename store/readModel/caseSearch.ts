import { column, rows, type Queryable } from '../database/database.ts';
import { daysNamed, nameOf, type KnownDays } from './numberDays.ts';

/** Part of a number, or keyed hashes of a receipt code, of the id of a reference or of customer marks. */
export type CaseSearch = Readonly<{ text: string; receipt: string; reference: string; marks: readonly string[] }>;

export type FoundNumbers = Readonly<{
  /** Of what is searched for; of numbers that have the part in their counter, the earliest. */
  numbers: readonly string[];
  /** More of them have the part. */
  isCut: boolean;
  /** Where all numbers are that have the part before their counter. */
  days: readonly KnownDays[];
}>;

/** Characters of a number that an index has. */
const PART = 4;
/** Numbers with a part that are looked through: the earliest. */
const MOST = 5_000;

const FOUND = `
  select no, true as part from (select no from complaints
      where number_parts(no) @> $4::text[] and position($5 in no) > 0 limit ${MOST}) parts
  union all select no, false from complaints where receipt_index = $1
  union all select no, false from complaints where reference_index = $2
  union all select c.no, false from customer_marks m join complaints c on c.customer = m.customer
    where m.mark = any($3)`;

/** Of the first and the last number, and of the first and the last of a drill. */
const ENDS = `
  select no from ((select no from complaints order by no limit 1)
    union all (select no from complaints where no < 'D' order by no desc limit 1)
    union all (select no from complaints where no >= 'D' order by no limit 1)
    union all (select no from complaints order by no desc limit 1)) ends`;

/** Of stretches of numbers those that have one. */
const KNOWN = `select since from unnest($1::text[], $2::text[]) as asked (since, until)
  where (select no from complaints where no >= since and no < until order by no limit 1) is not null`;

export async function findNumbers(db: Queryable, search: CaseSearch): Promise<FoundNumbers> {
  const { text, receipt, reference, marks } = search;
  const parts = isPart(search) ? partsOf(text) : [];
  const asked = parts.length > 0 ? parts : ['none'];
  const found = await rows<{ no: string; part: boolean }>(db, FOUND, [receipt, reference, marks, asked, text]);
  return {
    numbers: [...new Set(found.map(({ no }) => no))],
    isCut: found.filter(({ part }) => part).length === MOST,
    days: isPart(search) && isOfDay(text) ? await daysOf(db, text) : [],
  };
}

/** Days that are named so and have numbers. */
async function daysOf(db: Queryable, text: string): Promise<readonly KnownDays[]> {
  const named = daysNamed(text, await column<string>(db, ENDS));
  const asked = ['', 'D'].flatMap((prefix) => named.map((days) => ({ prefix, days })));
  const [since, until] = [
    asked.map(({ prefix, days }) => `${prefix}${nameOf(days.first)}`),
    asked.map(({ prefix, days }) => `${prefix}${nameOf(days.end)}`),
  ];
  const known = new Set(await column<string>(db, KNOWN, [since, until]));
  return named
    .map((days) => ({ ...days, prefixes: ['', 'D'].filter((prefix) => known.has(`${prefix}${nameOf(days.first)}`)) }))
    .filter(({ prefixes }) => prefixes.length > 0);
}

/** It may be part of a number, if it is long enough. */
export function isPart({ text }: CaseSearch): boolean {
  return text.length >= PART;
}

/** Only numbers of drills begin so. */
export function isOfDrills({ text }: CaseSearch): boolean {
  return text.startsWith('D');
}

/** It may be part of what is before the counter. */
function isOfDay(text: string): boolean {
  return /^D?\d{0,8}-?$/.test(text);
}

/** Every four characters in a row that can reach the counter. */
function partsOf(text: string): readonly string[] {
  const dash = text.indexOf('-');
  return Array.from({ length: text.length - PART + 1 }, (_, at) => at)
    .filter((at) => at + PART - 1 > dash)
    .map((at) => text.slice(at, at + PART));
}
