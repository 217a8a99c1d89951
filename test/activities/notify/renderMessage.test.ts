import { describe, expect, it } from 'vitest';
import { renderItem, type MessagePack } from '../../../activities/notify/renderMessage.ts';
import type { Delivery, Notification } from '../../../domain/notify/delivery.ts';

const same = (text: string): { readonly zh: string; readonly en: string } => ({ zh: text, en: text });
const pack: MessagePack = {
  title: same('pack'),
  timezone: 'Asia/Shanghai',
  messages: {
    lapsed: { subject: same('{{ no }}'), text: same('{{ late }}') },
    due: { subject: same('{{ unit }} {{ department }}'), text: same('{{ due }}|{{ at }}') },
  },
  roles: {},
  categories: {},
  levels: [],
  clocks: {},
};

function told(lateMs: number, locale: 'zh' | 'en'): readonly string[] {
  const item = { ...lapsed, lateMs, lateBecause: 'suspended' as const };
  return renderItem(pack, deliveryOf(item), { item }, 'head', locale, new Map()).text.split('\n\n');
}

const lapsed: Notification = { key: 'reply/1/due', message: 'lapsed', notify: ['head'], title: '', at: 0 };

function deliveryOf(item: Notification): Delivery {
  const base = { origin: 0, speed: 1 };
  const where = { unit: 'outlet-renminlu', level: '', stage: 'registered', category: '' };
  return { no: '1', packHash: '', base, seq: 1, ...where, items: [item] };
}

/** What is due then and happened then, in the words of a message. */
function moments(dueAt: string, at: string, timezone: string): readonly string[] {
  const item = { ...lapsed, message: 'due', dueAt: Date.parse(dueAt), at: Date.parse(at) };
  const say = (locale: 'zh' | 'en'): string =>
    renderItem({ ...pack, timezone }, deliveryOf(item), { item }, 'head', locale, new Map()).text;
  return [...say('zh').split('|'), ...say('en').split('|')];
}

describe('a message says', () => {
  it('the end of a limit of days as that day, 24:00, and in which zone', () => {
    expect(moments('2027-01-29T00:00:00+08:00', '2027-01-29T00:00:00+08:00', 'Asia/Shanghai')).toEqual([
      '2027年1月28日 24:00 (北京时间)',
      '2027年1月28日 24:00 (北京时间)',
      '28 January 2027, 24:00 (Beijing time)',
      '28 January 2027, 24:00 (Beijing time)',
    ]);
    expect(moments('2026-10-26T00:00:00Z', '2026-10-23T09:00:00+01:00', 'Europe/London').slice(2)).toEqual([
      '25 October 2026, 24:00 (Greenwich Mean Time)',
      '23 October 2026, 09:00 (British Summer Time)',
    ]);
  });

  it('a limit of hours to the minute, and what happened at midnight on the day that began', () => {
    expect(moments('2026-11-23T18:05:00+08:00', '2026-11-24T00:00:00+08:00', 'Asia/Shanghai').slice(0, 2)).toEqual([
      '2026年11月23日 18:05 (北京时间)',
      '2026年11月24日 00:00 (北京时间)',
    ]);
  });

  it('what units and departments are called; the id only of one that is gone', () => {
    const item = { ...lapsed, message: 'due', department: 'dept-it' };
    const subject = (names: ReadonlyMap<string, string>): string =>
      renderItem(pack, deliveryOf(item), { item }, 'head', 'zh', names).subject;
    expect(subject(new Map([['dept-it', '科技信息部']]))).toBe('outlet-renminlu 科技信息部');
  });
});

describe('how late a notice is', () => {
  it.each([
    [0, '1 秒', '1 second'],
    [1_400, '1 秒', '1 second'],
    [2_000, '2 秒', '2 seconds'],
    [59_400, '59 秒', '59 seconds'],
    [59_700, '1 分钟', '1 minute'],
    [89_999, '1 分钟', '1 minute'],
    [90_000, '2 分钟', '2 minutes'],
    [3_600_000, '60 分钟', '60 minutes'],
  ])('%i ms', (ms, zh, en) => {
    expect(told(ms, 'zh')).toEqual([zh, `本通知比应发时刻晚 ${zh},原因:系统曾中断运行。`]);
    expect(told(ms, 'en')).toEqual([en, `This notice is ${en} late because the system was not running.`]);
  });
});
