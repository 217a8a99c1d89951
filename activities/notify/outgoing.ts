import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import { toWallTime } from '../../domain/time/timeBase.ts';
import type { NotificationClaim } from '../../store/notifications/notifications.ts';
import type { Addressee } from './addresseesOf.ts';
import type { Channel } from './message.ts';

/** A message on its way to one person. `channel` is `undefined` when none reaches them. */
export type Outgoing = Readonly<{
  addressee: Addressee;
  channel: Channel | undefined;
  /** Of its first part. */
  key: string;
  parts: readonly Readonly<{ key: string; item: Notification }>[];
}>;

/** By each channel that reaches the person. */
export function outgoingTo(
  channels: readonly Channel[],
  delivery: Delivery,
  addressee: Addressee,
): readonly Outgoing[] {
  const reaching = channels.filter((channel) => channel.addressOf(addressee) !== undefined);
  return (reaching.length === 0 ? [undefined] : reaching).map((channel) => {
    const end = `${addressee.recipient}/${channel?.name ?? 'none'}`;
    const parts = addressee.items.map((item) => ({ item, key: `${delivery.no}/${item.key}/${end}` }));
    return { addressee, channel, key: parts[0]?.key ?? '', parts };
  });
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
