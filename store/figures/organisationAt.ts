/** Units as they stood at a moment; before the first that is known of one, as it first was. */

import { rows, type Queryable } from '../database/database.ts';

type Unit = Readonly<{ id: string; name: string; parent: string | null }>;

export type OrganisationAt = ReadonlyMap<string, Unit>;

export async function organisationAt(db: Queryable, moment: Date): Promise<OrganisationAt> {
  const found = await rows<Unit>(
    db,
    `select distinct on (id) id, name, parent from (
        select unit as id, name, parent,
          case when valid_from < $1 then 0 else 1 end as later,
          case when valid_from < $1 then -extract(epoch from valid_from) else extract(epoch from valid_from) end as distance
          from unit_history
        union all select id, name, parent, 2, 0 from units
      ) known order by id, later, distance`,
    [moment],
  );
  return new Map(found.map((unit) => [unit.id, unit]));
}

/** It and all below it; undefined where there is no such unit. */
export function unitsBelow(organisation: OrganisationAt, unit: string): readonly string[] | undefined {
  if (!organisation.has(unit)) return undefined;
  const below = new Map<string | null, string[]>();
  for (const { id, parent } of organisation.values()) below.set(parent, [...(below.get(parent) ?? []), id]);
  const found = new Set([unit]);
  for (const one of found) for (const child of below.get(one) ?? []) found.add(child);
  return [...found];
}

/** The unit right below `parent` that `unit` is or belongs to; `parent` for its own. */
export function childOf(organisation: OrganisationAt, parent: string, unit: string): string {
  const above = organisation.get(unit)?.parent ?? undefined;
  return above === undefined || above === parent || above === unit ? unit : childOf(organisation, parent, above);
}
