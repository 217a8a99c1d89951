import { describe, expect, it } from 'vitest';
import { renderItem, type MessagePack } from '../../../activities/notify/renderMessage.ts';
import type { Delivery, Notification } from '../../../domain/notify/delivery.ts';

const same = (text: string): { readonly zh: string; readonly en: string } => ({ zh: text, en: text });
const pack: MessagePack = {
  title: same('pack'),
  timezone: 'Asia/Shanghai',
  messages: { lapsed: { subject: same('{{ no }}'), text: same('{{ late }}') } },
  roles: {},
  categories: {},
  levels: [],
  clocks: {},
};

function told(lateMs: number, locale: 'zh' | 'en'): readonly string[] {
  const item: Notification = {
    key: 'reply/1/due',
    message: 'lapsed',
    notify: ['head'],
    title: '',
    at: 0,
    lateMs,
    lateBecause: 'suspended',
  };
  const delivery: Delivery = {
    no: '1',
    packHash: '',
    base: { origin: 0, speed: 1 },
    unit: '',
    level: '',
    stage: 'registered',
    category: '',
    items: [item],
  };
  return renderItem(pack, delivery, item, 'head', locale).text.split('\n\n');
}

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
