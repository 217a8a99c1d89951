/** Telling people: who, in which words, by which channel; each once, each attempt recorded, nobody held up by somebody else's dead mailbox. */

import { Context } from '@temporalio/activity';
import type { DeliverActivities } from '../contracts/activities.ts';
import type { Delivery } from '../domain/delivery.ts';
import { toWallTime } from '../domain/timeBase.ts';
import { claimNotifications, recordAttempt } from '../store/notifications.ts';
import type { NotificationClaim, NotificationStatus } from '../store/notifications.ts';
import { findPackByHash } from '../store/packs.ts';
import { allDelivered } from './allDelivered.ts';
import { DeliveryError } from './message.ts';
import type { Channel } from './message.ts';
import { renderMessage } from './renderMessage.ts';
import type { MessagePack } from './renderMessage.ts';
import { tellingsOf } from './tellingsOf.ts';
import type { Telling, TellingDependencies, TellingPack } from './tellingsOf.ts';

export interface DeliverDependencies extends TellingDependencies {
  readonly channels: readonly Channel[];
}

const HEARTBEAT_MS = 3_000;

type DeliveryPack = MessagePack & TellingPack;

export function deliverActivities(deps: DeliverDependencies): DeliverActivities {
  // A version of a pack never changes, so each is read once.
  const packs = new Map<string, DeliveryPack>();
  const packOf = async ({ packHash, no }: Delivery): Promise<DeliveryPack> => {
    const known = packs.get(packHash);
    if (known !== undefined) return known;
    const stored = await findPackByHash(deps.db, packHash);
    if (stored === undefined) throw new Error(`the pack ${packHash} of ${no} is not in the database`);
    const pack = stored.body as DeliveryPack;
    packs.set(packHash, pack);
    return pack;
  };
  return { deliver: (delivery) => withHeartbeat(async () => deliver(deps, await packOf(delivery), delivery)) };
}

/** Tells the server that this worker is alive while a receiver takes its time. Outside a worker there is nobody to tell. */
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
  const tellings = await tellingsOf(deps, pack, delivery);
  const messages = tellings.flatMap((telling) => messagesOf(deps, delivery, telling));
  const statuses = await claimNotifications(
    deps.db,
    messages.flatMap((message) => claimsOf(delivery, message)),
  );
  await allDelivered(messages.map((message) => send(deps, pack, delivery, message, statuses)));
}

/** What goes to one person by one channel; without a channel nobody can be reached. */
interface Message {
  readonly telling: Telling;
  readonly channel: Channel | undefined;
  /** One for each item; the first is the key of the message. */
  readonly keys: readonly string[];
}

function messagesOf(deps: DeliverDependencies, delivery: Delivery, telling: Telling): readonly Message[] {
  const reaching = deps.channels.filter((channel) => channel.addressOf(telling) !== undefined);
  const message = (channel: Channel | undefined): Message => ({
    telling,
    channel,
    keys: telling.items.map((item) => `${delivery.no}/${item.key}/${telling.recipient}/${channel?.name ?? 'none'}`),
  });
  return reaching.length === 0 ? [message(undefined)] : reaching.map(message);
}

/** True when the message is out, was before, or cannot go out. */
async function send(
  deps: DeliverDependencies,
  pack: MessagePack,
  delivery: Delivery,
  message: Message,
  statuses: ReadonlyMap<string, NotificationStatus>,
): Promise<boolean> {
  const { telling, channel, keys } = message;
  const open = telling.items.filter((_, index) => statuses.get(keys[index] ?? '') !== 'delivered');
  const address = channel?.addressOf(telling);
  if (channel === undefined || address === undefined) {
    const pending = keys.filter((key) => (statuses.get(key) ?? 'pending') === 'pending');
    if (pending.length > 0) await recordAttempt(deps.db, pending, 'undeliverable', reasonNotTold(delivery, telling));
    return true;
  }
  if (open.length === 0) return true;
  const { subject, text } = renderMessage(pack, delivery, open, telling.role, telling.locale);
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
    if (!(error instanceof DeliveryError)) throw error;
    await recordAttempt(deps.db, keys, 'failing', error.message);
    return false;
  }
  await recordAttempt(deps.db, keys, 'delivered');
  return true;
}

function claimsOf(delivery: Delivery, { telling, channel, keys }: Message): readonly NotificationClaim[] {
  return telling.items.map((item, index) => {
    const firedAt = toWallTime(delivery.base, item.at) + (item.lateBecause === undefined ? (item.lateMs ?? 0) : 0);
    const key = keys[index] ?? '';
    return {
      key,
      messageKey: channel === undefined ? key : (keys[0] ?? ''),
      no: delivery.no,
      item: item.key,
      recipient: telling.recipient,
      via: telling.via,
      role: telling.role,
      channel: channel?.name ?? 'none',
      message: item.message,
      ...(item.lateMs === undefined ? {} : { plannedAt: firedAt - item.lateMs }),
      firedAt,
    };
  });
}

function reasonNotTold(delivery: Delivery, telling: Telling): string {
  if (telling.recipient === 'nobody') return 'nobody who may know of the case';
  return telling.via === 'complainant' && delivery.base.speed !== 1
    ? 'a rehearsal tells no client'
    : 'no address by any channel';
}
