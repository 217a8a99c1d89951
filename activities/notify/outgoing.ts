import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import { heaviest } from '../../domain/notify/heaviest.ts';
import { toWallTime } from '../../domain/time/timeBase.ts';
import type { NotificationClaim } from '../../store/notifications/notifications.ts';
import type { Addressee } from './addresseesOf.ts';
import type { Channel } from '../channels/channel.ts';

/** A message on its way to one person. `channel` is `undefined` when none reaches them. */
export type Outgoing = Readonly<{
  addressee: Addressee;
  channel: Channel | undefined;
  /** Of its first part. */
  key: string;
  parts: readonly Readonly<{ key: string; item: Notification }>[];
  /** One of an order: one of them suffices. */
  ordered: boolean;
  /** When this is given up, the person's next channel is tried. */
  more: boolean;
}>;

/**
 * By every channel that reaches the person; where they have an order for what weighs so much, by its first, and by the
 * next once those before it are given up (`givenUp`: keys of parts).
 */
export function outgoingTo(
  channels: readonly Channel[],
  delivery: Delivery,
  addressee: Addressee,
  givenUp: ReadonlySet<string>,
): readonly Outgoing[] {
  const isDrill = delivery.base.speed !== 1;
  const usable = channels.filter(
    ({ name, realOnly = false }) => addressee.addresses[name] !== undefined && !(isDrill && realOnly),
  );
  const order = addressee.channels?.[heaviest(addressee.items)];
  const ordered = order?.flatMap((name) => usable.filter((channel) => channel.name === name)) ?? [];
  const all = ordered.length > 0 ? ordered : usable.length > 0 ? usable : [undefined];
  const messages = all.map((channel, index): Outgoing => {
    const end = `${addressee.recipient}/${channel?.name ?? 'none'}`;
    const parts = addressee.items.map((item) => ({ item, key: `${delivery.no}/${item.key}/${end}` }));
    const inOrder = ordered.length > 0;
    return {
      addressee,
      channel,
      key: parts[0]?.key ?? '',
      parts,
      ordered: inOrder,
      more: inOrder && index < all.length - 1,
    };
  });
  const open = messages.findIndex(({ more, parts }) => more && !parts.every(({ key }) => givenUp.has(key)));
  return open < 0 ? messages : messages.slice(0, open + 1);
}

/** What is left of a message without these parts. */
export function without(message: Outgoing, keys: ReadonlySet<string>): readonly Outgoing[] {
  const parts = message.parts.filter(({ key }) => !keys.has(key));
  const [first] = parts;
  return first === undefined ? [] : [{ ...message, key: first.key, parts }];
}

/** The rows of a message. */
export function claimsOf(
  delivery: Delivery,
  { addressee, channel, key: messageKey, parts }: Outgoing,
): readonly NotificationClaim[] {
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
      insteadOf: addressee.insteadOf,
      message: item.message,
      ...(item.lateMs === undefined ? {} : { plannedAt: new Date(firedAt - late) }),
      firedAt: new Date(firedAt),
    };
  });
}
