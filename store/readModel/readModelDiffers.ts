import type { RecordedEvent } from '../../domain/case/event.ts';
import { FACT_TABLE_NAMES, FACT_TABLES, type FactTableName } from '../facts/factTables.ts';
import { preparedRows, type Queryable } from '../database/database.ts';
import { AS_ROWS, readModelRows, type CaseIdentity } from './readModel.ts';

/** The others are counted. */
const NAMED = 5;

type Table = keyof typeof AS_ROWS;

const namedFacts = (table: FactTableName, rows: string): string =>
  `union all select '${table}', concat_ws('/', ${["''", ...FACT_TABLES[table].key].join()}), to_jsonb(r) - 'no'
    from ${rows} r`;

const named = (of: (table: Table) => string): string => `
  select 'cases' as part, '' as name, to_jsonb(r) - 'no' as whole from ${of('cases')} r
  union all select 'clocks', concat_ws('/', clock, occurrence), to_jsonb(r) - 'no' from ${of('clocks')} r
  union all select 'rungs', concat_ws('/', clock, occurrence, rung), to_jsonb(r) - 'no' from ${of('rungs')} r
  ${FACT_TABLE_NAMES.map((table) => namedFacts(table, of(table))).join(' ')}`;

/** Both sides have the tables' types: the database decides what is equal. */
const COMPARE = `
  with written as (${named((table) => `(select * from ${table} where no = $1::text)`)}),
  folded as (${named((table) => AS_ROWS[table])})
  select part, name, (w.whole->>'seq')::int as seq, case when w.whole is null then '{missing}'
    when f.whole is null then '{extra}' else
    array(select key from jsonb_each(w.whole) a join jsonb_each(f.whole) b using (key) where a.value <> b.value
      order by key) end as what
  from written w full join folded f using (part, name) where w.whole is distinct from f.whole order by part, name`;

type Difference = Readonly<{
  part: Table;
  name: string;
  /** Event of the row in `cases`. */
  seq: number | null;
  /** Columns, `missing` or `extra`. */
  what: readonly string[];
}>;

/** From a rebuild of the whole log, in words. */
export async function readModelDiffers(
  db: Queryable,
  identity: CaseIdentity,
  events: readonly RecordedEvent[],
): Promise<readonly string[]> {
  const { parameters, now } = readModelRows(identity, undefined, events);
  const differences = await preparedRows<Difference>(db, COMPARE, parameters);
  const theCase = differences.find(({ part }) => part === 'cases');
  if (theCase?.what.includes('missing') === true) return ['the read model does not have the case'];
  const said: string[] = [];
  const isStale = theCase?.what.includes('state') === true;
  if (isStale) said.push(`the read model (event ${theCase.seq}) is not the fold of the log (event ${now.state.seq})`);
  const places = differences.flatMap(({ part, name, what }) =>
    part === 'cases'
      ? what.filter((column) => !isStale || !['state', 'seq'].includes(column)).map((column) => `cases.${column}`)
      : [`${part} ${name} (${what.join(', ')})`],
  );
  if (places.length > 0) said.push(`the read model differs from the log in: ${shortened(places)}`);
  return said;
}

function shortened(places: readonly string[]): string {
  const more = places.length - NAMED;
  return `${places.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
