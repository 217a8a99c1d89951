import { column, type Queryable } from '../database/database.ts';
import type { DutyRef } from './openDutyDay.ts';

/** Units that owe it for `day` and have handed in nothing, in the order of their ids. */
export function missingUnits(db: Queryable, { pack, duty }: DutyRef, day: string): Promise<readonly string[]> {
  return column<string>(
    db,
    `select unit from duty_days where pack_id = $1 and duty = $2 and day = $3::date and done_at is null order by unit`,
    [pack, duty, day],
  );
}
