import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import { plainMessage } from './plainMessage.ts';
import { renderItem, type MessagePack } from './renderMessage.ts';
import type { Addressee } from './addresseesOf.ts';

export interface ComposedMessage {
  readonly subject: string;
  readonly text: string;
  /** By the key of the item: why it is told in plain form. Facts of the case and the pack only, nothing personal. */
  readonly plain: ReadonlyMap<string, string>;
}

const LONGEST_CAUSE = 300;

/**
 * Subject and text of one message that carries these items, in the recipient's language. Facts of the case only,
 * nothing personal. Never throws: an item whose words cannot be made is told in plain form, and the others beside it in
 * their own.
 */
export function composeMessage(
  pack: MessagePack | undefined,
  delivery: Delivery,
  items: readonly Notification[],
  addressee: Pick<Addressee, 'role' | 'locale' | 'via'>,
): ComposedMessage {
  const plain = new Map<string, string>();
  const parts = items.map((item) => {
    try {
      if (pack === undefined) throw new Error('the pack is not in the database');
      return renderItem(pack, delivery, item, addressee.role, addressee.locale);
    } catch (error) {
      plain.set(item.key, causeOf(error));
      return plainMessage(pack, delivery, item, addressee);
    }
  });
  const { locale } = addressee;
  const drill = delivery.base.speed === 1 ? '' : locale === 'zh' ? '【演练】' : '[DRILL] ';
  const more = parts.length - 1;
  const others = more === 0 ? '' : locale === 'zh' ? `(另有 ${more} 项)` : ` (and ${more} more)`;
  return {
    subject: `${drill}${parts[0]?.subject ?? delivery.no}${others}`,
    text: parts.map((part) => part.text).join('\n\n————\n\n'),
    plain,
  };
}

/** One line. */
export function causeOf(error: unknown): string {
  const { message } = error as { readonly message?: unknown };
  return String(message ?? error)
    .split('\n', 1)
    .join('')
    .slice(0, LONGEST_CAUSE);
}
