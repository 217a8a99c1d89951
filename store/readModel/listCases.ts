import { rows, type Queryable } from '../database/database.ts';
import type { Viewer } from '../database/visible.ts';
import { BASE, PACK } from './caseColumns.ts';
import { Parameters, type CaseAsk, type CaseFilter } from './caseFilter.ts';
import { findNumbers } from './caseSearch.ts';
import type { CaseView } from './caseView.ts';
import { partsOf, type CaseCursor, type CaseSort, type PartFrom } from './listParts.ts';
import { sourcesOf } from './listSources.ts';

export type { CaseCursor, CaseSort } from './listParts.ts';

export interface ListedCase extends Pick<CaseView, 'no' | 'pack' | 'base' | 'state'> {
  readonly sortValue: string | null;
}

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
  const ask = { filter, found, viewer };
  const listed: ListedCase[] = [];
  for (const partFrom of partsOf(sort)) {
    const most = limit + 1 - listed.length;
    if (most > 0) listed.push(...(await rowsOf(db, ask, partFrom, { sort, cursor, most })));
  }
  return listed;
}

/** The first `most` rows of a part. */
async function rowsOf(
  db: Queryable,
  ask: CaseAsk,
  partFrom: PartFrom,
  { sort, cursor, most }: Readonly<{ sort: CaseSort; cursor: CaseCursor | undefined; most: number }>,
): Promise<readonly ListedCase[]> {
  let found: readonly ListedCase[] = [];
  for (let turn = 0; ; turn += 1) {
    const parameters = new Parameters();
    const part = partFrom(ask.filter, cursor, parameters);
    const source = part && sourcesOf(part, ask)[turn];
    if (part === undefined || source === undefined) return found;
    const from = source({ part, ask, parameters, most });
    found = await page(db, sort, `${from} order by ${part.order} limit ${most}`, part.order, parameters);
    if (found.length >= most) return found;
  }
}

async function page(
  db: Queryable,
  sort: CaseSort,
  from: string,
  order: string,
  parameters: Parameters,
): Promise<readonly ListedCase[]> {
  const value = sort === 'nextDueAt' ? 'v.next_due_at' : 'v.registered_at';
  return rows<ListedCase>(
    db,
    `select v.no, ${PACK} as pack, ${BASE} as base, v.state,
       to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "sortValue"
     from (select v.no from ${from}) listed join cases v on v.no = listed.no join complaints c on c.no = v.no
     order by ${order}`,
    parameters.values,
  );
}
