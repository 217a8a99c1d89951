/**
 * Recording: what the workflow decided becomes rows, in one transaction. The workflow is the truth, the rows follow.
 */

import type { Writer } from '../../contracts/activities.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { advanceRows, advanceRowsFrom, type LogHead, type NewRows } from './advanceRows.ts';
import { canonicalJson } from '../database/canonicalJson.ts';
import type { LogHeads } from './logHeads.ts';
import { preparedRow, transaction, type Database, type Queryable } from '../database/database.ts';
import { appendEvents, readLog, supersedeFrom, type LogRow } from './eventLog.ts';
import { GENESIS } from './hashChain.ts';
import { clearReadModel, writeReadModel } from '../readModel/readModel.ts';
import { settleReservations, settlesReservations } from './reservations.ts';

/** What was to be recorded rests on less than the log has from another run, or from a later task of the same run. */
export class FencedError extends Error {}

/**
 * Appends consecutive events and updates the read model. Idempotent: the same events again change nothing. Rows at or
 * above the first seq that differ from what is given are put aside and replaced, and the chain re-linked, where the
 * writer wrote them for a task that never completed; else nothing is done and `FencedError` thrown (ADR 22). Nearly
 * always nobody else writes the case: then one statement does it all, without a lock taken before.
 */
export async function recordEvents(
  db: Database,
  no: string,
  base: TimeBase,
  events: readonly RecordedEvent[],
  ends?: LogHeads,
  writer?: Writer,
): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const known = ends?.get(no) ?? (await readLogHead(db, END, no, base));
  ends?.delete(no);
  const follows = known.seq + 1 === first.seq && !settlesReservations(events);
  const end =
    (follows ? await appendTo(db, known, events, writer) : undefined) ??
    (await transaction(db, (tx) => recordLocked(tx, no, base, events, writer)));
  if (end !== undefined) ends?.set(no, end);
}

/** Throws `FencedError` where the log has more than `seq` events and not all of those beyond are the writer's own. */
export async function requireLogHead(db: Database, no: string, seq: number, writer: Writer): Promise<void> {
  requireOwn(no, await readLog(db, no, seq + 1), writer);
}

/** A run may replace what it wrote itself for a task that never completed: nobody was told of that. */
function requireOwn(no: string, replaced: readonly LogRow[], writer: Writer | undefined): void {
  const foreign = replaced.find(
    ({ run, task }) => run !== (writer?.run ?? null) || (task ?? 0) > (writer?.task ?? Number.POSITIVE_INFINITY),
  );
  if (foreign !== undefined)
    throw new FencedError(
      `event ${foreign.seq} of ${no} was written by ${foreign.run ?? 'no run'}: ${writer?.run ?? 'no run'} may not ` +
        `replace it`,
    );
}

const UNIQUE_VIOLATION = '23505';

async function appendTo(
  db: Database,
  end: LogHead,
  events: readonly RecordedEvent[],
  writer: Writer | undefined,
): Promise<LogHead | undefined> {
  try {
    return await advanceRowsFrom(db, end, stepOf(events, writer));
  } catch (error) {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) return undefined;
    throw error;
  }
}

/** Under the case's lock. Returns where the log ends now; `undefined` when it was not this that took it there. */
async function recordLocked(
  tx: Queryable,
  no: string,
  base: TimeBase,
  events: readonly RecordedEvent[],
  writer: Writer | undefined,
): Promise<LogHead | undefined> {
  const known = await readLogHead(tx, LOCKED_END, no, base);
  const from = events[0]?.seq ?? 1;
  let end: LogHead | undefined;
  if (known.seq >= from) {
    const stored = await readLog(tx, no, from);
    // The same again, or a retry of an earlier batch after later ones were recorded: what was asked for is there
    // already.
    const differs = events.findIndex((event, index) => canonicalJson(event) !== canonicalJson(stored[index]?.event));
    if (differs < 0) return undefined;
    requireOwn(no, stored.slice(differs), writer);
    await replaceFrom(tx, known, events.slice(differs), writer);
  } else {
    if (from !== known.seq + 1)
      throw new Error(`the log of ${no} has a gap: seq ${from} was to be written and ${from - 1} is missing`);
    end = await advanceRows(tx, known, stepOf(events, writer));
  }
  await settleReservations(tx, no, events);
  return end;
}

const END = `
  select c.pack_id as "packId", c.pack_version as "packVersion", v.seq, v.state, f.since,
    coalesce((select e.hash from events e where e.no = v.no and e.seq = v.seq),
      (select a.hash from archived_logs a where a.no = v.no and a.seq = v.seq)) as "lastHash"
  from complaints c left join cases v on v.no = c.no left join fact_cases f on f.no = c.no where c.no = $1`;
const LOCKED_END = `${END} for update of c`;

async function readLogHead(
  db: Queryable,
  text: typeof END | typeof LOCKED_END,
  no: string,
  base: TimeBase,
): Promise<LogHead> {
  const found = await preparedRow<{
    packId: string;
    packVersion: string;
    seq: number | null;
    state: CaseState | null;
    since: Date | null;
    lastHash: string | null;
  }>(db, text, [no]);
  if (found === undefined) throw new Error(`no such complaint: ${no}`);
  const { packId, packVersion, seq, state, since, lastHash } = found;
  return {
    identity: { no, packId, packVersion, base },
    seq: seq ?? 0,
    stands: state === null || since === null ? undefined : { state, since: since.getTime() },
    lastHash: lastHash ?? GENESIS,
  };
}

async function replaceFrom(
  tx: Queryable,
  known: LogHead,
  events: readonly RecordedEvent[],
  writer: Writer | undefined,
): Promise<void> {
  const { no, base } = known.identity;
  await supersedeFrom(tx, no, events[0]?.seq ?? 1, writer?.run);
  await appendEvents(tx, no, base, events, writer);
  const log = (await readLog(tx, no)).map((one) => one.event);
  await clearReadModel(tx, no);
  await writeReadModel(tx, known.identity, log);
}

function stepOf(events: readonly RecordedEvent[], writer: Writer | undefined): NewRows {
  return { events, ...(writer === undefined ? {} : { writer }) };
}
