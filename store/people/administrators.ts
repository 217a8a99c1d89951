import { rows, type Queryable } from '../database/database.ts';
import type { Recipient } from './recipients.ts';

/** Everybody who looks after the installation, with how to reach them. */
export async function administrators(db: Queryable): Promise<readonly Recipient[]> {
  const found = await rows<{ id: string; email: string | null; webhook: string | null; locale: string }>(
    db,
    `select distinct p.id, p.email, p.webhook, p.locale from people p join role_holders h on h.person = p.id
      where h.role = 'administrator' order by p.id`,
  );
  return found.map((one) => ({
    id: one.id,
    email: one.email,
    webhook: one.webhook,
    locale: one.locale === 'en' ? 'en' : 'zh',
    via: 'administrator',
  }));
}
