import type { CaseState } from '../../domain/case/state.ts';
import { column, rows, type Queryable } from '../database/database.ts';
import { BASE, PACK } from './caseColumns.ts';
import type { StartableCase } from './startableCase.ts';

/** Nothing in it is unsealed. */
export type CaseToStart = StartableCase & {
  readonly state: CaseState;
  /** It had one, which somebody stopped: it goes on from its log. */
  readonly stopped?: boolean;
};

/** Tried again after 2 s, 4 s … 64 s. */
const NEXT_TRY = "(c.start_tried_at + power(2, least(c.start_tries, 6)) * interval '1 second')";

/** Cases without a workflow whose turn it is: never tried first, then oldest. */
export function casesToStart(db: Queryable, limit: number): Promise<readonly CaseToStart[]> {
  return rows(
    db,
    `select c.no, ${PACK} as pack, ${BASE} as base, c.intake, v.state, c.workflow_stopped_at is not null as stopped
      from complaints c join cases v on v.no = c.no
      where c.workflow_started_at is null and (c.start_tried_at is null or ${NEXT_TRY} <= clock_timestamp())
      order by c.start_tried_at nulls first, c.origin limit $1`,
    [limit],
  );
}

/** The cases that may still act and whose workflow is known to have been started. */
export function stillActing(db: Queryable): Promise<readonly string[]> {
  return column(
    db,
    `with acting as materialized (select no from cases where acting)
     select no from acting
       -- Each by itself: a join would read all complaints.
       cross join lateral (select v.seq, c.workflow_started_at, c.over_at_seq from cases v, complaints c
         where v.no = acting.no and c.no = acting.no limit 1) one
       where workflow_started_at is not null and over_at_seq is distinct from seq`,
  );
}

/** Of these cases those whose workflow is known to have been started. */
export function knownStarted(db: Queryable, numbers: readonly string[]): Promise<readonly string[]> {
  return column(db, 'select no from complaints where no = any($1::text[]) and workflow_started_at is not null', [
    numbers,
  ]);
}

/** Notes that somebody has stopped the workflows of these cases: they are to be started again. */
export async function noteStopped(db: Queryable, numbers: readonly string[]): Promise<void> {
  await db.query(
    `update complaints set workflow_started_at = null, workflow_stopped_at = now(), start_tried_at = null,
      start_tries = 0
      where no = any($1::text[]) and workflow_started_at is not null`,
    [numbers],
  );
}

/** Cases whose workflow somebody stopped and that do not go on yet. */
export async function countStopped(db: Queryable): Promise<number> {
  const [count = 0] = await column<number>(
    db,
    'select count(*) from complaints where workflow_started_at is null and workflow_stopped_at is not null',
  );
  return count;
}

/** ms until the next case that could not be started has its turn. */
export async function nextStartIn(db: Queryable): Promise<number | undefined> {
  const [ms] = await column<string | null>(
    db,
    `select extract(epoch from min(${NEXT_TRY}) - clock_timestamp()) * 1000 from complaints c
      where c.workflow_started_at is null and c.start_tried_at is not null`,
  );
  return ms === null || ms === undefined ? undefined : Math.max(0, Number(ms));
}

/** True when the reason is new. */
export async function noteStartFault(db: Queryable, no: string, fault: string): Promise<boolean> {
  const [before] = await column<string | null>(
    db,
    `with known as (select start_fault from complaints where no = $1)
     update complaints set start_fault = $2, start_tries = start_tries + 1, start_tried_at = clock_timestamp()
       from known
      where no = $1 returning known.start_fault`,
    [no, fault],
  );
  return before !== fault;
}

export type StartFault = Readonly<{
  fault: string;
  count: number;
}>;

const UNSTARTABLE = 'from complaints where workflow_started_at is null and start_fault is not null';

/** Most frequent first. */
export function startFaults(db: Queryable): Promise<readonly StartFault[]> {
  return rows(db, `select start_fault as fault, count(*) as count ${UNSTARTABLE} group by 1 order by 2 desc, 1`);
}

/** Their deadlines do not run. */
export async function countUnstartable(db: Queryable): Promise<number> {
  const [count = 0] = await column<number>(db, `select count(*) ${UNSTARTABLE}`);
  return count;
}
