import { rows, type Queryable } from '../../store/database/database.ts';

/** A statement as it was sent. */
export type Asked = Readonly<{ text: string; values: readonly unknown[] }>;

/** What a question costs by the plans of its statements. */
export type Reading = Readonly<{
  /** Large tables that were read from end to end. */
  scans: readonly string[];
  /** Rows that were looked at. */
  read: number;
}>;

type Sent = string | { readonly text: string; readonly values?: readonly unknown[] };

/** A database that notes what it is asked. */
export function noting(db: Queryable, asked: Asked[]): Queryable {
  const query = (sent: Sent, values?: readonly unknown[]): unknown => {
    asked.push(typeof sent === 'string' ? { text: sent, values: values ?? [] } : { values: [], ...sent });
    return (db.query as (sent: Sent, values?: readonly unknown[]) => unknown).call(db, sent, values);
  };
  return { query } as unknown as Queryable;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Asks all of it again, with its plans. */
export async function readingOf(db: Queryable, asked: readonly Asked[], large: ReadonlySet<string>): Promise<Reading> {
  const scans = new Set<string>();
  let read = 0;
  const look = (node: PlanNode): void => {
    const table = node['Relation Name'];
    const seen =
      (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
    if (table !== undefined) read += seen * (node['Actual Loops'] ?? 1);
    if (node['Node Type'] === 'Seq Scan' && table !== undefined && large.has(table)) scans.add(table);
    node.Plans?.forEach(look);
  };
  for (const { text, values } of asked) {
    const [plan] = await rows<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
      db,
      `explain (analyze, timing off, format json) ${text}`,
      values,
    );
    plan?.['QUERY PLAN'].forEach(({ Plan }) => look(Plan));
  }
  return { scans: [...scans], read: Math.round(read) };
}
