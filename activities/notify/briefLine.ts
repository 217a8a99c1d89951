import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import type { Addressee } from './addresseesOf.ts';
import { momentsIn, whatHappened } from './plainMessage.ts';
import type { MessagePack } from './renderMessage.ts';

/** Number, step, due moment and where to look: fit for a group, so nothing of anybody. `link`: with `{no}`. */
export function briefLine(
  pack: Partial<MessagePack> | undefined,
  delivery: Delivery,
  item: Notification,
  { locale, insteadOf = [] }: Pick<Addressee, 'locale' | 'insteadOf'>,
  link?: string,
): string {
  const zh = locale === 'zh';
  const mark = insteadOf.length === 0 ? '' : zh ? '【代转】' : '[INSTEAD] ';
  const { due } = momentsIn(pack?.timezone, delivery.base, item, locale);
  const when = due === '' ? '' : zh ? `,到期 ${due}` : `, due ${due}`;
  const where = link === undefined ? '' : ` ${link.replaceAll('{no}', encodeURIComponent(delivery.no))}`;
  return `${mark}${delivery.no} ${whatHappened(pack, item, locale)}${when}${where}`;
}
