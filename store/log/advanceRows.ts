/**
 * The rows of a case taken one step further: its log, its read model and the call that wakes followers, in one
 * statement.
 */

import type { Writer } from '../../contracts/activities.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { preparedRow, type Queryable } from '../database/database.ts';
import type { Since } from '../facts/caseVersions.ts';
import { appending, EVENTS_CHANNEL, logRows } from './eventLog.ts';
import { READ_MODEL_PARAMETERS, readModelRows, WRITING, type CaseIdentity } from '../readModel/readModel.ts';

/** Where the log of a case ends. */
export interface LogHead {
  readonly identity: CaseIdentity;
  readonly seq: number;
  /** Of the event at `seq`. */
  readonly lastHash: string;
  /** After the event at `seq`; absent before the first. */
  readonly stands: Since | undefined;
}

export interface NewRows {
  readonly events: readonly RecordedEvent[];
  readonly writer?: Writer;
}

const [EVENTS, CHANNEL, SEQ, HASH] = [1, 2, 3, 4].map((further) => `$${READ_MODEL_PARAMETERS + further}`) as [
  string,
  string,
  string,
  string,
];

/** How many parameters `advancing` takes, from $1 on; what comes beside it takes those after them. */
export const ADVANCE_PARAMETERS = READ_MODEL_PARAMETERS + 2;

/**
 * The statement that writes a step where `guard` has its one row; `before` are parts of it that come first, `also` are
 * columns that it answers with.
 */
export function advancing(guard: string, before = '', also = ''): string {
  return `with ${before} guard as (${guard}), appended as (${appending('$1', EVENTS, 'guard')}), ${WRITING}
    select pg_notify(${CHANNEL}, $1) ${also} from guard`;
}

const ADVANCE = advancing('select 1');

/**
 * Whoever else writes the case at this moment either is waited for or has taken the next number in the log, which stops
 * this statement.
 */
const ADVANCE_FROM =
  advancing(`select 1 from complaints c join cases v on v.no = c.no join events e on e.no = v.no and e.seq = v.seq
  where c.no = $1 and v.seq = ${SEQ}::int and e.hash = ${HASH}::text for update of c`);

/** Writes the step; the caller holds the case's lock. Returns where the log ends now. */
export async function advanceRows(tx: Queryable, end: LogHead, step: NewRows): Promise<LogHead> {
  const { parameters, now } = rowsOf(end, step);
  await preparedRow(tx, ADVANCE, parameters);
  return now;
}

/**
 * The same without a lock taken before: nothing is written, and `undefined` returned, when the log does not end at
 * `end` any more.
 */
export async function advanceRowsFrom(db: Queryable, end: LogHead, step: NewRows): Promise<LogHead | undefined> {
  const { parameters, now } = rowsOf(end, step);
  const written = await preparedRow(db, ADVANCE_FROM, [...parameters, end.seq, end.lastHash]);
  return written === undefined ? undefined : now;
}

/** The parameters of `advancing`, and where the log ends after it. */
export function rowsOf(
  { identity, lastHash, stands }: LogHead,
  { events, writer }: NewRows,
): { readonly parameters: readonly unknown[]; readonly now: LogHead } {
  const log = logRows(identity.no, identity.base, events, lastHash, writer);
  const { parameters, now } = readModelRows(identity, stands, events);
  return {
    parameters: [...parameters, log.json, EVENTS_CHANNEL],
    now: { identity, seq: now.state.seq, lastHash: log.lastHash, stands: now },
  };
}
