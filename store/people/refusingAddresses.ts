import type { Phrase } from '../../language/phrase.ts';
import { rows, type Queryable } from '../database/database.ts';
import { ADDRESSES } from './addresses.ts';

/** An address of somebody who works here that takes no messages. */
export type RefusingAddress = Readonly<{
  person: string;
  channel: string;
  since: Date;
  /** Names no address. */
  reason: Phrase;
  /** No other address of theirs takes any. */
  only: boolean;
}>;

/** SQL: of the person `p`, as long as the address is theirs. */
export const REFUSING = `select r.channel, r.since, r.reason from refusing_addresses r
  where r.person = p.id and r.address = ${ADDRESSES} ->> r.channel`;

const NOTE = `insert into refusing_addresses (person, channel, address, reason)
  select id, $2, $3, $4::jsonb from people where id = $1
  on conflict (person, channel) do update set address = excluded.address, reason = excluded.reason,
    since = case when refusing_addresses.address = excluded.address then refusing_addresses.since else now() end`;

/** Until a message gets through, or the address is another. Complainants are nobody of ours: nothing is noted. */
export async function noteRefusing(
  db: Queryable,
  { recipient, channel, address }: Readonly<{ recipient: string; channel: string; address: string }>,
  reason: Phrase,
): Promise<void> {
  await db.query(NOTE, [recipient, channel, address, JSON.stringify(reason)]);
}

const LIST = `select p.id as person, one.*,
    not exists (select from jsonb_object_keys(${ADDRESSES}) a (channel)
      where a.channel not in (select channel from (${REFUSING}) others)) as only
  from staff p cross join lateral (${REFUSING}) one order by one.since, p.id, one.channel`;

/** Longest first. */
export function refusingAddresses(db: Queryable): Promise<readonly RefusingAddress[]> {
  return rows<RefusingAddress>(db, LIST);
}
