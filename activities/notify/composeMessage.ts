import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import type { Names } from '../../store/people/namesOf.ts';
import type { Addressee } from './addresseesOf.ts';
import { plainMessage } from './plainMessage.ts';
import { renderItem, type MessagePack, type Words } from './renderMessage.ts';

export interface ComposedMessage extends Words {
  /** Why an item goes in plain form, by its key. */
  readonly plain: ReadonlyMap<string, string>;
}

/** In the recipient's language, without personal data. Never throws: an item whose text fails goes in plain form. */
export function composeMessage(
  pack: MessagePack | undefined,
  delivery: Delivery,
  items: readonly Notification[],
  addressee: Pick<Addressee, 'role' | 'locale' | 'via'>,
  units: Names,
): ComposedMessage {
  const plain = new Map<string, string>();
  const { locale } = addressee;
  const parts = items.map((item) => {
    try {
      if (pack === undefined) throw new Error('the pack is not in the database');
      return renderItem(pack, delivery, item, addressee.role, locale, units);
    } catch (error) {
      plain.set(item.key, causeOf(error));
      return plainMessage(pack, delivery, item, addressee);
    }
  });
  const drill = delivery.base.speed === 1 ? '' : locale === 'zh' ? '【演练】' : '[DRILL] ';
  const more = parts.length - 1;
  const others = more === 0 ? '' : locale === 'zh' ? `(另有 ${more} 项)` : ` (and ${more} more)`;
  return {
    subject: `${drill}${parts[0]?.subject ?? delivery.no}${others}`,
    text: parts.map((part) => part.text).join('\n\n————\n\n'),
    plain,
  };
}

/** At most 300 characters. */
export function causeOf(error: unknown): string {
  const [line = ''] = String((error as Partial<Error>).message ?? error).split('\n', 1);
  return line.slice(0, 300);
}
