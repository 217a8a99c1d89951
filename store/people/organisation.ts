import type { Locale } from '../../language/locale.ts';
import { transaction, type Database, type Queryable } from '../database/database.ts';

/** An organisation as a file says it. Units name their parent; people hold roles at their own unit or at named ones. */
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

/**
 * Loads an organisation: what is in the file replaces what the database has of the same ids. Units come before their
 * children.
 */
export async function loadOrganisation(db: Database, organisation: Organisation): Promise<void> {
  await transaction(db, async (tx) => {
    for (const unit of organisation.units) {
      await tx.query(
        `insert into units (id, name, level, parent) values ($1, $2, $3, $4) on conflict (id) do update
          set name = excluded.name, level = excluded.level, parent = excluded.parent`,
        [unit.id, unit.name, unit.level, unit.parent ?? null],
      );
    }
    for (const person of organisation.people) await loadPerson(tx, person);
  });
}

async function loadPerson(tx: Queryable, person: OrganisationPerson): Promise<void> {
  await tx.query(
    `insert into people (id, name, unit, email, webhook, locale, deputy, absent_from, absent_to)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update set name = excluded.name, unit = excluded.unit, email = excluded.email,
       webhook = excluded.webhook, locale = excluded.locale,
       deputy = excluded.deputy, absent_from = excluded.absent_from, absent_to = excluded.absent_to`,
    [
      person.id,
      person.name,
      person.unit,
      person.email ?? null,
      person.webhook ?? null,
      person.locale ?? 'zh',
      person.deputy ?? null,
      person.absent?.from ?? null,
      person.absent?.to ?? null,
    ],
  );
  await tx.query('delete from role_holders where person = $1', [person.id]);
  await tx.query('insert into role_holders (person, unit, role) select $1, $2, unnest($3::text[])', [
    person.id,
    person.unit,
    person.roles,
  ]);
}
