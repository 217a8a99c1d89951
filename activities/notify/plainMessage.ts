import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { own } from '../../domain/values/own.ts';
import { kindOf } from '../../domain/notify/rungKind.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';
import { TRIGGER_NAMES } from '../../language/triggerNames.ts';
import type { Addressee } from './addresseesOf.ts';
import { momentsOf, type MessageNotice, type MessagePack, type Words } from './renderMessage.ts';

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
  const what = whatHappened(pack, item, locale);
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

/** `4小时内回复客户 (S1-T4) 已到期,升级至 分行`. */
export function whatHappened(pack: Partial<MessagePack> | undefined, item: Notification, locale: Locale): string {
  const level = levelOf(pack, item.escalatedTo, locale);
  const named = titleOf(pack, item, locale) + (item.rule === undefined ? '' : ` (${item.rule})`);
  const said = `${named}${stateOf(item)[locale]}`;
  return level === undefined ? said : `${said}${locale === 'zh' ? ',升级至' : ', moved to'} ${level}`;
}

const STATES = {
  warning: { zh: ' 即将到期', en: ' is not done yet' },
  lapse: { zh: ' 已到期', en: ' has lapsed' },
  repetition: { zh: ' 仍未完成', en: ' is still not done' },
  extension: { zh: ' 已延期', en: ' was extended' },
  notice: { zh: '', en: '' },
};

function stateOf(item: Notification): Bilingual {
  const rung = item.key.split('/').at(-1) ?? '';
  if (rung === 'due') return STATES.lapse;
  return STATES[kindOf(item) ?? (rung.startsWith('extension-') ? 'extension' : 'notice')];
}

function levelOf(pack: Partial<MessagePack> | undefined, id: string | undefined, locale: Locale): string | undefined {
  const levels: unknown = pack?.levels;
  const known = (Array.isArray(levels) ? levels : []) as readonly (Partial<MessagePack['levels'][number]> | null)[];
  return textOr(known.find((one) => one?.id === id)?.title?.[locale], id);
}

/** Of the clock, or of what a notice tells. */
function titleOf(pack: Partial<MessagePack> | undefined, { key, title }: Notification, locale: Locale): string {
  const [clock = '', , id] = key.split('/');
  if (clock === 'notice') return noticeName(pack, id, locale) ?? title;
  const def = own(pack?.clocks ?? {}, clock) as { readonly title?: Partial<Bilingual> } | undefined;
  return textOr(def?.title?.[locale], title);
}

/** A notice has an id alone in its pack: it is called after its event or step. */
function noticeName(pack: Partial<MessagePack> | undefined, id = '', locale: Locale): string | undefined {
  const notices: unknown = pack?.notices;
  const known = (Array.isArray(notices) ? notices : []) as readonly (Partial<MessageNotice> | null)[];
  const on = known.find((one) => one?.id === id)?.on;
  const name = typeof on === 'string' ? on : (on?.event ?? on?.step ?? '');
  const title = own(TRIGGER_NAMES, name) ?? own(pack?.steps ?? {}, name)?.title;
  return textOr(title?.[locale], undefined);
}

/** Whatever the pack has there may be anything. */
function textOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' ? value : otherwise;
}

function times(pack: Partial<MessagePack> | undefined, { base }: Delivery, item: Notification, locale: Locale): string {
  const { due, at } = momentsIn(pack?.timezone, base, item, locale);
  const happenedAt = locale === 'zh' ? `发生时刻:${at}` : `Happened at: ${at}`;
  if (due === '') return happenedAt;
  return `${locale === 'zh' ? `到期时刻:${due}` : `Due at: ${due}`}\n${happenedAt}`;
}

/** In UTC when the pack names no valid zone; a moment that is none as it is. */
export function momentsIn(
  zone: string | undefined,
  base: TimeBase,
  item: Notification,
  locale: Locale,
): ReturnType<typeof momentsOf> {
  for (const one of [zone, 'UTC']) {
    try {
      if (one !== undefined) return momentsOf(item, base, one, locale);
    } catch {
      // The next.
    }
  }
  return { due: String(item.dueAt ?? ''), at: String(item.at) };
}
