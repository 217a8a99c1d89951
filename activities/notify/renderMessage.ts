import { Liquid, type Template } from 'liquidjs';
import { LRUCache } from 'lru-cache';
import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import { own } from '../../domain/values/own.ts';
import { toWallTime } from '../../domain/time/timeBase.ts';
import type { Locale } from '../../language/locale.ts';
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

const engine = new Liquid({
  strictFilters: true,
  strictVariables: false,
  ownPropertyOnly: true,
  // A template that never ends would hold up everybody else's messages: a second, and a million pieces.
  renderLimit: 1_000,
  memoryLimit: 1_000_000,
  outputEscape: (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value ?? undefined) ?? '')),
});

/** Nobody reads more, and mail servers refuse it. */
const LONGEST = { subject: 500, text: 20_000 };

/** Subject and text of one item, in the words of its pack. Throws where these cannot be made, or say nothing. */
export function renderItem(
  pack: MessagePack,
  delivery: Delivery,
  item: Notification,
  role: string,
  locale: Locale,
): { readonly subject: string; readonly text: string } {
  const template = own(pack.messages, item.message);
  if (template === undefined) throw new Error(`the pack has no message "${item.message}"`);
  const clock = own(pack.clocks, item.key.split('/')[0] ?? '');
  const level = (id: string | undefined): string => pack.levels.find((one) => one.id === id)?.title[locale] ?? id ?? '';
  const time = (at: number | undefined): string =>
    at === undefined ? '' : formatTime(toWallTime(delivery.base, at), pack.timezone, locale);
  const values = {
    no: delivery.no,
    pack: pack.title[locale],
    category: own(pack.categories, delivery.category)?.title[locale] ?? delivery.category,
    clock: clock?.title[locale] ?? item.title,
    rule: item.rule ?? '',
    role: own(pack.roles, role)?.title[locale] ?? role,
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
  const render = (part: 'subject' | 'text'): string => {
    const source: unknown = template[part][locale];
    if (typeof source !== 'string') throw new Error(`the message "${item.message}" has no ${part} in this language`);
    const text = String(engine.renderSync(parsed(source), values)).trim();
    if (text === '') throw new Error(`the ${part} is empty`);
    if (text.length > LONGEST[part]) throw new Error(`the ${part} has ${text.length} characters`);
    return text;
  };
  const note = item.lateBecause === 'suspended' ? `\n\n${suspendedNote(item.lateMs ?? 0, locale)}` : '';
  return { subject: render('subject'), text: render('text') + note };
}

/** Templates by their text: parsing one costs four times as much as filling it in. */
const templates = new LRUCache<string, Template[]>({ max: 500, memoMethod: (text) => engine.parse(text) });

function parsed(text: string): Template[] {
  return templates.memo(text);
}

/** One formatter for a zone and language: building one costs far more than using it. */
const formatters = new LRUCache<string, Intl.DateTimeFormat>({ max: 100 });

/** A moment (wall clock, epoch ms) as people of the language write it. Throws where there is no such zone or moment. */
export function formatTime(at: number, timeZone: string, locale: Locale): string {
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
