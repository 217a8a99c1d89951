import type { Writer } from '../../contracts/activities.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import { canonicalJson } from '../database/canonicalJson.ts';
import { preparedRow, row, rows, type Queryable } from '../database/database.ts';
import { GENESIS, link } from './hashChain.ts';

/** A row of the log. */
export interface LogRow {
  readonly seq: number;
  readonly event: RecordedEvent;
  readonly prevHash: string;
  readonly hash: string;
  /** Who wrote it; null: no workflow. */
  readonly run: string | null;
  readonly task: number | null;
}

const READ = 'select seq, event, prev_hash as "prevHash", hash, run, task from logs where no = $1';

/** A case's log in order, from `from` on. */
export async function readLog(db: Queryable, no: string, from = 1): Promise<readonly LogRow[]> {
  return rows<LogRow & Record<string, unknown>>(db, `${READ} and seq >= $2 order by seq`, [no, from]);
}

/** The SQL that appends the rows of parameter `events` (see `logRows`) to the log of `no`, for each row of `guard`. */
export function appending(no: string, events: string, guard: string): string {
  return `insert into events (no, seq, id, type, at, wall_at, event, prev_hash, hash, run, task)
    select ${no}::text, seq, id, type, at, wall_at, event::jsonb, prev_hash, hash, run, task
    from ${guard}, jsonb_to_recordset(${events}::jsonb) as x(seq int, id text, type text, at bigint,
      wall_at timestamptz, event text, prev_hash text, hash text, run text, task int) order by seq`;
}

const APPEND = `with guard as (select 1), appended as (${appending('$1', '$2', 'guard')}) select pg_notify($3, $1)`;

/** Name of the channel on which followers of the log are woken. */
export const EVENTS_CHANNEL = 'redress_events';

/** Appends events after what is there and wakes those who follow the log; the caller holds the case's lock. */
export async function appendEvents(
  tx: Queryable,
  no: string,
  base: TimeBase,
  events: readonly RecordedEvent[],
  writer?: Writer,
): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const before = first.seq === 1 ? GENESIS : await hashBefore(tx, no, first.seq);
  await preparedRow(tx, APPEND, [no, logRows(no, base, events, before, writer).json, EVENTS_CHANNEL]);
}

/** The rows of events that follow the hash `before`, as a JSON array, and the hash of the last of them. */
export function logRows(
  no: string,
  base: TimeBase,
  events: readonly RecordedEvent[],
  before: string,
  writer?: Writer,
): { readonly json: string; readonly lastHash: string } {
  const chained = link(no, before, events).map(({ event, prevHash, hash }) => ({
    seq: event.seq,
    id: event.id,
    type: event.type,
    at: event.at,
    wall_at: new Date(toWallTime(base, event.at)).toISOString(),
    event: canonicalJson(event),
    prev_hash: prevHash,
    hash,
    ...writer,
  }));
  return { json: JSON.stringify(chained), lastHash: chained.at(-1)?.hash ?? before };
}

async function hashBefore(tx: Queryable, no: string, seq: number): Promise<string> {
  const before = await row<{ hash: string }>(tx, 'select hash from logs where no = $1 and seq = $2', [no, seq - 1]);
  if (before === undefined)
    throw new Error(`the log of ${no} has a gap: seq ${seq} was to be written and ${seq - 1} is missing`);
  return before.hash;
}

/** Puts rows from `seq` on aside: they were written for a task of the workflow that never completed. */
export async function supersedeFrom(tx: Queryable, no: string, seq: number, by: string | undefined): Promise<void> {
  await tx.query("select set_config('redress.superseding', 'on', true)");
  await tx.query(
    `insert into superseded_events (no, seq, event, hash, run, superseded_by)
      select no, seq, event, hash, run, $3 from events where no = $1 and seq >= $2`,
    [no, seq, by ?? null],
  );
  await tx.query('delete from events where no = $1 and seq >= $2', [no, seq]);
  await tx.query("select set_config('redress.superseding', 'off', true)");
}
