import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import { own } from '../../domain/values/own.ts';
import { toWallTime } from '../../domain/time/timeBase.ts';
import type { Locale } from '../../language/locale.ts';
import { formatTime, type MessagePack } from './renderMessage.ts';
import type { Addressee } from './addresseesOf.ts';

/**
 * What is told where the words of the pack cannot be made. Of the pack it takes what is there, so that nothing in it
 * can spoil this.
 */
export function plainMessage(
  pack: Partial<MessagePack> | undefined,
  delivery: Delivery,
  item: Notification,
  { via, locale }: Pick<Addressee, 'via' | 'locale'>,
): { readonly subject: string; readonly text: string } {
  const { no } = delivery;
  // Which deadlines run inside the house is nothing for a client, unless the pack says it in its own words.
  if (via === 'complainant')
    return locale === 'zh'
      ? {
          subject: `您的投诉 ${no} 有新进展`,
          text: `您的投诉 ${no} 有新进展。请凭查询码查询进度,或联系受理单位。`,
        }
      : {
          subject: `News of your complaint ${no}`,
          text:
            `There is news of your complaint ${no}. Please look it up with your receipt code, or ask the office ` +
            'that took it.',
        };
  const what = happened(titleOf(pack, item, locale), item, locale);
  const when = times(pack, delivery, item, locale);
  return locale === 'zh'
    ? {
        subject: `【通知】${no} ${what}`,
        text:
          `案件 ${no}:${what}。\n${when}\n本通知的正文模板无法生成,故以简要形式发送。` +
          `请查看案件:/v1/complaints/${no}/timeline`,
      }
    : {
        subject: `[NOTICE] ${no} ${what}`,
        text:
          `Case ${no}: ${what}.\n${when}\nThe words of this notice could not be made, so it comes in plain form. ` +
          `See the case: /v1/complaints/${no}/timeline`,
      };
}

function happened(title: string, { key, rule, escalatedTo }: Notification, locale: Locale): string {
  const rung = key.split('/').at(-1) ?? '';
  const lapsed = locale === 'zh' ? '已到期' : 'has lapsed';
  const moved = locale === 'zh' ? `,升级至 ${escalatedTo}` : `, moved to ${escalatedTo}`;
  const named = title + (rule === undefined ? '' : ` (${rule})`);
  const state = rung === 'due' ? ` ${lapsed}` : rung === title ? '' : ` [${rung}]`;
  return named + state + (escalatedTo === undefined ? '' : moved);
}

/** In the recipient's language where the pack has it. */
function titleOf(pack: Partial<MessagePack> | undefined, item: Notification, locale: Locale): string {
  const clock = item.key.split('/')[0] ?? '';
  const clocks: Readonly<Record<string, unknown>> = pack?.clocks ?? {};
  const def = own(clocks, clock) as { readonly title?: Record<string, unknown> } | undefined;
  const title = own(def?.title, locale);
  return typeof title === 'string' ? title : item.title;
}

function times(
  pack: Partial<MessagePack> | undefined,
  { base }: Delivery,
  { at, dueAt }: Notification,
  locale: Locale,
): string {
  const time = (moment: number): string => timeIn(pack?.timezone, toWallTime(base, moment), locale);
  const happenedAt = locale === 'zh' ? `发生时刻:${time(at)}` : `Happened at: ${time(at)}`;
  if (dueAt === undefined) return happenedAt;
  return `${locale === 'zh' ? `到期时刻:${time(dueAt)}` : `Due at: ${time(dueAt)}`}\n${happenedAt}`;
}

/** On the universal clock where the pack says no zone that there is. */
function timeIn(zone: string | undefined, at: number, locale: Locale): string {
  try {
    return formatTime(at, zone ?? 'UTC', locale) + (zone === undefined ? ' UTC' : '');
  } catch {
    const date = new Date(at);
    return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
  }
}
