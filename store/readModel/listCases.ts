import { rows, type Queryable } from '../database/database.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';
import { BASE, PACK } from './caseColumns.ts';
import type { CaseView } from './caseView.ts';

type TextFilter = 'pack' | 'unit' | 'level' | 'category' | 'channel' | 'class' | 'handler' | 'dueBefore';

export interface CaseFilter extends Readonly<Partial<Record<TextFilter, string>>> {
  readonly stage?: readonly string[];
  readonly overdue?: boolean;
  readonly drill?: boolean;
  /** Part of a number, or keyed hashes of a receipt code, of the id of a reference or of customer marks. */
  readonly q?: Readonly<{ text: string; receipt: string; reference: string; marks: readonly string[] }>;
}

export type CaseSort = 'nextDueAt' | 'registeredAt';

/** The last sort value (ISO instant, null for none) and number. */
export type CaseCursor = readonly [value: string | null, no: string];

export interface ListedCase extends Pick<CaseView, 'no' | 'pack' | 'base' | 'state'> {
  readonly sortValue: string | null;
}

const COLUMN: Readonly<Record<CaseSort, string>> = { nextDueAt: 'v.next_due_at', registeredAt: 'v.registered_at' };

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
  const where: string[] = [];
  const values: unknown[] = [];
  const add = (sql: string, ...given: readonly unknown[]): void => {
    where.push(given.reduce<string>((text, value) => text.replace('?', `$${values.push(value)}`), sql));
  };
  if (filter.pack !== undefined) add('v.pack_id = ?', filter.pack);
  if (filter.stage !== undefined) add('v.stage = any(?::text[])', filter.stage);
  for (const name of ['unit', 'level', 'category', 'channel', 'class', 'overdue', 'handler', 'drill'] as const)
    if (filter[name] !== undefined) add(`v.${name} = ?`, filter[name]);
  if (filter.dueBefore !== undefined) add('v.next_due_at < ?', filter.dueBefore);
  if (filter.q !== undefined)
    add(
      `(position(? in v.no) > 0 or c.receipt_index = ? or c.reference_index = ?
        or c.customer in (select customer from customer_marks where mark = any(?)))`,
      filter.q.text,
      filter.q.receipt,
      filter.q.reference,
      filter.q.marks,
    );
  if (viewer !== undefined) where.push(visibleTo('v', `$${values.push(viewer.roles)}`, `$${values.push(viewer.id)}`));
  if (cursor !== undefined) addCursor(add, sort, cursor);
  const order = sort === 'nextDueAt' ? 'v.next_due_at asc nulls last, v.no asc' : 'v.registered_at desc, v.no desc';
  return rows<ListedCase>(
    db,
    `select v.no, ${PACK} as pack, ${BASE} as base, v.state,
       to_char(${COLUMN[sort]} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "sortValue"
     from cases v join complaints c on c.no = v.no ${where.length === 0 ? '' : `where ${where.join(' and ')}`}
       order by ${order} limit $${values.push(limit + 1)}`,
    values,
  );
}

function addCursor(
  add: (sql: string, ...values: readonly unknown[]) => void,
  sort: CaseSort,
  [value, no]: CaseCursor,
): void {
  if (sort === 'registeredAt') add('(v.registered_at, v.no) < (?::timestamptz, ?)', value, no);
  else if (value === null) add('(v.next_due_at is null and v.no > ?)', no);
  else add('((v.next_due_at, v.no) > (?::timestamptz, ?) or v.next_due_at is null)', value, no);
}
