import { Liquid, type Template } from 'liquidjs';
import { LRUCache } from 'lru-cache';
import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import type { Fate } from '../../domain/notify/fateOf.ts';
import { sayDue, sayMoment } from '../../domain/time/sayMoment.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import { own } from '../../domain/values/own.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';
import { named, type Names } from '../../store/people/namesOf.ts';
import { provisionalText } from './provisionalText.ts';

type Titled = Readonly<Record<string, { readonly title: Bilingual }>>;

export type MessagePack = Readonly<{
  title: Bilingual;
  timezone: string;
  messages: Readonly<Record<string, Readonly<{ subject: Bilingual; text: Bilingual }>>>;
  roles: Titled;
  categories: Titled;
  levels: readonly Readonly<{ id: string; title: Bilingual }>[];
  clocks: Readonly<Record<string, { readonly title: Bilingual; readonly severity?: number }>>;
  steps?: Titled;
  notices?: readonly MessageNotice[];
}>;

/** `on`: an event or a step, alone or with a condition. */
export type MessageNotice = Readonly<{ id: string; on: string | Readonly<{ event?: string; step?: string }> }>;

export type Words = Readonly<{
  subject: string;
  text: string;
}>;

const engine = new Liquid({
  strictFilters: true,
  strictVariables: false,
  ownPropertyOnly: true,
  // ms and pieces: an endless template would block all messages.
  renderLimit: 1_000,
  memoryLimit: 1_000_000,
  outputEscape: (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value ?? undefined) ?? '')),
});

/** Characters; mail servers refuse more. */
const LONGEST = { subject: 500, text: 20_000 };

/** In the pack's own text. `units`: what they are called. Throws where it fails or is empty. */
export function renderItem(
  pack: MessagePack,
  delivery: Delivery,
  { item, clock }: Pick<Fate, 'item' | 'clock'>,
  role: string,
  locale: Locale,
  units: Names,
): Words {
  const template = own(pack.messages, item.message);
  if (template === undefined) throw new Error(`the pack has no message "${item.message}"`);
  const level = (id = ''): string => pack.levels.find((one) => one.id === id)?.title[locale] ?? id;
  const { due, at } = momentsOf(item, delivery.base, pack.timezone, locale);
  const late = item.lateBecause === undefined ? '' : lateText(item.lateMs ?? 0, locale);
  const suspended = item.lateBecause === 'suspended';
  const values = {
    no: delivery.no,
    pack: pack.title[locale],
    category: own(pack.categories, delivery.category)?.title[locale] ?? delivery.category,
    clock: own(pack.clocks, item.key.split('/')[0] ?? '')?.title[locale] ?? item.title,
    rule: item.rule ?? '',
    role: own(pack.roles, role)?.title[locale] ?? role,
    level: level(delivery.level),
    unit: named(units, delivery.unit),
    department: named(units, item.department ?? ''),
    // No template can leave the mark out.
    due: due + provisionalText(item.provisional, locale),
    at,
    done:
      clock?.stoppedAt === undefined
        ? ''
        : sayMoment(toWallTime(delivery.base, clock.stoppedAt), pack.timezone, locale),
    escalatedTo: level(item.escalatedTo),
    late,
    suspended,
    drill: delivery.base.speed !== 1,
  };
  const render = (part: keyof Words): string => {
    const source: unknown = template[part][locale];
    if (typeof source !== 'string') throw new Error(`the message "${item.message}" has no ${part} in this language`);
    const text = String(engine.renderSync(templates.memo(source), values)).trim();
    if (text === '') throw new Error(`the ${part} is empty`);
    if (text.length > LONGEST[part]) throw new Error(`the ${part} has ${text.length} characters`);
    return text;
  };
  return { subject: render('subject'), text: render('text') + (suspended ? suspendedNote(late, locale) : '') };
}

/** Parsing costs four times as much as rendering. */
const templates = new LRUCache<string, Template[]>({ max: 500, memoMethod: (text) => engine.parse(text) });

/**
 * When it is due, '' where nothing is, and when it happened, in words. Throws for an unknown zone or invalid moment.
 */
export function momentsOf(
  { at, dueAt }: Pick<Notification, 'at' | 'dueAt'>,
  base: TimeBase,
  zone: string,
  locale: Locale,
): Readonly<{ due: string; at: string }> {
  const due = dueAt === undefined ? '' : sayDue(toWallTime(base, dueAt), zone, locale);
  // A limit of days lapses as its day ends.
  return { due, at: at === dueAt ? due : sayMoment(toWallTime(base, at), zone, locale) };
}

/** Whole minutes; below one, seconds. */
function lateText(ms: number, locale: Locale): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  const inMinutes = seconds >= 60;
  const count = inMinutes ? Math.round(ms / 60_000) : seconds;
  if (locale === 'zh') return `${count} ${inMinutes ? '分钟' : '秒'}`;
  return `${count} ${inMinutes ? 'minute' : 'second'}${count === 1 ? '' : 's'}`;
}

function suspendedNote(late: string, locale: Locale): string {
  return locale === 'zh'
    ? `\n\n本通知比应发时刻晚 ${late},原因:系统曾中断运行。`
    : `\n\nThis notice is ${late} late because the system was not running.`;
}
