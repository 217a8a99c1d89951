import { rows, type Queryable } from '../database/database.ts';

/** Part of a number, or keyed hashes of a receipt code, of the id of a reference or of customer marks. */
export type CaseSearch = Readonly<{ text: string; receipt: string; reference: string; marks: readonly string[] }>;

/** Numbers of what is searched for; `isCut`: more of them have the part. */
export type FoundNumbers = Readonly<{ numbers: readonly string[]; isCut: boolean }>;

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

export async function findNumbers(db: Queryable, search: CaseSearch): Promise<FoundNumbers> {
  const { text, receipt, reference, marks } = search;
  const parts = isPart(search) ? partsOf(text) : ['shorter than a part'];
  const found = await rows<{ no: string; part: boolean }>(db, FOUND, [receipt, reference, marks, parts, text]);
  return { numbers: found.map(({ no }) => no), isCut: found.filter(({ part }) => part).length === MOST };
}

/** It may be part of a number, if it is long enough. */
export function isPart({ text }: CaseSearch): boolean {
  return text.length >= PART;
}

/** Every four characters in a row. */
function partsOf(text: string): readonly string[] {
  return Array.from({ length: text.length - PART + 1 }, (_, at) => text.slice(at, at + PART));
}
