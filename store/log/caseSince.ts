import type { RecordedEvent } from '../../domain/case/event.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Delivery } from '../../domain/notify/delivery.ts';
import type { Now } from '../../domain/notify/fateOf.ts';
import { preparedRow, preparedRows, type Queryable } from '../database/database.ts';

const STATE = 'select state from cases where no = $1 and seq > $2';
const EVENTS = 'select event from logs where no = $1 and (seq > $2 or seq = any($3::int[])) order by seq';

/** The case as it is now; `undefined` when nothing has happened since the decision that is told. */
export async function caseSince(
  db: Queryable,
  { no, seq, items }: Pick<Delivery, 'no' | 'seq' | 'items'>,
): Promise<Now | undefined> {
  const row = await preparedRow<{ state: CaseState }>(db, STATE, [no, seq]);
  if (row === undefined) return undefined;
  const noticed = items.flatMap(({ key }) => (key.startsWith('notice/') ? [Number(key.split('/')[1])] : []));
  const rows = await preparedRows<{ event: RecordedEvent }>(db, EVENTS, [no, seq, noticed]);
  const events = rows.map(({ event }) => event);
  return {
    state: row.state,
    since: events.filter((event) => event.seq > seq),
    noticed: new Map(events.filter((event) => noticed.includes(event.seq)).map((event) => [event.seq, event])),
  };
}
