/** Cases that were lived elsewhere by the rules, written with their whole logs: several in one transaction. */

import { transaction, type Database, type Queryable } from '../database/database.ts';
import { bringReservations } from '../log/reservations.ts';
import { customerMarks } from '../registration/customerMarks.ts';
import { customerOf } from '../registration/customerOf.ts';
import type { Region } from '../registration/customerSpelling.ts';
import { writeComplaint, type NewComplaint } from '../registration/writeComplaint.ts';
import type { Keys } from '../vault/vault.ts';

export type LivedRows = Readonly<{
  complaint: Omit<NewComplaint, 'customer' | 'needsNoWorkflow'>;
  held: readonly Readonly<{ key: string; approval: string; amount: number }>[];
  /** What the complainant was told, and whether it arrived. */
  told: readonly Readonly<{ item: string; message: string; at: number; arrived: boolean }>[];
}>;

/** Nothing more happens to any of them: they have no workflow. */
export async function writeLived(db: Database, keys: Keys, region: Region, cases: readonly LivedRows[]): Promise<void> {
  await transaction(db, async (tx) => {
    for (const { complaint, held, told } of cases) {
      const { no, complainant } = complaint;
      const marks = complainant === undefined ? [] : customerMarks(keys, region, complainant);
      const customer = await customerOf(tx, marks, undefined);
      const written = await writeComplaint(tx, keys, { ...complaint, customer, needsNoWorkflow: true });
      if (written.kind !== 'written') throw new Error(`${no} is there already: ${complaint.reference?.id}`);
      await bringReservations(tx, no, held, complaint.opened.events);
      if (told.length > 0) await writeTold(tx, no, told);
    }
  });
}

async function writeTold(tx: Queryable, no: string, told: LivedRows['told']): Promise<void> {
  const rows = told.map(({ item, message, at, arrived }, index) => {
    const fired = new Date(at).toISOString();
    return {
      key: `${no}/${item}/${index}/complainant`,
      message_key: `${no}/${item}/${index}`,
      no,
      item,
      recipient: 'complainant',
      via: 'complainant',
      role: 'complainant',
      channel: 'email',
      message,
      fired_at: fired,
      status: arrived ? 'delivered' : 'undeliverable',
      attempts: 1,
      first_attempt_at: fired,
      last_attempt_at: fired,
      delivered_at: arrived ? fired : null,
    };
  });
  await tx.query('insert into notifications select * from jsonb_populate_recordset(null::notifications, $1::jsonb)', [
    JSON.stringify(rows),
  ]);
}
