import { row, rows, type Queryable } from '../database/database.ts';

/** `key`: of its notification. */
export type DevMail = Readonly<{
  id: number;
  messageId: string;
  key: string | null;
  from: string;
  to: readonly string[];
  subject: string;
  text: string;
  receivedAt: Date;
}>;

const COLUMNS = `select id, message_id as "messageId", redress_key as key, sender as "from", recipients as "to",
  subject, text, received_at as "receivedAt" from dev_mails`;

const KEPT = 10_000;

export async function saveDevMail(
  db: Queryable,
  mail: Omit<DevMail, 'id' | 'receivedAt'> & { readonly headers: Readonly<Record<string, string>> },
): Promise<void> {
  const { messageId, key, from, to, subject, text, headers } = mail;
  await db.query(
    `with forgotten as (delete from dev_mails where id <= (select max(id) from dev_mails) - $8)
      insert into dev_mails (message_id, redress_key, sender, recipients, subject, text, headers, received_at)
      values ($1, $2, $3, $4, $5, $6, $7, now())`,
    [messageId, key, from, to, subject, text, headers, KEPT],
  );
}

/** Latest first. `no`: only this case; `before`: last id of the page before. */
export async function listDevMails(
  db: Queryable,
  { no, before, limit }: Readonly<{ no?: string; before?: number; limit: number }>,
): Promise<readonly DevMail[]> {
  return rows<DevMail>(
    db,
    `${COLUMNS} where ($1::text is null or redress_key like $1 || '/%') and ($2::bigint is null or id < $2)
      order by id desc limit $3`,
    [no, before, limit],
  );
}

export async function findDevMail(db: Queryable, id: number): Promise<DevMail | undefined> {
  return row<DevMail>(db, `${COLUMNS} where id = $1`, [id]);
}
