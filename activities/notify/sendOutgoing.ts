import type { Delivery } from '../../domain/notify/delivery.ts';
import type { Fate, Moot } from '../../domain/notify/fateOf.ts';
import { quietUntil } from '../../domain/notify/quietUntil.ts';
import { heaviest } from '../../domain/notify/heaviest.ts';
import { phrase, type Phrase } from '../../language/phrase.ts';
import type { Database } from '../../store/database/database.ts';
import { holdNotifications, recordAttempt, type Claimed } from '../../store/notifications/notifications.ts';
import type { Names } from '../../store/people/namesOf.ts';
import { noteRefusing } from '../../store/people/refusingAddresses.ts';
import type { Addressee } from './addresseesOf.ts';
import { briefLine } from './briefLine.ts';
import { composeMessage } from './composeMessage.ts';
import { markedInstead } from './insteadOf.ts';
import { DeliveryError, reasonNotSent } from '../channels/channel.ts';
import { mootPhrase } from './mootPhrase.ts';
import type { Outgoing } from './outgoing.ts';
import type { MessagePack } from './renderMessage.ts';

export type Sending = Readonly<{
  db: Database;
  pack: MessagePack | undefined;
  delivery: Delivery;
  units: Names;
  /** What becomes of each item at this moment, by its key. */
  fates: ReadonlyMap<string, Fate>;
  /** How long an address may be silent before somebody else is told too. */
  fallbackMs: number;
  /** Where a case is looked at: an address with `{no}`. */
  caseLink: string | undefined;
  /** Tells the operator; nothing personal. */
  say: ((what: string, details: Readonly<Record<string, unknown>>) => void) | undefined;
}>;

/**
 * `refused`: for good; `silent`: not for so long that somebody else is told, and tried on; `held`: until quiet hours
 * end; `moot`: nobody needs it any more.
 */
export type Outcome = 'delivered' | 'moot' | 'undeliverable' | 'refused' | 'silent' | 'failing' | 'held';

export type Sent = Readonly<{
  outcome: Outcome;
  /** Nothing was tried: it was refused before. */
  before?: boolean;
  /** Since the first try. */
  triedMs: number;
  /** Why not; names no address. */
  reason?: Phrase;
  /** Not to be tried sooner. */
  waitMs?: number;
}>;

/** Sends what is open of a message, once, and records the try. What was refused goes out only when `again`. */
export async function sendOutgoing(
  sending: Sending,
  outgoing: Outgoing,
  claimed: ReadonlyMap<string, Claimed>,
  again = false,
): Promise<Sent> {
  const { db, pack, delivery, units, fates, fallbackMs, caseLink, say } = sending;
  const { addressee, channel, key, parts } = outgoing;
  const statusOf = (part: string): Claimed['status'] => claimed.get(part)?.status ?? 'pending';
  const address = channel && addressee.addresses[channel.name];
  if (channel === undefined || address === undefined) {
    const pending = parts.map((part) => part.key).filter((one) => statusOf(one) === 'pending');
    if (pending.length > 0) await recordAttempt(db, pending, 'undeliverable', reasonNotTold(delivery, addressee));
    return { outcome: 'undeliverable', triedMs: 0 };
  }
  const openParts = await withoutMoot(
    sending,
    parts.filter((part) => statusOf(part.key) !== 'delivered' && statusOf(part.key) !== 'moot'),
    claimed,
  );
  if (openParts.length === 0) {
    const isTold = parts.some((part) => statusOf(part.key) === 'delivered');
    return { outcome: isTold ? 'delivered' : 'moot', triedMs: 0 };
  }
  const triedMs = Math.max(...openParts.map((part) => claimed.get(part.key)?.triedMs ?? 0));
  if (!again && openParts.every((part) => statusOf(part.key) === 'refused'))
    return { outcome: 'refused', before: true, triedMs };
  const keys = openParts.map((part) => part.key);
  const until = heldUntil(delivery, addressee, openParts);
  if (until !== undefined) {
    await holdNotifications(db, keys, until);
    return { outcome: 'held', triedMs, waitMs: until - Date.now() };
  }
  const open = openParts.map(({ item }) => fates.get(item.key) ?? { item, since: [] });
  const { plain, ...words } = composeMessage(pack, delivery, open, addressee, units);
  const { subject, text } = markedInstead(pack, addressee, words);
  const brief = open.map(({ item }) => briefLine(pack, delivery, item, addressee, caseLink));
  const because = Object.fromEntries(plain);
  const items = open.map(({ item }) => item.key);
  try {
    await channel.send(
      { key, no: delivery.no, subject, text, brief, drill: delivery.base.speed !== 1, items },
      address,
    );
  } catch (error) {
    const forGood = error instanceof DeliveryError && error.forGood;
    const reason = reasonNotSent(error);
    await recordAttempt(db, keys, forGood ? 'refused' : 'failing', reason, because);
    const outcome = forGood ? 'refused' : triedMs >= fallbackMs ? 'silent' : 'failing';
    if (outcome !== 'failing')
      await noteRefusing(db, { recipient: addressee.recipient, channel: channel.name, address }, reason);
    return { outcome, triedMs, reason, ...(error instanceof DeliveryError && { waitMs: error.waitMs }) };
  }
  await recordAttempt(db, keys, 'delivered', undefined, because);
  for (const part of openParts.filter(({ item }) => plain.has(item.key)))
    say?.('a message went out in plain form', {
      key: part.key,
      packHash: delivery.packHash,
      because: plain.get(part.item.key),
    });
  return { outcome: 'delivered', triedMs };
}

/**
 * What nobody needs any more is recorded as such and not sent. A message that may have gone is told again as it was, or
 * not at all: it has the same key, and who drops it for that must miss nothing.
 */
async function withoutMoot(
  { db, pack, delivery, fates }: Sending,
  parts: Outgoing['parts'],
  claimed: ReadonlyMap<string, Claimed>,
): Promise<Outgoing['parts']> {
  const mootOf = ({ item }: Outgoing['parts'][number]): Moot | undefined => fates.get(item.key)?.moot;
  const mayHaveGone = parts.some((part) => claimed.get(part.key)?.mayHaveGone === true);
  if (mayHaveGone && parts.some((part) => mootOf(part) === undefined)) return parts;
  const left: Outgoing['parts'][number][] = [];
  for (const part of parts) {
    const moot = mootOf(part);
    if (moot === undefined) left.push(part);
    else await recordAttempt(db, [part.key], 'moot', mootPhrase(moot, pack?.timezone ?? 'UTC', delivery.base));
  }
  return left;
}

/** Of warnings alone; a drill keeps no hours. */
function heldUntil(
  { base }: Delivery,
  { quiet }: Pick<Addressee, 'quiet'>,
  parts: Outgoing['parts'],
): number | undefined {
  if (quiet === undefined || base.speed !== 1 || heaviest(parts.map(({ item }) => item)) !== 'warning')
    return undefined;
  return quietUntil(Date.now(), quiet);
}

function reasonNotTold(delivery: Delivery, { via, recipient, addresses }: Addressee): Phrase {
  if (via === 'sealed') return phrase('sealed-unreadable');
  if (recipient === 'nobody') return phrase('nobody-may-know');
  if (delivery.base.speed === 1) return phrase('no-address');
  if (via === 'complainant') return phrase('rehearsal-tells-no-client');
  return phrase(Object.keys(addresses).length === 0 ? 'no-address' : 'rehearsal-not-there');
}
