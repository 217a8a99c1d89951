import type { Intake } from '../../domain/case/command.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import type { EarlierCase } from '../../domain/case/repeats.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { row, rows, type Queryable } from '../database/database.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';

export type LogQuery = Readonly<{
  /** Wall clock, epoch ms: registered at or after `from` and before `to`. */
  from: number;
  to: number;
  pack: string;
  /** Only drills; otherwise none. */
  drills: boolean;
}>;

export type RecordedLog = Readonly<{
  no: string;
  packHash: string;
  base: TimeBase;
  events: readonly RecordedEvent[];
  intake: Intake;
  /** Of the pack that the case was opened under. */
  knownFields: readonly string[];
  /** For finding repeats; absent when the customer is unknown. */
  known?: EarlierCase;
}>;

/** On complaints `c`, with the parameters of `queried`. */
export const WITHIN = 'c.origin >= $1 and c.origin < $2';
export const SAME_KIND = 'c.pack_id = $3 and (c.speed <> 1) = $4';

export function queried({ from, to, pack, drills }: LogQuery): readonly unknown[] {
  return [new Date(from).toISOString(), new Date(to).toISOString(), pack, drills];
}

const PAGE = 200;

const CASES = `select c.no, c.pack_hash as "packHash", extract(epoch from c.origin) * 1000 as origin, c.speed, c.intake,
    c.customer, c.topic, (select e.gid from logs e where e.no = c.no and e.seq = 1) as "order",
    array(select json_object_keys(coalesce(p.body -> 'fields', '{}'::json))) as "knownFields",
    coalesce((select json_agg(e.event order by e.seq) from logs e where e.no = c.no), '[]') as events
  from complaints c join packs p on p.hash = c.pack_hash
  where ${WITHIN} and ${SAME_KIND} and c.no > $5 order by c.no limit ${PAGE}`;

type CaseRow = Record<string, unknown> &
  Omit<RecordedLog, 'base' | 'known'> &
  Readonly<{
    origin: string;
    speed: number;
    customer: string | null;
    topic: string;
    order: number;
  }>;

/** Cases of `recordedLogs` that the viewer may see. */
export async function countRecorded(db: Queryable, query: LogQuery, { roles, id }: Viewer): Promise<number> {
  const found = await row<{ n: number }>(
    db,
    `select count(*) as n from complaints c where ${WITHIN} and ${SAME_KIND}
       and not exists (select from cases v where v.no = c.no and not (${visibleTo('v', '$5', '$6')}))`,
    [...queried(query), roles, id],
  );
  return found?.n ?? 0;
}

export async function* recordedLogs(db: Queryable, query: LogQuery): AsyncGenerator<RecordedLog> {
  let last: string | undefined = '';
  while (last !== undefined) {
    const cases: readonly CaseRow[] = await rows<CaseRow>(db, CASES, [...queried(query), last]);
    yield* cases.map(recordedLog);
    last = cases.length < PAGE ? undefined : cases.at(-1)?.no;
  }
}

function recordedLog({ origin, speed, customer, topic, order, ...log }: CaseRow): RecordedLog {
  const at = Number(origin);
  const { no, intake, packHash, events, knownFields } = log;
  const known = customer === null ? {} : { known: { no, at, order, customer, topic, category: intake.category } };
  return { no, packHash, base: { origin: at, speed }, events, intake, knownFields, ...known };
}
