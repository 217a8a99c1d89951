/** The fact tables of a case, and the parts of a statement that write them. */

type FactTable = Readonly<{
  /** Beside the number of the case. */
  key: readonly string[];
  columns: readonly string[];
  /** Never another once it is written. */
  final?: true;
}>;

const words = (text: string): readonly string[] => text.split(/\s+/);

const CASE_COLUMNS = words(
  `imported object anonymous channel channels category_first category unit_first unit handler level_first level
   level_resolved levels_up moves cycle stage class bypass attributed restricted repeat_of merged_into outcome end_reason
   first_contact dispatches departments flags registered_at accepted_at resolved_first_at ended_first_at resolved_at
   ended_at promised_first_at promised_at fields steps`,
);

export const FACT_TABLES = {
  fact_cases: { key: [], columns: ['since', ...CASE_COLUMNS] },
  fact_cases_before: { key: ['since'], columns: ['until', ...CASE_COLUMNS], final: true },
  fact_clocks_before: {
    key: ['clock', 'occurrence', 'until'],
    columns: words(
      'status target_at due_at missed_at stopped_at provisional calendar_adjusted rule_adjusted owed monitor',
    ),
    final: true,
  },
  fact_spans: { key: ['seq'], columns: words('what value from_at to_at by_clock') },
  fact_steps: {
    key: ['seq'],
    columns: words('step at occurred_at actor actor_unit cycle request fields'),
    final: true,
  },
  fact_dispatches: {
    key: ['dispatch'],
    columns: words(
      `department_first department reroutes rerouted_at reroute_reason sent_at answered_at substantive refused_at
       refusal_reason
       ruled_at valid`,
    ),
  },
  fact_approvals: {
    key: ['request'],
    columns: words('approval action amount requester requested_at approvers decided_at result'),
  },
  fact_links: { key: ['other', 'kind'], columns: ['at', 'actor'], final: true },
} as const satisfies Readonly<Record<string, FactTable>>;

export type FactTableName = keyof typeof FACT_TABLES;
export const FACT_TABLE_NAMES = Object.keys(FACT_TABLES) as readonly FactTableName[];

/** The rows of `table` in the parameter `facts`, which `factRows` gives. */
export function factsAsRows(table: FactTableName, facts: string): string {
  return `jsonb_populate_recordset(null::${table}, ${facts}::jsonb -> '${table}')`;
}

/** Writes the rows in the parameter `facts`, of the case `$1`, where `guard` has a row. */
export function writingFacts(facts: string): string {
  return FACT_TABLE_NAMES.map((table) => writing(table, FACT_TABLES[table], facts)).join(',\n');
}

/** Deletes all of the case `$1`. */
export const CLEARING_FACTS = FACT_TABLE_NAMES.map(
  (table) => `no_${table} as (delete from ${table} where no = $1)`,
).join();

function writing(table: FactTableName, { key, columns, final }: FactTable, facts: string): string {
  const all = [...key, 'pack_id', 'drill', ...columns].join();
  const replaced = ['pack_id', 'drill', ...columns].map((name) => `${name} = excluded.${name}`).join();
  return `its_${table} as (
    insert into ${table} (no, ${all}) select $1::text, ${all} from guard, ${factsAsRows(table, facts)}
    on conflict (${['no', ...key].join()}) do ${final === true ? 'nothing' : `update set ${replaced}`})`;
}
