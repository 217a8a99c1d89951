import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import { toWallTime } from '../../domain/time/timeBase.ts';
import { own } from '../../domain/values/own.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';
import type { Addressee } from './addresseesOf.ts';
import { formatTime, type MessagePack, type Words } from './renderMessage.ts';

/** When the pack's own text fails. Uses what the pack has, so no fault in it can break this. */
export function plainMessage(
  pack: Partial<MessagePack> | undefined,
  delivery: Delivery,
  item: Notification,
  { via, locale }: Pick<Addressee, 'via' | 'locale'>,
): Words {
  const { no } = delivery;
  // A client hears of internal deadlines only in the pack's own words.
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
  const zh = locale === 'zh';
  const rung = key.split('/').at(-1) ?? '';
  const named = title + (rule === undefined ? '' : ` (${rule})`);
  const state = rung === 'due' ? (zh ? ' 已到期' : ' has lapsed') : rung === title ? '' : ` [${rung}]`;
  if (escalatedTo === undefined) return named + state;
  return `${named}${state}${zh ? ',升级至' : ', moved to'} ${escalatedTo}`;
}

function titleOf(pack: Partial<MessagePack> | undefined, item: Notification, locale: Locale): string {
  const def = own(pack?.clocks ?? {}, item.key.split('/')[0] ?? '') as
    { readonly title?: Partial<Bilingual> } | undefined;
  const title: unknown = def?.title?.[locale];
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

/** In UTC when the pack names no valid zone. */
function timeIn(zone: string | undefined, at: number, locale: Locale): string {
  try {
    return formatTime(at, zone ?? 'UTC', locale) + (zone === undefined ? ' UTC' : '');
  } catch {
    const date = new Date(at);
    return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
  }
}
