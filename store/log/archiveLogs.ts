/** Logs of cases that are long over go into one row each, where they take a fifth of the room. */

import { column, transaction, type Database, type Queryable } from '../database/database.ts';

const PORTION = 500;

/** Over before $1, by number after $2; whoever waits for a message is left alone. */
const LONG_OVER = `cases v where not v.acting and v.closed_at < $1 and v.no > $2
  and exists (select from events e where e.no = v.no)
  and not exists (select from notifications n where n.no = v.no and n.status in ('pending', 'failing'))`;

/** The cases' own locks: what begins to happen to one of them is waited for, or waits. */
const HELD = `select c.no from complaints c join (select v.no from ${LONG_OVER} order by v.no limit ${PORTION}) o
  on o.no = c.no order by c.no for update of c`;

const ARCHIVE = `
  insert into archived_logs (no, seq, hash, prev_hash, xid, events)
  select no, max(seq), (array_agg(hash order by seq desc))[1], (array_agg(prev_hash order by seq))[1], max(xid),
    json_agg(json_build_object('gid', gid, 'seq', seq, 'id', id, 'type', type, 'at', at, 'wall_at', wall_at,
      'event', event, 'hash', hash, 'run', run, 'task', task, 'xid', xid::text) order by seq)
    from logs where no = any($1::text[]) group by no
  on conflict (no) do update set seq = excluded.seq, hash = excluded.hash, xid = excluded.xid, events = excluded.events,
    archived_at = now()`;

/** The notification keeps how often and when it was tried, and what became of it. */
const FORGET_TRIES = `delete from notification_attempts t using notifications n
  where n.key = t.key and n.no = any($1::text[])`;

/** Cases whose logs would be archived. `before`: ended before this moment (epoch ms). */
export async function countArchivable(db: Queryable, before: number): Promise<number> {
  const [count = 0] = await column<number>(db, `select count(*) from ${LONG_OVER}`, [new Date(before), '']);
  return count;
}

/** Archives them, some at a time, while everything goes on; returns how many. */
export async function archiveLogs(
  db: Database,
  before: number,
  progress: (done: number) => void = () => {},
): Promise<number> {
  let done = 0;
  for (let after: string | undefined = ''; after !== undefined;) {
    const numbers = await archivePortion(db, before, after);
    done += numbers.length;
    progress(done);
    after = numbers.length < PORTION ? undefined : numbers.at(-1);
  }
  return done;
}

function archivePortion(db: Database, before: number, after: string): Promise<readonly string[]> {
  return transaction(db, async (tx) => {
    const held = await column<string>(tx, HELD, [new Date(before), after]);
    // What was reopened while its lock was waited for stays where it is.
    const numbers = await column<string>(
      tx,
      'select no from cases where no = any($1::text[]) and not acting order by no',
      [held],
    );
    await tx.query(ARCHIVE, [numbers]);
    await tx.query("select set_config('redress.superseding', 'on', true)");
    await tx.query('delete from events where no = any($1::text[])', [numbers]);
    await tx.query("select set_config('redress.superseding', 'off', true)");
    await tx.query(FORGET_TRIES, [numbers]);
    return held;
  });
}
