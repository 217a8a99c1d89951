import { CHANNELS, type ChannelName, type ChannelOrder, type QuietHours } from '../../domain/notify/channels.ts';
import type { Locale } from '../../language/bilingual.ts';
import { rows, transaction, type Database, type Queryable } from '../database/database.ts';

/** Units name their parent, people hold roles at their unit; what is not there is null in the database. */
export type Organisation = Readonly<{
  units: readonly OrganisationUnit[];
  people: readonly OrganisationPerson[];
}>;

type Maybe<T> = T | null | undefined;

export type OrganisationUnit = Readonly<{
  id: string;
  name: string;
  level: string;
  parent?: Maybe<string>;
  timezone?: Maybe<string>;
}>;

export type OrganisationPerson = Readonly<Partial<Record<ChannelName, Maybe<string>>>> &
  Readonly<{
    id: string;
    name: string;
    unit: string;
    roles?: readonly string[] | undefined;
    channels?: Maybe<ChannelOrder>;
    quiet?: Maybe<QuietHours>;
    locale?: Maybe<Locale>;
    deputy?: Maybe<string>;
    absent?: Maybe<Readonly<{ from: string; to?: string | undefined }>>;
    left?: boolean | undefined;
  }>;

const ABSENCE = ['absent_from', 'absent_to'];

const ROLES = `insert into role_holders (person, unit, role)
  select distinct id, unit, jsonb_array_elements_text(roles)
  from jsonb_to_recordset($1::jsonb) as x(id text, unit text, roles jsonb)`;

/** Units and people replace those with the same ids. */
export function loadOrganisation(db: Database, organisation: Organisation): Promise<void> {
  return transaction(db, (tx) => saveOrganisation(tx, organisation));
}

/** The same inside a transaction. */
export async function saveOrganisation(tx: Queryable, { units, people }: Organisation): Promise<void> {
  const persons = people.map(({ absent, left, ...person }) => ({
    ...person,
    absent_from: absent?.from,
    absent_to: absent?.to,
    left_at: left === true ? new Date().toISOString() : null,
  }));
  await replaceRows(tx, 'units', ['name', 'level', 'parent', 'timezone'], units);
  const columns = ['name', 'unit', ...CHANNELS, 'channels', 'quiet', 'locale', 'deputy', ...ABSENCE, 'left_at'];
  await replaceRows(tx, 'people', columns, persons);
  await tx.query('delete from role_holders where person = any($1)', [people.map((person) => person.id)]);
  await tx.query(ROLES, [JSON.stringify(people.map(({ roles = [], ...person }) => ({ ...person, roles })))]);
}

async function replaceRows(
  tx: Queryable,
  table: 'units' | 'people',
  columns: readonly string[],
  values: readonly object[],
): Promise<void> {
  await tx.query(
    `insert into ${table} (id, ${columns.join()})
      select id, ${columns.join()} from jsonb_populate_recordset(null::${table}, $1::jsonb)
     on conflict (id) do update set ${columns.map((name) => `${name} = excluded.${name}`).join()}`,
    [JSON.stringify(values)],
  );
}

const PEOPLE = `select id, name, unit, ${CHANNELS.join()}, channels, quiet, locale, deputy, left_at is not null as left,
    array(select role from role_holders h where h.person = p.id and h.unit = p.unit order by role) as roles,
    case when absent_from is not null then
      jsonb_strip_nulls(jsonb_build_object('from', absent_from, 'to', absent_to)) end as absent
  from people p`;

/** Everything there is, kept from changing until the transaction ends. */
export async function holdOrganisation(tx: Queryable): Promise<Organisation> {
  await tx.query('lock table units, people, role_holders in share row exclusive mode');
  return {
    units: await rows<OrganisationUnit>(tx, 'select id, name, level, parent, timezone from units'),
    people: await rows<OrganisationPerson>(tx, PEOPLE),
  };
}

/** Writes down who changed units and people. */
export async function recordOrganisationChange(tx: Queryable, by: string, changes: readonly object[]): Promise<void> {
  await tx.query('insert into organisation_changes (by, changes) values ($1, $2)', [by, JSON.stringify(changes)]);
}
