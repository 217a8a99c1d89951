/** Each message goes out once and each attempt is recorded; a dead mailbox delays nobody else. */

import { Context } from '@temporalio/activity';
import type { DeliverActivities, DeliveryOutcome } from '../../contracts/activities.ts';
import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import { toWallTime } from '../../domain/time/timeBase.ts';
import { phrase, type Phrase } from '../../language/phrase.ts';
import {
  claimNotifications,
  recordAttempt,
  type NotificationClaim,
  type NotificationStatus,
} from '../../store/notifications/notifications.ts';
import { unitNames, type Names } from '../../store/people/namesOf.ts';
import type { RoleQuestion } from '../../store/people/recipients.ts';
import { findPackByHash } from '../../store/rules/packs.ts';
import { addresseesOf, type Addressee, type AddresseeDependencies } from './addresseesOf.ts';
import { allDelivered } from './allDelivered.ts';
import { composeMessage } from './composeMessage.ts';
import { reasonNotSent, type Channel } from './message.ts';
import type { MessagePack } from './renderMessage.ts';

export interface DeliverDependencies extends AddresseeDependencies {
  readonly channels: readonly Channel[];
  /** Tells the operator; nothing personal. */
  readonly say?: (what: string, details: Readonly<Record<string, unknown>>) => void;
}

const HEARTBEAT_MS = 3_000;

type DeliveryPack = MessagePack & { readonly roles: RoleQuestion['roles'] };

export function deliverActivities(deps: DeliverDependencies): DeliverActivities {
  // A version never changes: each is read once.
  const packs = new Map<string, DeliveryPack>();
  const packOf = async (hash: string): Promise<DeliveryPack | undefined> => {
    const pack = packs.get(hash) ?? ((await findPackByHash(deps.db, hash))?.body as DeliveryPack | undefined);
    if (pack !== undefined) packs.set(hash, pack);
    return pack;
  };
  return {
    deliver: async (delivery) => {
      const heartbeat = startHeartbeat();
      try {
        return await deliver(deps, await packOf(delivery.packHash), delivery);
      } finally {
        clearInterval(heartbeat);
      }
    },
  };
}

/** A slow receiver must not look like a dead worker. Outside a worker it does nothing. */
function startHeartbeat(): NodeJS.Timeout | undefined {
  try {
    const context = Context.current();
    return setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  } catch {
    return undefined;
  }
}

async function deliver(
  deps: DeliverDependencies,
  pack: DeliveryPack | undefined,
  delivery: Delivery,
): Promise<DeliveryOutcome> {
  // Without a readable pack the administrators are told.
  const addressees = await addresseesOf(deps, pack?.roles ?? {}, delivery);
  const messages = addressees.flatMap((addressee) => messagesTo(deps.channels, delivery, addressee));
  const claims = messages.flatMap((message) => claimsOf(delivery, message));
  const statuses = await claimNotifications(deps.db, claims);
  const units = await unitNames(deps.db, [delivery.unit, ...delivery.items.map((item) => item.department)]);
  await allDelivered(messages.map((message) => send(deps, pack, delivery, message, statuses, units)));
  return {
    told: messages.map(({ addressee: { recipient: person, role }, channel }) => ({
      person,
      role,
      channel: channel?.name ?? 'none',
      outcome: channel === undefined ? 'undeliverable' : 'delivered',
    })),
  };
}

/** `channel` is `undefined` when none reaches the person. */
type Message = Readonly<{
  addressee: Addressee;
  channel: Channel | undefined;
  /** Of its first part. */
  key: string;
  parts: readonly Readonly<{ key: string; item: Notification }>[];
}>;

function messagesTo(channels: readonly Channel[], delivery: Delivery, addressee: Addressee): readonly Message[] {
  const reaching = channels.filter((channel) => channel.addressOf(addressee) !== undefined);
  return (reaching.length === 0 ? [undefined] : reaching).map((channel) => {
    const end = `${addressee.recipient}/${channel?.name ?? 'none'}`;
    const parts = addressee.items.map((item) => ({ item, key: `${delivery.no}/${item.key}/${end}` }));
    return { addressee, channel, key: parts[0]?.key ?? '', parts };
  });
}

function claimsOf(delivery: Delivery, { addressee, channel, key: messageKey, parts }: Message): NotificationClaim[] {
  return parts.map(({ key, item }) => {
    const late = item.lateMs ?? 0;
    const firedAt = toWallTime(delivery.base, item.at) + (item.lateBecause === undefined ? late : 0);
    return {
      key,
      messageKey: channel === undefined ? key : messageKey,
      no: delivery.no,
      item: item.key,
      recipient: addressee.recipient,
      via: addressee.via,
      role: addressee.role,
      channel: channel?.name ?? 'none',
      message: item.message,
      ...(item.lateMs === undefined ? {} : { plannedAt: new Date(firedAt - late) }),
      firedAt: new Date(firedAt),
    };
  });
}

/** True when the message is out or can never go out. */
async function send(
  { db, say }: DeliverDependencies,
  pack: MessagePack | undefined,
  delivery: Delivery,
  { addressee, channel, key, parts }: Message,
  statuses: ReadonlyMap<string, NotificationStatus>,
  units: Names,
): Promise<boolean> {
  const address = channel?.addressOf(addressee);
  if (channel === undefined || address === undefined) {
    const pending = parts.map((part) => part.key).filter((one) => (statuses.get(one) ?? 'pending') === 'pending');
    if (pending.length > 0) await recordAttempt(db, pending, 'undeliverable', reasonNotTold(delivery, addressee));
    return true;
  }
  const open = parts.filter((part) => statuses.get(part.key) !== 'delivered').map((part) => part.item);
  if (open.length === 0) return true;
  const { subject, text, plain } = composeMessage(pack, delivery, open, addressee, units);
  const keys = parts.map((part) => part.key);
  const because = Object.fromEntries(plain);
  const items = open.map((item) => item.key);
  try {
    await channel.send({ key, no: delivery.no, subject, text, drill: delivery.base.speed !== 1, items }, address);
  } catch (error) {
    await recordAttempt(db, keys, 'failing', reasonNotSent(error), because);
    return false;
  }
  await recordAttempt(db, keys, 'delivered', undefined, because);
  for (const part of parts.filter(({ item }) => plain.has(item.key)))
    say?.('a message went out in plain form', {
      key: part.key,
      packHash: delivery.packHash,
      because: plain.get(part.item.key),
    });
  return true;
}

function reasonNotTold(delivery: Delivery, { via, recipient }: Addressee): Phrase {
  if (via === 'sealed') return phrase('sealed-unreadable');
  if (recipient === 'nobody') return phrase('nobody-may-know');
  return phrase(via === 'complainant' && delivery.base.speed !== 1 ? 'rehearsal-tells-no-client' : 'no-address');
}
