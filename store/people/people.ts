import type { Actor } from '../../domain/case/actor.ts';
import { preparedRow, rows, type Queryable } from '../database/database.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly roles: readonly string[];
  readonly absent: boolean;
}

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
}

/** Absence is judged by the database's clock: who is away now is away for everybody. */
const PERSON = `
  select p.id, p.name, p.unit, coalesce((select array_agg(distinct h.role order by h.role) from role_holders h
    where h.person = p.id), '{}') as roles,
    (p.absent_from is not null and now() between p.absent_from and coalesce(p.absent_to, 'infinity')) as absent
  from people p`;

export async function listPeople(
  db: Queryable,
  filter: { readonly unit?: string; readonly role?: string } = {},
): Promise<readonly Person[]> {
  const held = `($2::text is null or exists (select 1 from role_holders h
      where h.person = p.id and h.role = $2 and ($1::text is null or h.unit = $1)))`;
  return rows<Person & Record<string, unknown>>(
    db,
    `${PERSON} where ($1::text is null or p.unit = $1) and ${held} order by p.id`,
    [filter.unit ?? null, filter.role ?? null],
  );
}

export async function listUnits(db: Queryable): Promise<readonly Unit[]> {
  return rows<Unit & Record<string, unknown>>(db, 'select id, name, level, parent from units order by id');
}

/** Reach over a case: it, or a department that works on it, lies in the person's unit or below. */
const ACTOR = `
  with recursive places as (
    select unit from cases where no = $2 union select one ->> 'department'
      from cases, jsonb_array_elements(state -> 'dispatches') as one where no = $2
  ), up as (
    select u.id, u.parent from units u join places on places.unit = u.id union select u.id, u.parent from units u
      join up on u.id = up.parent
  )
  select p.id, p.unit, coalesce((select array_agg(distinct h.role order by h.role) from role_holders h
    where h.person = p.id), '{}') as roles,
    ($2::text is null or exists (select 1 from up where up.id = p.unit)) as reach
  from people p where p.id = $1`;

/**
 * A person as the rules see them, with reach over a case when one is named. `answerMs`: longest wait for the database.
 */
export async function actorFor(
  db: Queryable,
  personId: string,
  no: string | undefined,
  answerMs?: number,
): Promise<Actor | undefined> {
  const found = await preparedRow<Actor & Record<string, unknown>>(db, ACTOR, [personId, no ?? null], answerMs);
  return found === undefined ? undefined : { id: found.id, roles: found.roles, unit: found.unit, reach: found.reach };
}
