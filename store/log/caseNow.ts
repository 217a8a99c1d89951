import type { AccessData, RecordedEvent } from '../../domain/case/event.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Delivery } from '../../domain/notify/delivery.ts';
import type { Now } from '../../domain/notify/fateOf.ts';
import { preparedRow, preparedRows, type Queryable } from '../database/database.ts';
import type { Names } from '../people/namesOf.ts';

/** A case as it is when something decided earlier is told. */
export type CaseNow = Readonly<{
  /** `undefined` when nothing has happened since the decision. */
  now: Now | undefined;
  /** Who may see it; `{}`: everybody with reach. */
  access: AccessData;
  /** Of the unit and the departments that are named. */
  units: Names;
}>;

/** All three in one statement: each question delays the lapse. What has happened is asked only where something has. */
const CASE = `
  select case when seq > $2 then state end as state,
    jsonb_strip_nulls(jsonb_build_object('roles', access_roles, 'recused', recused)) as access,
    (select jsonb_object_agg(id, name) from units where id = any($3::text[])) as units
  from cases where no = $1`;
const EVENTS = 'select event from logs where no = $1 and (seq > $2 or seq = any($3::int[])) order by seq';

type Row = Readonly<{ state: CaseState | null; access: AccessData; units: Record<string, string> | null }>;

export async function caseNow(
  db: Queryable,
  delivery: Pick<Delivery, 'no' | 'seq' | 'unit' | 'items'>,
): Promise<CaseNow> {
  const { no, seq, unit, items } = delivery;
  const named = [unit, ...items.flatMap(({ department }) => department ?? [])];
  const row = await preparedRow<Row>(db, CASE, [no, seq, named]);
  const { state = null, access = {}, units } = row ?? {};
  const now = state === null ? undefined : await nowOf(db, delivery, state);
  return { now, access, units: new Map(Object.entries(units ?? {})) };
}

async function nowOf(
  db: Queryable,
  { no, seq, items }: Pick<Delivery, 'no' | 'seq' | 'items'>,
  state: CaseState,
): Promise<Now> {
  const noticed = items.flatMap(({ key }) => (key.startsWith('notice/') ? [Number(key.split('/')[1])] : []));
  const rows = await preparedRows<{ event: RecordedEvent }>(db, EVENTS, [no, seq, noticed]);
  const events = rows.map(({ event }) => event);
  return {
    state,
    since: events.filter((event) => event.seq > seq),
    noticed: new Map(events.filter((event) => noticed.includes(event.seq)).map((event) => [event.seq, event])),
  };
}
