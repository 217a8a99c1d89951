import { rows, type Queryable } from '../database/database.ts';
import type { Viewer } from '../database/visible.ts';
import { BASE, PACK } from './caseColumns.ts';
import { holding, inFacets, Parameters, type CaseAsk, type CaseFilter } from './caseFilter.ts';
import { findNumbers } from './caseSearch.ts';
import type { CaseView } from './caseView.ts';

export type CaseSort = 'nextDueAt' | 'registeredAt';

/** The last sort value (ISO instant, null for none) and number. */
export type CaseCursor = readonly [value: string | null, no: string];

export interface ListedCase extends Pick<CaseView, 'no' | 'pack' | 'base' | 'state'> {
  readonly sortValue: string | null;
}

/** A list in parts that follow each other, each in an order that an index has. */
interface Part {
  readonly within: readonly string[];
  readonly order: string;
  /** Whether cases that are over can be in it. */
  readonly over: boolean;
}

/** Rows that are passed over in the order of the list before the filter is asked of indexes instead. */
const WALK = 2_000;

/**
 * One row more than `limit` when there is a next page. Soonest due first (nothing due last), or latest registered
 * first. Without a viewer nothing is left out.
 */
export async function listCases(
  db: Queryable,
  filter: CaseFilter,
  sort: CaseSort,
  cursor: CaseCursor | undefined,
  limit: number,
  viewer?: Viewer,
): Promise<readonly ListedCase[]> {
  const found = filter.q && (await findNumbers(db, filter.q));
  const ask = { filter, found: found?.numbers ?? [], viewer };
  const sources = found === undefined ? [walkedOver, sieved] : found.isCut ? [walkedOver, numbered] : [numbered];
  const listed: ListedCase[] = [];
  for (const partFrom of sort === 'nextDueAt' ? [dueFrom, notDueFrom] : [registeredFrom]) {
    const wanted = limit + 1 - listed.length;
    let rowsOfPart: readonly ListedCase[] = [];
    for (const source of sources) {
      const parameters = new Parameters();
      const part = partFrom(filter, cursor, parameters);
      if (part === undefined || rowsOfPart.length >= wanted) continue;
      rowsOfPart = await page(db, sort, wanted, { from: source(part, ask, parameters), order: part.order, parameters });
    }
    listed.push(...rowsOfPart);
  }
  return listed;
}

/** Rows `v` of `cases`, in no order yet. */
interface Source {
  readonly from: string;
  readonly order: string;
  readonly parameters: Parameters;
}

/** What holds among the first rows of the part: all that is needed where much holds. */
function walkedOver({ within, order }: Part, ask: CaseAsk, parameters: Parameters): string {
  const first = `select * from cases v ${where(within)} order by ${order} limit ${WALK}`;
  return `(${first}) v ${where(holding(ask, parameters))}`;
}

/** All that holds, each row found by an index: those that still act by one, those that are over by another. */
function sieved({ within, over }: Part, ask: CaseAsk, parameters: Parameters): string {
  const all = [...within, ...holding(ask, parameters)];
  const sources = [`select * from cases v ${where(['v.acting', ...all])}`];
  if (over) sources.push(`select * from cases v ${where(['not v.acting', ...inFacets(ask, parameters), ...all])}`);
  // Sorted here, so that no index in the order of the list is walked over after all.
  return `(${sources.join(' union all ')} offset 0) v`;
}

/** What holds among the numbers that were found. */
function numbered({ within }: Part, ask: CaseAsk, parameters: Parameters): string {
  const found = `v.no = any(${parameters.add(ask.found)}::text[])`;
  return `(select * from cases v ${where([found, ...within, ...holding(ask, parameters)])} offset 0) v`;
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
}

async function page(
  db: Queryable,
  sort: CaseSort,
  limit: number,
  { from, order, parameters }: Source,
): Promise<readonly ListedCase[]> {
  const value = sort === 'nextDueAt' ? 'v.next_due_at' : 'v.registered_at';
  return rows<ListedCase>(
    db,
    `select v.no, ${PACK} as pack, ${BASE} as base, v.state,
       to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "sortValue"
     from (select v.no, v.next_due_at, v.registered_at, v.state from ${from} order by ${order} limit ${limit}) v
       join complaints c on c.no = v.no order by ${order}`,
    parameters.values,
  );
}

type PartFrom = (filter: CaseFilter, cursor: CaseCursor | undefined, parameters: Parameters) => Part | undefined;

const dueFrom: PartFrom = (_filter, cursor, parameters) => {
  if (cursor !== undefined && cursor[0] === null) return undefined;
  const after =
    cursor && `(v.next_due_at, v.no) > (${parameters.add(cursor[0])}::timestamptz, ${parameters.add(cursor[1])})`;
  const within = ['v.next_due_at is not null', ...(after === undefined ? [] : [after])];
  return { within, order: 'v.next_due_at, v.no', over: false };
};

const notDueFrom: PartFrom = (filter, cursor, parameters) => {
  if (filter.dueBefore !== undefined) return undefined;
  const after = cursor?.[0] === null ? [`v.no > ${parameters.add(cursor[1])}`] : [];
  return { within: ['v.next_due_at is null', ...after], order: 'v.no', over: true };
};

const registeredFrom: PartFrom = (filter, cursor, parameters) => {
  const before =
    cursor && `(v.registered_at, v.no) < (${parameters.add(cursor[0])}::timestamptz, ${parameters.add(cursor[1])})`;
  return {
    within: before === undefined ? [] : [before],
    order: 'v.registered_at desc, v.no desc',
    over: filter.dueBefore === undefined,
  };
};
