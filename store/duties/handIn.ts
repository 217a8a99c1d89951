import type { Actor } from '../../domain/case/event.ts';
import { row, transaction, type Database } from '../database/database.ts';
import type { DutyRef } from './openDutyDay.ts';

export type HandedIn = DutyRef &
  Readonly<{
    unit: string;
    /** ISO date. */
    day: string;
    nil: boolean;
    body: Readonly<Record<string, number | boolean>>;
  }>;

export type HandInAnswer = Readonly<
  | { kind: 'kept'; version: number; late: boolean }
  /** Nobody owes that for this unit and day, or it lies out of the actor's reach. */
  | { kind: 'not-owed' | 'out-of-reach' }
>;

/** The first time counts as done; what comes later is a correction, and every version is kept. */
export function handIn(db: Database, { id: by, unit: own }: Actor, given: HandedIn): Promise<HandInAnswer> {
  const { pack, duty, unit, day, nil, body } = given;
  return transaction(db, async (tx) => {
    const owed = await row<{ reached: boolean }>(
      tx,
      `with recursive below as (
         select id from units where id = $5 union select u.id from units u join below b on u.parent = b.id
       ) select exists (select 1 from below where id = $3) as reached from duty_days
         where pack_id = $1 and duty = $2 and unit = $3 and day = $4::date for update`,
      [pack, duty, unit, day, own],
    );
    if (owed === undefined) return { kind: 'not-owed' };
    if (!owed.reached) return { kind: 'out-of-reach' };
    const kept = await row<{ version: number; late: boolean }>(
      tx,
      `update duty_days set done_at = coalesce(done_at, now()), nil = $5, body = $6, by = $7, version = version + 1
         where pack_id = $1 and duty = $2 and unit = $3 and day = $4::date returning version, done_at > due_at as late`,
      [pack, duty, unit, day, nil, JSON.stringify(body), by],
    );
    await tx.query(
      `insert into register_changes (pack_id, register, row_id, by, row) values ($1, 'duties', $2, $3, $4)`,
      [pack, [duty, unit, day].join('/'), by, JSON.stringify({ nil, body })],
    );
    return { kind: 'kept', version: kept?.version ?? 1, late: kept?.late ?? false };
  });
}
