import type { RecordedEvent } from '../../domain/case/event.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { preparedRows, type Queryable } from '../database/database.ts';
import { AS_ROWS, CASE_COLUMNS, readModelRows, type CaseIdentity } from './readModel.ts';

/** Places that are named; the others are counted. */
const NAMED = 5;

/** The rows of a case, each under its table and name. */
const named = ({ cases, clocks, rungs }: Readonly<Record<keyof typeof AS_ROWS, string>>): string => `
  select 'cases' as part, '' as name, to_jsonb(c) as whole from (${cases}) c
  union all select 'clocks', concat_ws('/', clock, occurrence), to_jsonb(k) - 'no' from (${clocks}) k
  union all select 'rungs', concat_ws('/', clock, occurrence, rung), to_jsonb(r) - 'no' from (${rungs}) r`;

const WRITTEN = {
  cases: `select ${CASE_COLUMNS} from cases where no = $1::text`,
  clocks: 'select * from clocks where no = $1::text',
  rungs: 'select * from rungs where no = $1::text',
};

/** Both sides have the types of the tables, so that the database itself says what is equal. */
const COMPARE = `
  with written as (${named(WRITTEN)}), folded as (${named(AS_ROWS)})
  select part, name, (w.whole->>'seq')::int as seq, case when w.whole is null then '{missing}'
    when f.whole is null then '{extra}' else
    array(select key from jsonb_each(w.whole) a join jsonb_each(f.whole) b using (key) where a.value <> b.value
      order by key) end as what
  from written w full join folded f using (part, name) where w.whole is distinct from f.whole order by part, name`;

interface Difference extends Record<string, unknown> {
  readonly part: keyof typeof AS_ROWS;
  readonly name: string;
  /** Event that the row of `cases` is of. */
  readonly seq: number | null;
  /** Columns, or `missing`, or `extra`. */
  readonly what: readonly string[];
}

/**
 * What of a case's rows is not what a rebuild from its whole log would write, in words; an empty list when all is.
 * `state` is the fold of `events`.
 */
export async function readModelDiffers(
  db: Queryable,
  identity: CaseIdentity,
  state: CaseState,
  events: readonly RecordedEvent[],
): Promise<readonly string[]> {
  const differences = await preparedRows<Difference>(db, COMPARE, readModelRows(identity, state, events));
  const theCase = differences.find(({ part }) => part === 'cases');
  if (theCase?.what.includes('missing') === true) return ['the read model does not have the case'];
  const stale = theCase?.what.includes('state') === true ? theCase : undefined;
  // They have a sentence of their own.
  const said = stale === undefined ? [] : ['state', 'seq'];
  const places = differences.flatMap(({ part, name, what }) =>
    part === 'cases'
      ? what.filter((column) => !said.includes(column)).map((column) => `cases.${column}`)
      : [`${part} ${name} (${what.join(', ')})`],
  );
  return [
    ...(stale === undefined
      ? []
      : [`the read model (event ${stale.seq}) is not the fold of the log (event ${state.seq})`]),
    ...(places.length === 0 ? [] : [`the read model differs from the log in: ${shortened(places)}`]),
  ];
}

function shortened(places: readonly string[]): string {
  const more = places.length - NAMED;
  return `${places.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
