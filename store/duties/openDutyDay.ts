import type { DutyDef } from '../../domain/duties/duty.ts';
import type { DutyDay } from '../../domain/duties/dutyDay.ts';
import { column, type Queryable } from '../database/database.ts';

export type DutyRef = Readonly<{ pack: string; duty: string }>;

/** $3: level, role or unit; $4: the moment. Who owes it is what the organisation was then. */
const OWING = {
  level: `select unit from unit_history where level = $3 and valid_from <= $4 and coalesce(valid_to > $4, true)`,
  role: `select distinct unit from holder_history where role = $3 and valid_from <= $4
    and coalesce(valid_to > $4, true)`,
  unit: `select unit from unit_history where unit = $3 and valid_from <= $4 and coalesce(valid_to > $4, true)`,
} as const;

/** A row for each unit that owes it; rows that are there stay. Returns how many units owe it. */
export async function openDutyDay(
  db: Queryable,
  { pack, duty }: DutyRef,
  owed: NonNullable<DutyDef['owed']>,
  { day, opensAt, dueAt }: DutyDay,
): Promise<number> {
  const [named, owing] =
    'level' in owed ? [owed.level, OWING.level] : 'role' in owed ? [owed.role, OWING.role] : [owed.unit, OWING.unit];
  const units = await column<string>(
    db,
    `with opened as (
       insert into duty_days (pack_id, duty, unit, day, due_at) select $1, $2, unit, $5::date, $6
         from (${owing}) as owing on conflict do nothing returning unit
     ) select unit from opened union select unit from duty_days where pack_id = $1 and duty = $2 and day = $5::date`,
    [pack, duty, named, new Date(opensAt), day, new Date(dueAt)],
  );
  return units.length;
}

/** When the latest one that was opened was due, epoch ms. */
export async function lastDutyDue(db: Queryable, { pack, duty }: DutyRef): Promise<number | undefined> {
  const [due] = await column<Date | null>(db, 'select max(due_at) from duty_days where pack_id = $1 and duty = $2', [
    pack,
    duty,
  ]);
  return due?.getTime();
}
