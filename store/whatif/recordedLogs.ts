/** Whole logs of the cases that were registered in a period, a page at a time. */

import type { Intake } from '../../domain/case/command.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import type { KnownCase } from '../../domain/case/repeats.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { row, rows, type Queryable } from '../database/database.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';

export interface LogQuery {
  /** Wall-clock instants, epoch ms: registered at or after `from` and before `to`. */
  readonly from: number;
  readonly to: number;
  readonly pack: string;
  /** Rehearsals instead of real cases. */
  readonly drills: boolean;
}

export interface RecordedLog {
  readonly no: string;
  readonly packHash: string;
  readonly base: TimeBase;
  readonly events: readonly RecordedEvent[];
  readonly intake: Intake;
  /** Intake fields of the pack that the case was opened under. */
  readonly knownFields: readonly string[];
  /** What repeats are found by; absent when the customer is not known. */
  readonly known?: KnownCase;
}

const PAGE = 200;

const CASES = `select c.no, c.pack_hash as "packHash", extract(epoch
  from c.origin) * 1000 as origin, c.speed, c.intake, c.customer, c.topic,
    (select e.gid from events e where e.no = c.no and e.seq = 1) as place,
    array(select json_object_keys(coalesce(p.body -> 'fields', '{}'::json))) as "knownFields"
  from complaints c join packs p on p.hash = c.pack_hash
  where c.origin >= $1 and c.origin < $2 and c.pack_id = $3 and (c.speed <> 1) = $4 and c.no > $5 order by c.no
    limit ${PAGE}`;

interface CaseRow extends Record<string, unknown> {
  readonly no: string;
  readonly packHash: string;
  readonly origin: string;
  readonly speed: number;
  readonly intake: Intake;
  readonly knownFields: readonly string[];
  readonly customer: string | null;
  readonly topic: string;
  readonly place: number;
}

/** How many of the cases that `recordedLogs` would give the viewer may know of. */
export async function countRecorded(
  db: Queryable,
  { from, to, pack, drills }: LogQuery,
  viewer: Viewer,
): Promise<number> {
  const found = await row<{ n: string }>(
    db,
    `select count(*) as n from complaints c
     where c.origin >= $1 and c.origin < $2 and c.pack_id = $3 and (c.speed <> 1) = $4
       and not exists (select from cases v where v.no = c.no and not (${visibleTo('v', '$5', '$6')}))`,
    [new Date(from).toISOString(), new Date(to).toISOString(), pack, drills, viewer.roles, viewer.id],
  );
  return Number(found?.n ?? 0);
}

export async function* recordedLogs(db: Queryable, query: LogQuery): AsyncGenerator<RecordedLog> {
  const { from, to, pack, drills } = query;
  let last = '';
  for (;;) {
    const cases = await rows<CaseRow>(db, CASES, [
      new Date(from).toISOString(),
      new Date(to).toISOString(),
      pack,
      drills,
      last,
    ]);
    const numbers = cases.map((one) => one.no);
    const events = await rows<{ no: string; event: RecordedEvent }>(
      db,
      'select no, event from events where no = any($1::text[]) order by no, seq',
      [numbers],
    );
    const byCase = grouped(events);
    for (const one of cases) yield { ...recordedLog(one), events: byCase.get(one.no) ?? [] };
    if (cases.length < PAGE) return;
    last = numbers.at(-1) ?? last;
  }
}

function recordedLog({
  no,
  packHash,
  origin,
  speed,
  intake,
  knownFields,
  customer,
  topic,
  place,
}: CaseRow): Omit<RecordedLog, 'events'> {
  const at = Number(origin);
  const known =
    customer === null ? {} : { known: { no, at, order: place, customer, topic, category: intake.category } };
  return { no, packHash, base: { origin: at, speed }, intake, knownFields, ...known };
}

function grouped(
  events: readonly { readonly no: string; readonly event: RecordedEvent }[],
): ReadonlyMap<string, readonly RecordedEvent[]> {
  const found = new Map<string, RecordedEvent[]>();
  for (const { no, event } of events) {
    const log = found.get(no);
    if (log === undefined) found.set(no, [event]);
    else log.push(event);
  }
  return found;
}
