import { Liquid } from 'liquidjs';
import type { Template } from 'liquidjs';
import { LRUCache } from 'lru-cache';
import type { Delivery, DeliveryItem } from '../domain/delivery.ts';
import { toWallTime } from '../domain/timeBase.ts';
import { provisionalText } from './provisionalText.ts';

/** What a pack's body holds for messages and words. */
export interface MessagePack {
  readonly title: Localized;
  readonly timezone: string;
  readonly messages: Readonly<Record<string, { readonly subject: Localized; readonly text: Localized }>>;
  readonly roles: Readonly<Record<string, { readonly title: Localized }>>;
  readonly categories: Readonly<Record<string, { readonly title: Localized }>>;
  readonly levels: readonly { readonly id: string; readonly title: Localized }[];
  readonly clocks: Readonly<Record<string, { readonly title: Localized }>>;
}

export interface Localized {
  readonly zh: string;
  readonly en: string;
}

type Locale = 'zh' | 'en';

const engine = new Liquid({
  strictFilters: true,
  strictVariables: false,
  ownPropertyOnly: true,
  outputEscape: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? '')),
});

/** Subject and text of one message that carries these items, in the recipient's language. Facts of the case only, nothing personal. */
export function renderMessage(
  pack: MessagePack,
  delivery: Delivery,
  items: readonly DeliveryItem[],
  role: string,
  locale: Locale,
): { readonly subject: string; readonly text: string } {
  const parts = items.map((item) => renderItem(pack, delivery, item, role, locale));
  const [first] = parts;
  if (first === undefined) throw new Error('a message carries at least one item');
  const drill = delivery.base.speed === 1 ? '' : locale === 'zh' ? '【演练】' : '[DRILL] ';
  if (parts.length === 1) return { subject: drill + first.subject, text: first.text };
  const head =
    locale === 'zh'
      ? `${first.subject}(另有 ${parts.length - 1} 项)`
      : `${first.subject} (and ${parts.length - 1} more)`;
  return { subject: drill + head, text: parts.map((part) => part.text).join('\n\n————\n\n') };
}

function renderItem(
  pack: MessagePack,
  delivery: Delivery,
  item: DeliveryItem,
  role: string,
  locale: Locale,
): { readonly subject: string; readonly text: string } {
  const template = pack.messages[item.message];
  if (template === undefined) throw new Error(`the pack has no message "${item.message}"`);
  const clock = pack.clocks[item.key.split('/')[0] ?? ''];
  const level = (id: string | undefined): string => pack.levels.find((one) => one.id === id)?.title[locale] ?? id ?? '';
  const time = (at: number | undefined): string =>
    at === undefined ? '' : formatTime(toWallTime(delivery.base, at), pack.timezone, locale);
  const values = {
    no: delivery.no,
    pack: pack.title[locale],
    category: pack.categories[delivery.category]?.title[locale] ?? delivery.category,
    clock: clock?.title[locale] ?? item.title,
    rule: item.rule ?? '',
    role: pack.roles[role]?.title[locale] ?? role,
    level: level(delivery.level),
    unit: delivery.unit,
    department: item.department ?? '',
    // The mark belongs to the moment, so that no template can leave it out.
    due: time(item.dueAt) + provisionalText(item.provisional, locale),
    at: time(item.at),
    escalatedTo: item.escalatedTo === undefined ? '' : level(item.escalatedTo),
    late: item.lateBecause === undefined ? '' : lateText(item.lateMs ?? 0, locale),
    suspended: item.lateBecause === 'suspended',
    drill: delivery.base.speed !== 1,
  };
  const render = (text: string): string => String(engine.renderSync(parsed(text), values)).trim();
  const note = item.lateBecause === 'suspended' ? `\n\n${suspendedNote(item.lateMs ?? 0, locale)}` : '';
  return { subject: render(template.subject[locale]), text: render(template.text[locale]) + note };
}

/** Templates by their text: parsing one costs four times as much as filling it in. */
const templates = new LRUCache<string, Template[]>({ max: 500, memoMethod: (text) => engine.parse(text) });

function parsed(text: string): Template[] {
  return templates.memo(text);
}

/** One formatter for a zone and language: building one costs far more than using it. */
const formatters = new LRUCache<string, Intl.DateTimeFormat>({ max: 100 });

function formatTime(at: number, timeZone: string, locale: Locale): string {
  const language = locale === 'zh' ? 'zh-CN' : 'en-GB';
  const key = `${language} ${timeZone}`;
  const known =
    formatters.get(key) ?? new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'medium' });
  formatters.set(key, known);
  return known.format(at);
}

/** Whole minutes; below one, seconds. */
function lateText(ms: number, locale: Locale): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  const inMinutes = seconds >= 60;
  const count = inMinutes ? Math.round(ms / 60_000) : seconds;
  if (locale === 'zh') return `${count} ${inMinutes ? '分钟' : '秒'}`;
  return `${count} ${inMinutes ? 'minute' : 'second'}${count === 1 ? '' : 's'}`;
}

function suspendedNote(ms: number, locale: Locale): string {
  return locale === 'zh'
    ? `本通知比应发时刻晚 ${lateText(ms, locale)},原因:系统曾中断运行。`
    : `This notice is ${lateText(ms, locale)} late because the system was not running.`;
}
