/** Recording: what the workflow decided becomes rows, in one transaction. The workflow is the truth, the rows follow. */

import type { RecordedEvent } from '../domain/event.ts';
import { evolveAll } from '../domain/evolve.ts';
import type { CaseState } from '../domain/state.ts';
import type { TimeBase } from '../domain/timeBase.ts';
import { canonicalJson } from './canonicalJson.ts';
import { preparedRow, transaction } from './database.ts';
import type { Database, Queryable } from './database.ts';
import { appendEvents, readLog, supersedeFrom } from './eventLog.ts';
import { clearReadModel, writeReadModel } from './readModel.ts';
import type { CaseIdentity } from './readModel.ts';
import { settleReservations } from './reservations.ts';

/**
 * Appends consecutive events and updates the read model. Idempotent: the same events again change nothing. Rows at or above the first
 * seq that differ from what is given were written for a task that never completed; they are put aside and replaced, and the chain re-linked.
 */
export async function recordEvents(db: Database, no: string, base: TimeBase, events: readonly RecordedEvent[]): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  await transaction(db, async (tx) => {
    const known = await lockCase(tx, no, base);
    if (known.seq >= first.seq) {
      const stored = await readLog(tx, no, first.seq);
      if (
        isPrefix(
          stored.map((one) => one.event),
          events,
        ) &&
        stored.length === events.length
      )
        return;
      // A retry of an earlier batch after later ones were recorded: what was asked for is there already.
      if (
        isPrefix(
          events,
          stored.map((one) => one.event),
        )
      )
        return;
      await replaceFrom(
        tx,
        known,
        stored.map((one) => one.event),
        events,
      );
    } else {
      await appendEvents(tx, no, base, events, first.seq === known.seq + 1 ? known.lastHash : undefined);
      await writeReadModel(tx, known.identity, fold(known.state, events, no), events);
    }
    await settleReservations(tx, no, events);
  });
}

interface KnownCase {
  readonly identity: CaseIdentity;
  readonly seq: number;
  readonly state: CaseState | undefined;
  /** Of the event at `seq`. */
  readonly lastHash: string | undefined;
}

const LOCK = `
  select c.pack_id as "packId", c.pack_version as "packVersion", v.seq, v.state, (select e.hash from events e where e.no = v.no and e.seq = v.seq) as "lastHash"
  from complaints c left join cases v on v.no = c.no where c.no = $1 for update of c`;

async function lockCase(tx: Queryable, no: string, base: TimeBase): Promise<KnownCase> {
  const found = await preparedRow<{ packId: string; packVersion: string; seq: number | null; state: CaseState | null; lastHash: string | null }>(tx, LOCK, [no]);
  if (found === undefined) throw new Error(`no such complaint: ${no}`);
  return {
    identity: { no, packId: found.packId, packVersion: found.packVersion, base },
    seq: found.seq ?? 0,
    state: found.state ?? undefined,
    lastHash: found.lastHash ?? undefined,
  };
}

/** The shorter list is a beginning of the longer one. */
function isPrefix(shorter: readonly RecordedEvent[], longer: readonly RecordedEvent[]): boolean {
  return shorter.length <= longer.length && shorter.every((event, index) => canonicalJson(event) === canonicalJson(longer[index]));
}

async function replaceFrom(tx: Queryable, known: KnownCase, stored: readonly RecordedEvent[], events: readonly RecordedEvent[]): Promise<void> {
  const { no, base } = known.identity;
  const differs = events.findIndex((event, index) => canonicalJson(event) !== canonicalJson(stored[index]));
  const from = (events[0]?.seq ?? 1) + differs;
  await supersedeFrom(tx, no, from);
  await appendEvents(tx, no, base, events.slice(differs));
  const log = (await readLog(tx, no)).map((one) => one.event);
  await clearReadModel(tx, no);
  await writeReadModel(tx, known.identity, fold(undefined, log, no), log);
}

function fold(state: CaseState | undefined, events: readonly RecordedEvent[], no: string): CaseState {
  const folded = evolveAll(state, events);
  if (folded === undefined) throw new Error(`the log of ${no} is empty`);
  return folded;
}
