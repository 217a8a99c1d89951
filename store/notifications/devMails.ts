import { row, rows, type Queryable } from '../database/database.ts';

/** A mail that the built-in sink received. */
export interface DevMail {
  readonly messageId: string;
  readonly redressKey: string | undefined;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface StoredDevMail extends Record<string, unknown> {
  readonly id: number;
  readonly messageId: string;
  readonly key: string | null;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly receivedAt: Date;
}

const COLUMNS = `select id, message_id as "messageId", redress_key as key, sender as "from", recipients as "to",
  subject, text, received_at as "receivedAt" from dev_mails`;

/** As many are kept, the latest ones. */
const KEPT = 10_000;

export async function saveDevMail(db: Queryable, mail: DevMail): Promise<void> {
  await db.query(
    `with forgotten as (delete from dev_mails where id <= (select max(id) from dev_mails) - $8)
      insert into dev_mails (message_id, redress_key, sender, recipients, subject, text, headers, received_at)
      values ($1, $2, $3, $4, $5, $6, $7, now())`,
    [
      mail.messageId,
      mail.redressKey ?? null,
      mail.sender,
      mail.recipients,
      mail.subject,
      mail.text,
      JSON.stringify(mail.headers),
      KEPT,
    ],
  );
}

/** Latest first; `no` keeps those of one case, `before` is the id at which the last page ended. */
export async function listDevMails(
  db: Queryable,
  filter: { readonly no?: string; readonly before?: number; readonly limit: number },
): Promise<readonly StoredDevMail[]> {
  return rows<StoredDevMail>(
    db,
    `${COLUMNS} where ($1::text is null or redress_key like $1 || '/%') and ($2::bigint is null or id < $2)
      order by id desc limit $3`,
    [filter.no ?? null, filter.before ?? null, filter.limit],
  );
}

export async function findDevMail(db: Queryable, id: number): Promise<StoredDevMail | undefined> {
  return row<StoredDevMail>(db, `${COLUMNS} where id = $1`, [id]);
}
