import type { Actor } from '../../domain/case/event.ts';
import type { Phrase } from '../../language/phrase.ts';
import { preparedRow, preparedRows, rows, type Queryable } from '../database/database.ts';
import { REFUSING } from './refusingAddresses.ts';

export type Person = Readonly<{
  id: string;
  name: string;
  unit: string;
  roles: readonly string[];
  deputy: string | null;
  absent: boolean;
  absence: Readonly<{ from: string; to: string | null }> | null;
  /** Channels by which no message gets through to them. */
  refusing: readonly Readonly<{ channel: string; since: string; reason: Phrase }>[];
}>;

export type Unit = Readonly<{
  id: string;
  name: string;
  level: string;
  parent: string | null;
  timezone: string | null;
}>;

/** SQL: roles of the person `p`. */
export const HELD = 'array(select distinct role from role_holders where person = p.id order by role)';

/** SQL: the person `p` is absent, by the database's clock, the same for all processes. */
export function absentAt(moment: string): string {
  return `(p.absent_from is not null and (${moment} at time zone zone_of(p.unit))::date
    between p.absent_from and coalesce(p.absent_to, 'infinity'))`;
}

export interface Page {
  readonly limit: number;
  /** The id at which the page before ended. */
  readonly after?: string | undefined;
}

export interface PeopleFilter {
  readonly unit?: string | undefined;
  readonly role?: string | undefined;
  readonly absent?: boolean | undefined;
  /** Who has an address that takes no messages, or who has none such. */
  readonly refusing?: boolean | undefined;
}

const STAFF = `select * from (
    select p.id, p.name, p.unit, ${HELD} as roles, p.deputy, ${absentAt('now()')} as absent,
      case when p.absent_from is not null then
        jsonb_build_object('from', p.absent_from, 'to', p.absent_to) end as absence,
      coalesce((select jsonb_agg(one order by one.channel) from (${REFUSING}) one), '[]') as refusing
    from staff p
    where ($1::text is null or p.unit = $1) and ($2::text is null or exists (select from role_holders h
      where h.person = p.id and h.role = $2 and ($1::text is null or h.unit = $1)))) listed
  where ($3::boolean is null or absent = $3) and ($4::text is null or id > $4)
    and ($6::boolean is null or (jsonb_array_length(refusing) > 0) = $6) order by id limit $5`;

/** One page of those who work here by their ids, and one more when there is a next page. */
export function listPeople(
  db: Queryable,
  { unit, role, absent, refusing }: PeopleFilter,
  { limit, after }: Page,
): Promise<readonly Person[]> {
  return rows<Person>(db, STAFF, [unit, role, absent, after, limit + 1, refusing]);
}

const UNITS = `select id, name, level, parent, timezone from units
  where ($1::text is null or level = $1) and ($2::text is null or parent = $2) and ($3::text is null or id > $3)
  order by id limit $4`;

/** One page of the units by their ids, and one more when there is a next page. */
export function listUnits(
  db: Queryable,
  { level, parent }: { readonly level?: string | undefined; readonly parent?: string | undefined },
  { limit, after }: Page,
): Promise<readonly Unit[]> {
  return rows<Unit>(db, UNITS, [level, parent, after, limit + 1]);
}

/** Reach: the case, or a department that works on it, lies in the person's unit or below. */
const ACTOR = `
  with recursive places as (
    select unit from cases where no = $2 union select one ->> 'department'
      from cases, jsonb_array_elements(state -> 'dispatches') as one where no = $2
  ), up as (
    select u.id, u.parent from units u join places on places.unit = u.id union select u.id, u.parent from units u
      join up on u.id = up.parent
  )
  select p.id, p.unit, ${HELD} as roles,
    ($2::text is null or exists (select 1 from up where up.id = p.unit)) as reach
  from staff p where p.id = $1`;

const EVER_KNOWN = `select p.id, p.unit, ${HELD} as roles from people p where p.id = any($1::text[])`;

/** People by their ids, also those who have left. */
export function everKnown(db: Queryable, ids: readonly string[]): Promise<readonly Omit<Actor, 'reach'>[]> {
  return preparedRows<Omit<Actor, 'reach'>>(db, EVER_KNOWN, [ids]);
}

/** With reach over the case `no`. `answerMs`: longest wait. */
export async function actorFor(
  db: Queryable,
  personId: string,
  no: string | undefined,
  answerMs?: number,
): Promise<Actor | undefined> {
  return preparedRow<Actor>(db, ACTOR, [personId, no], answerMs);
}
