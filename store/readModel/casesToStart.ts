import type { Intake } from '../../domain/case/command.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { row, rows, type Queryable } from '../database/database.ts';
import type { StartableCase } from './startableCase.ts';

/** A case as it is started with; nothing of it is unsealed. */
export type CaseToStart = StartableCase & { readonly state: CaseState };

interface Row extends Record<string, unknown> {
  readonly no: string;
  readonly id: string;
  readonly version: string;
  readonly hash: string;
  readonly origin: Date;
  readonly speed: number;
  readonly intake: Intake;
  readonly state: CaseState;
}

/** When a case that could not be started is tried again: after 2 s, 4 s … 64 s. */
const NEXT_TRY = "(c.start_tried_at + power(2, least(c.start_tries, 6)) * interval '1 second')";

/**
 * Registered cases of which no workflow is known to have been started and whose turn it is: those never tried first,
 * oldest first.
 */
export async function casesToStart(db: Queryable, limit: number): Promise<readonly CaseToStart[]> {
  const found = await rows<Row>(
    db,
    `select c.no, c.pack_id as id, c.pack_version as version, c.pack_hash as hash, c.origin, c.speed, c.intake, v.state
       from complaints c join cases v on v.no = c.no
      where c.workflow_started_at is null and (c.start_tried_at is null or ${NEXT_TRY} <= clock_timestamp())
      order by c.start_tried_at nulls first, c.origin limit $1`,
    [limit],
  );
  return found.map(({ no, id, version, hash, origin, speed, intake, state }) => ({
    no,
    pack: state.pack ?? { id, version, hash },
    base: { origin: origin.getTime(), speed },
    intake,
    state,
  }));
}

/** In how many ms the next case that could not be started has its turn; `undefined` when there is none. */
export async function nextStartIn(db: Queryable): Promise<number | undefined> {
  const found = await row<{ ms: string | null }>(
    db,
    `select extract(epoch from min(${NEXT_TRY}) - clock_timestamp()) * 1000 as ms from complaints c
      where c.workflow_started_at is null and c.start_tried_at is not null`,
  );
  return found === undefined || found.ms === null ? undefined : Math.max(0, Number(found.ms));
}

/** Notes that a case could not be started, and why; true when that is not what was noted before. */
export async function noteStartFault(db: Queryable, no: string, fault: string): Promise<boolean> {
  const found = await row<{ before: string | null }>(
    db,
    `with known as (select start_fault from complaints where no = $1)
     update complaints set start_fault = $2, start_tries = start_tries + 1, start_tried_at = clock_timestamp()
       from known
      where no = $1 returning known.start_fault as before`,
    [no, fault],
  );
  return found?.before !== fault;
}

/** Why cases could not be started at the last try, and how many for it, the most frequent first. */
export interface StartFault extends Record<string, unknown> {
  readonly fault: string;
  readonly count: number;
}

export async function startFaults(db: Queryable): Promise<readonly StartFault[]> {
  return rows<StartFault>(
    db,
    `select start_fault as fault, count(*) as count from complaints
      where workflow_started_at is null and start_fault is not null group by 1 order by 2 desc, 1`,
  );
}

/** Cases that could not be started: their deadlines do not run. */
export async function countUnstartable(db: Queryable): Promise<number> {
  const found = await row<{ count: number }>(
    db,
    'select count(*) as count from complaints where workflow_started_at is null and start_fault is not null',
  );
  return found?.count ?? 0;
}
