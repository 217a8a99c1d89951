import { claimStaffMail, recordStaffAttempt } from '../../store/notifications/staffMails.ts';
import type { Database } from '../../store/database/database.ts';
import type { Recipient } from '../../store/people/recipients.ts';
import { reasonNotSent, type Channel } from '../channels/channel.ts';
import type { Words } from './renderMessage.ts';

/** Of no case. */
export type StaffMessage = Words &
  Readonly<{
    /** Stands for a complaint's number in keys and headers: `preflight`, `duty`. */
    of: string;
    /** Within `of`; the same at every attempt. */
    key: string;
    /** ISO date. */
    day: string;
    /** Why it goes without its list. */
    plain?: string;
  }>;

/** By each channel that reaches the person; each true when it is out. Those who have it hear nothing twice. */
export function tellStaff(
  { db, channels }: Readonly<{ db: Database; channels: readonly Channel[] }>,
  one: Recipient,
  message: StaffMessage,
): readonly Promise<boolean>[] {
  return channels
    .filter(({ name }) => one.addresses[name] !== undefined)
    .map((channel) => send(db, channel, one, message));
}

async function send(
  db: Database,
  channel: Channel,
  { id: recipient, addresses }: Recipient,
  { of, key: within, day, subject, text, plain }: StaffMessage,
): Promise<boolean> {
  const key = `${of}/${within}/${recipient}/${channel.name}`;
  if (await claimStaffMail(db, { key, day, recipient, channel: channel.name })) return true;
  try {
    await channel.send(
      { key, no: of, subject, text, brief: [subject], drill: false, items: [key] },
      addresses[channel.name] ?? '',
    );
  } catch (error) {
    await recordStaffAttempt(db, key, plain, reasonNotSent(error));
    return false;
  }
  await recordStaffAttempt(db, key, plain);
  return true;
}
