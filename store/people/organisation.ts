import type { Locale } from '../../language/bilingual.ts';
import { transaction, type Database, type Queryable } from '../database/database.ts';

/** Units name their parent; people hold roles at their unit. */
export type Organisation = Readonly<{
  units: readonly Readonly<{
    id: string;
    name: string;
    level: string;
    parent?: string;
    timezone?: string;
  }>[];
  people: readonly OrganisationPerson[];
}>;

export type OrganisationPerson = Readonly<{
  id: string;
  name: string;
  unit: string;
  roles: readonly string[];
  email?: string;
  webhook?: string;
  locale?: Locale;
  deputy?: string;
  absent?: Readonly<{ from: string; to?: string }>;
}>;

const ROLES = `insert into role_holders (person, unit, role)
  select distinct id, unit, jsonb_array_elements_text(roles)
  from jsonb_to_recordset($1::jsonb) as x(id text, unit text, roles jsonb)`;

/** Units and people replace those with the same ids. */
export async function loadOrganisation(db: Database, { units, people }: Organisation): Promise<void> {
  const persons = people.map(({ absent, ...person }) => ({
    ...person,
    absent_from: absent?.from,
    absent_to: absent?.to,
  }));
  await transaction(db, async (tx) => {
    await replaceRows(tx, 'units', ['name', 'level', 'parent', 'timezone'], units);
    const columns = ['name', 'unit', 'email', 'webhook', 'locale', 'deputy', 'absent_from', 'absent_to'];
    await replaceRows(tx, 'people', columns, persons);
    await tx.query('delete from role_holders where person = any($1)', [people.map((person) => person.id)]);
    await tx.query(ROLES, [JSON.stringify(people)]);
  });
}

async function replaceRows(
  tx: Queryable,
  table: 'units' | 'people',
  columns: readonly string[],
  rows: readonly object[],
): Promise<void> {
  await tx.query(
    `insert into ${table} (id, ${columns.join()})
      select id, ${columns.join()} from jsonb_populate_recordset(null::${table}, $1::jsonb)
     on conflict (id) do update set ${columns.map((name) => `${name} = excluded.${name}`).join()}`,
    [JSON.stringify(rows)],
  );
}
