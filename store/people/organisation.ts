import type { Locale } from '../../language/locale.ts';
import { transaction, type Database, type Queryable } from '../database/database.ts';

/** An organisation as a file says it. Units name their parent; people hold roles at their unit. */
export interface Organisation {
  readonly units: readonly {
    readonly id: string;
    readonly name: string;
    readonly level: string;
    readonly parent?: string;
  }[];
  readonly people: readonly OrganisationPerson[];
}

export interface OrganisationPerson {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly roles: readonly string[];
  readonly email?: string;
  readonly webhook?: string;
  readonly locale?: Locale;
  readonly deputy?: string;
  readonly absent?: { readonly from: string; readonly to?: string };
}

/** Loads an organisation: units and people replace those of the same ids. Units come before their children. */
export async function loadOrganisation(db: Database, { units, people }: Organisation): Promise<void> {
  await transaction(db, async (tx) => {
    for (const { id, name, level, parent } of units)
      await tx.query(
        `insert into units (id, name, level, parent) values ($1, $2, $3, $4) on conflict (id) do update
          set name = excluded.name, level = excluded.level, parent = excluded.parent`,
        [id, name, level, parent],
      );
    for (const person of people) await loadPerson(tx, person);
  });
}

async function loadPerson(
  tx: Queryable,
  { id, name, unit, roles, email, webhook, locale = 'zh', deputy, absent }: OrganisationPerson,
): Promise<void> {
  await tx.query(
    `insert into people (id, name, unit, email, webhook, locale, deputy, absent_from, absent_to)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update set name = excluded.name, unit = excluded.unit, email = excluded.email,
       webhook = excluded.webhook, locale = excluded.locale,
       deputy = excluded.deputy, absent_from = excluded.absent_from, absent_to = excluded.absent_to`,
    [id, name, unit, email, webhook, locale, deputy, absent?.from, absent?.to],
  );
  await tx.query('delete from role_holders where person = $1', [id]);
  await tx.query('insert into role_holders (person, unit, role) select $1, $2, unnest($3::text[])', [id, unit, roles]);
}
