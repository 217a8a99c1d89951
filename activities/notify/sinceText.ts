import type { RecordedEvent } from '../../domain/case/event.ts';
import type { ClockState } from '../../domain/case/state.ts';
import type { Fate } from '../../domain/notify/fateOf.ts';
import { kindOf } from '../../domain/notify/rungKind.ts';
import { sayDue, sayMoment } from '../../domain/time/sayMoment.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';
import { EVENT_NAMES } from '../../language/eventNames.ts';
import type { MessagePack } from './renderMessage.ts';

/** The latest are the ones that count. */
const MOST_LINES = 6;

/** What has happened between the decision and the sending, '' where that is nothing. Throws for an unknown zone. */
export function sinceText(
  pack: Partial<MessagePack> | undefined,
  { item, clock, since }: Fate,
  base: TimeBase,
  locale: Locale,
): string {
  const zone = pack?.timezone ?? 'UTC';
  const at = (moment: number): string => sayMoment(toWallTime(base, moment), zone, locale);
  const due = (moment: number): string => sayDue(toWallTime(base, moment), zone, locale);
  const lines = since.slice(-MOST_LINES).map((event) => `- ${at(event.at)} ${nameOf(pack, event, due, locale)}`);
  const end = clock === undefined ? '' : standOf(clock, kindOf(item) === 'warning', at, due)[locale];
  const changed = clock !== undefined && clock.status !== (kindOf(item) === 'warning' ? 'running' : 'missed');
  if (lines.length === 0 && !changed) return '';
  const head = locale === 'zh' ? '此后:' : 'Since then:';
  return `\n\n${[head, ...lines, ...(end === '' ? [] : [end])].join('\n')}`;
}

function standOf(
  { status, stoppedAt, dueAt, monitor }: ClockState,
  wasWarning: boolean,
  at: (moment: number) => string,
  due: (moment: number) => string,
): Readonly<Record<Locale, string>> {
  if (stoppedAt !== undefined)
    return {
      zh: `该事项已于 ${at(stoppedAt)} 登记,${status === 'met' ? '未超过时限' : '迟于时限'}。`,
      en: `It was recorded ${at(stoppedAt)}, ${status === 'met' ? 'in time' : 'after the limit'}.`,
    };
  if (status === 'cancelled') return { zh: '该时限已取消。', en: 'The clock was cancelled.' };
  if (monitor === true) return { zh: '', en: '' };
  if (status !== 'missed') return { zh: `现到期时刻:${due(dueAt)}。`, en: `It is due ${due(dueAt)} now.` };
  return wasWarning
    ? { zh: '该时限已超过。', en: 'The limit has passed.' }
    : { zh: '该事项至今没有登记。', en: 'It is not recorded yet.' };
}

function nameOf(
  pack: Partial<MessagePack> | undefined,
  event: RecordedEvent,
  due: (moment: number) => string,
  locale: Locale,
): string {
  const name = EVENT_NAMES[event.type][locale];
  switch (event.type) {
    case 'StepRecorded':
      return own(pack?.steps ?? {}, event.data.step)?.title[locale] ?? event.data.step;
    case 'LevelChanged':
      return `↑ ${pack?.levels?.find((one) => one.id === event.data.to)?.title[locale] ?? event.data.to}`;
    case 'ClockMoved':
      return `${name} → ${due(event.data.to)}`;
    default:
      return name;
  }
}
