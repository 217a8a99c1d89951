import type { Delivery } from '../../domain/notify/delivery.ts';
import type { Fate } from '../../domain/notify/fateOf.ts';
import type { Names } from '../../store/people/namesOf.ts';
import type { Addressee } from './addresseesOf.ts';
import { plainMessage } from './plainMessage.ts';
import { renderItem, type MessagePack, type Words } from './renderMessage.ts';
import { sinceText } from './sinceText.ts';
import { worstFirst } from './worstFirst.ts';

export interface ComposedMessage extends Words {
  /** Why an item goes in plain form, by its key. */
  readonly plain: ReadonlyMap<string, string>;
}

/**
 * The worst on top, in the recipient's language, without personal data. Never throws: an item whose text fails goes in
 * plain form.
 */
export function composeMessage(
  pack: MessagePack | undefined,
  delivery: Delivery,
  fates: readonly Fate[],
  addressee: Pick<Addressee, 'role' | 'locale' | 'via'>,
  units: Names,
): ComposedMessage {
  const plain = new Map<string, string>();
  const { locale } = addressee;
  const parts = worstFirst(pack, fates).map((fate) => {
    const { item } = fate;
    try {
      if (pack === undefined) throw new Error('the pack is not in the database');
      const { subject, text } = renderItem(pack, delivery, fate, addressee.role, locale, units);
      return { subject, text: text + sinceFor(pack, fate, delivery, addressee) };
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

/** A client hears of internal steps only in the pack's own words. */
function sinceFor(
  pack: MessagePack,
  fate: Fate,
  { base }: Delivery,
  { via, locale }: Pick<Addressee, 'via' | 'locale'>,
): string {
  return via === 'complainant' ? '' : sinceText(pack, fate, base, locale);
}

/** At most 300 characters. */
export function causeOf(error: unknown): string {
  const [line = ''] = String((error as Partial<Error>).message ?? error).split('\n', 1);
  return line.slice(0, 300);
}
