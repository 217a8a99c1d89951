import type { Delivery } from '../../domain/notify/delivery.ts';
import { phrase, type Phrase } from '../../language/phrase.ts';
import type { Database } from '../../store/database/database.ts';
import { recordAttempt, type Claimed } from '../../store/notifications/notifications.ts';
import type { Names } from '../../store/people/namesOf.ts';
import { noteRefusing } from '../../store/people/refusingAddresses.ts';
import type { Addressee } from './addresseesOf.ts';
import { composeMessage } from './composeMessage.ts';
import { markedInstead } from './insteadOf.ts';
import { DeliveryError, reasonNotSent } from './message.ts';
import type { Outgoing } from './outgoing.ts';
import type { MessagePack } from './renderMessage.ts';

export type Sending = Readonly<{
  db: Database;
  pack: MessagePack | undefined;
  delivery: Delivery;
  units: Names;
  /** How long an address may be silent before somebody else is told too. */
  fallbackMs: number;
  /** Tells the operator; nothing personal. */
  say: ((what: string, details: Readonly<Record<string, unknown>>) => void) | undefined;
}>;

/** `refused`: for good; `silent`: not for so long that somebody else is told, and tried on. */
export type Outcome = 'delivered' | 'undeliverable' | 'refused' | 'silent' | 'failing';

export type Sent = Readonly<{
  outcome: Outcome;
  /** Nothing was tried: it was refused before. */
  before?: boolean;
  /** Since the first try. */
  triedMs: number;
}>;

/** Sends what is open of a message, once, and records the try. What was refused goes out only when `again`. */
export async function sendOutgoing(
  sending: Sending,
  outgoing: Outgoing,
  claimed: ReadonlyMap<string, Claimed>,
  again = false,
): Promise<Sent> {
  const { db, pack, delivery, units, fallbackMs, say } = sending;
  const { addressee, channel, key, parts } = outgoing;
  const statusOf = (part: string): Claimed['status'] => claimed.get(part)?.status ?? 'pending';
  const address = channel?.addressOf(addressee);
  if (channel === undefined || address === undefined) {
    const pending = parts.map((part) => part.key).filter((one) => statusOf(one) === 'pending');
    if (pending.length > 0) await recordAttempt(db, pending, 'undeliverable', reasonNotTold(delivery, addressee));
    return { outcome: 'undeliverable', triedMs: 0 };
  }
  const openParts = parts.filter((part) => statusOf(part.key) !== 'delivered');
  if (openParts.length === 0) return { outcome: 'delivered', triedMs: 0 };
  const triedMs = Math.max(...openParts.map((part) => claimed.get(part.key)?.triedMs ?? 0));
  if (!again && openParts.every((part) => statusOf(part.key) === 'refused'))
    return { outcome: 'refused', before: true, triedMs };
  const open = openParts.map((part) => part.item);
  const { plain, ...words } = composeMessage(pack, delivery, open, addressee, units);
  const { subject, text } = markedInstead(pack, addressee, words);
  const keys = parts.map((part) => part.key);
  const because = Object.fromEntries(plain);
  const items = open.map((item) => item.key);
  try {
    await channel.send({ key, no: delivery.no, subject, text, drill: delivery.base.speed !== 1, items }, address);
  } catch (error) {
    const forGood = error instanceof DeliveryError && error.forGood;
    const reason = reasonNotSent(error);
    await recordAttempt(db, keys, forGood ? 'refused' : 'failing', reason, because);
    const outcome = forGood ? 'refused' : triedMs >= fallbackMs ? 'silent' : 'failing';
    if (outcome !== 'failing')
      await noteRefusing(db, { recipient: addressee.recipient, channel: channel.name, address }, reason);
    return { outcome, triedMs };
  }
  await recordAttempt(db, keys, 'delivered', undefined, because);
  for (const part of parts.filter(({ item }) => plain.has(item.key)))
    say?.('a message went out in plain form', {
      key: part.key,
      packHash: delivery.packHash,
      because: plain.get(part.item.key),
    });
  return { outcome: 'delivered', triedMs };
}

function reasonNotTold(delivery: Delivery, { via, recipient }: Addressee): Phrase {
  if (via === 'sealed') return phrase('sealed-unreadable');
  if (recipient === 'nobody') return phrase('nobody-may-know');
  return phrase(via === 'complainant' && delivery.base.speed !== 1 ? 'rehearsal-tells-no-client' : 'no-address');
}
