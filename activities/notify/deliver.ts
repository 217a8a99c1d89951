/**
 * Delivers notifications: to whom, in which words, by which channel. Each message goes out once and each attempt is
 * recorded. A dead mailbox of one person delays nobody else.
 */

import { phrase, type Phrase } from '../../language/phrase.ts';
import { Context } from '@temporalio/activity';
import type { DeliverActivities } from '../../contracts/activities.ts';
import type { Delivery } from '../../domain/notify/delivery.ts';
import { toWallTime } from '../../domain/time/timeBase.ts';
import {
  claimNotifications,
  recordAttempt,
  type NotificationClaim,
  type NotificationStatus,
} from '../../store/notifications/notifications.ts';
import { findPackByHash } from '../../store/rules/packs.ts';
import { allDelivered } from './allDelivered.ts';
import { composeMessage } from './composeMessage.ts';
import { reasonNotSent, type Channel } from './message.ts';
import type { MessagePack } from './renderMessage.ts';
import { addresseesOf, type Addressee, type AddresseeDependencies, type AddresseePack } from './addresseesOf.ts';

export interface DeliverDependencies extends AddresseeDependencies {
  readonly channels: readonly Channel[];
  /** Tells whoever operates the installation; nothing personal. */
  readonly say?: Say;
}

export type Say = (what: string, details: Readonly<Record<string, unknown>>) => void;

const HEARTBEAT_MS = 3_000;

/**
 * Whom roles name, and words: none where the pack is gone or spoilt, so that those whom the roles' names alone find are
 * told in plain form.
 */
interface DeliveryPack extends AddresseePack {
  readonly words: MessagePack | undefined;
}

export function deliverActivities(deps: DeliverDependencies): DeliverActivities {
  // A version of a pack never changes, so each is read once.
  const packs = new Map<string, DeliveryPack>();
  const packOf = async ({ packHash }: Delivery): Promise<DeliveryPack> => {
    const known = packs.get(packHash);
    if (known !== undefined) return known;
    const stored = await findPackByHash(deps.db, packHash);
    if (stored === undefined) return NO_PACK;
    const pack = deliveryPackOf(stored.body);
    packs.set(packHash, pack);
    return pack;
  };
  return { deliver: (delivery) => withHeartbeat(async () => deliver(deps, await packOf(delivery), delivery)) };
}

const NO_PACK: DeliveryPack = { roles: {}, words: undefined };

function deliveryPackOf(body: unknown): DeliveryPack {
  if (!isObject(body)) return NO_PACK;
  const { roles } = body;
  return { roles: isObject(roles) ? (roles as AddresseePack['roles']) : {}, words: body as unknown as MessagePack };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * Tells the server that this worker is alive while a receiver takes its time. Outside a worker there is nobody to tell.
 */
async function withHeartbeat(work: () => Promise<void>): Promise<void> {
  if (!inWorkerContext()) return work();
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}

function inWorkerContext(): boolean {
  try {
    Context.current();
    return true;
  } catch {
    return false;
  }
}

async function deliver(deps: DeliverDependencies, pack: DeliveryPack, delivery: Delivery): Promise<void> {
  const addressees = await addresseesOf(deps, pack, delivery);
  const messages = addressees.flatMap((addressee) => messagesOf(deps, delivery, addressee));
  const statuses = await claimNotifications(
    deps.db,
    messages.flatMap((message) => claimsOf(delivery, message)),
  );
  await allDelivered(messages.map((message) => send(deps, pack.words, delivery, message, statuses)));
}

/** What goes to one person by one channel; without a channel nobody can be reached. */
interface Message {
  readonly addressee: Addressee;
  readonly channel: Channel | undefined;
  /** One for each item; the first is the key of the message. */
  readonly keys: readonly string[];
}

function messagesOf(deps: DeliverDependencies, delivery: Delivery, addressee: Addressee): readonly Message[] {
  const reaching = deps.channels.filter((channel) => channel.addressOf(addressee) !== undefined);
  const message = (channel: Channel | undefined): Message => ({
    addressee,
    channel,
    keys: addressee.items.map((item) => `${delivery.no}/${item.key}/${addressee.recipient}/${channel?.name ?? 'none'}`),
  });
  return reaching.length === 0 ? [message(undefined)] : reaching.map(message);
}

/** True when the message is out, was before, or cannot go out. */
async function send(
  deps: DeliverDependencies,
  words: MessagePack | undefined,
  delivery: Delivery,
  message: Message,
  statuses: ReadonlyMap<string, NotificationStatus>,
): Promise<boolean> {
  const { addressee, channel, keys } = message;
  const open = addressee.items.filter((_, index) => statuses.get(keys[index] ?? '') !== 'delivered');
  const address = channel?.addressOf(addressee);
  if (channel === undefined || address === undefined) {
    const pending = keys.filter((key) => (statuses.get(key) ?? 'pending') === 'pending');
    if (pending.length > 0) await recordAttempt(deps.db, pending, 'undeliverable', reasonNotTold(delivery, addressee));
    return true;
  }
  if (open.length === 0) return true;
  const { subject, text, plain } = composeMessage(words, delivery, open, addressee);
  const causes = Object.fromEntries(
    addressee.items.flatMap((item, index) => {
      const cause = plain.get(item.key);
      return cause === undefined ? [] : [[keys[index] ?? '', cause] as const];
    }),
  );
  try {
    await channel.send(
      {
        key: keys[0] ?? '',
        no: delivery.no,
        subject,
        text,
        drill: delivery.base.speed !== 1,
        items: open.map((item) => item.key),
      },
      address,
    );
  } catch (error) {
    await recordAttempt(deps.db, keys, 'failing', reasonNotSent(error), causes);
    return false;
  }
  await recordAttempt(deps.db, keys, 'delivered', undefined, causes);
  for (const [key, because] of Object.entries(causes))
    deps.say?.('a message went out in plain form', { key, packHash: delivery.packHash, because });
  return true;
}

function claimsOf(delivery: Delivery, { addressee, channel, keys }: Message): readonly NotificationClaim[] {
  return addressee.items.map((item, index) => {
    const firedAt = toWallTime(delivery.base, item.at) + (item.lateBecause === undefined ? (item.lateMs ?? 0) : 0);
    const key = keys[index] ?? '';
    return {
      key,
      messageKey: channel === undefined ? key : (keys[0] ?? ''),
      no: delivery.no,
      item: item.key,
      recipient: addressee.recipient,
      via: addressee.via,
      role: addressee.role,
      channel: channel?.name ?? 'none',
      message: item.message,
      ...(item.lateMs === undefined ? {} : { plannedAt: firedAt - item.lateMs }),
      firedAt,
    };
  });
}

function reasonNotTold(delivery: Delivery, addressee: Addressee): Phrase {
  if (addressee.via === 'sealed') return phrase('sealed-unreadable');
  if (addressee.recipient === 'nobody') return phrase('nobody-may-know');
  return addressee.via === 'complainant' && delivery.base.speed !== 1
    ? phrase('rehearsal-tells-no-client')
    : phrase('no-address');
}
