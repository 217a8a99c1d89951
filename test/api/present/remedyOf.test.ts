import { describe, expect, it } from 'vitest';
import { remedyOf } from '../../../api/present/remedyOf.ts';
import { phrase, say, type Phrase } from '../../../language/phrase.ts';
import type { NotificationRow, NotificationStatus } from '../../../store/notifications/notifications.ts';

const NINE = Date.parse('2026-11-23T09:00:00+08:00');
const MINUTE = 60_000;
const whom = { who: '王某', role: '网点负责人', unit: '人民路支行', zone: 'Asia/Shanghai' };

function said(
  status: NotificationStatus,
  lastError: Phrase | null,
  over: Partial<NotificationRow> = {},
  now = NINE + MINUTE,
): readonly (string | undefined)[] {
  const row = {
    status,
    lastError,
    recipient: 'head-1',
    channel: 'email',
    firedAt: new Date(NINE),
    firstAttemptAt: new Date(NINE),
    lastAttemptAt: new Date(NINE + MINUTE),
    ...over,
  } as NotificationRow;
  const remedy = remedyOf(row, whom, now);
  return [remedy && say(remedy, 'zh'), remedy && say(remedy, 'en')];
}
const smtp = phrase('smtp-refused', { reply: '451' });

describe('a notification that has not arrived says what to do', () => {
  it('while the mail server takes nothing: when it is tried again, and which setting to check', () => {
    expect(said('failing', smtp)).toEqual([
      '邮件服务器未接收(SMTP 451);最迟 2026年11月23日 09:02 (北京时间) 再试;请检查 REDRESS_SMTP_URL',
      'mail server refused: SMTP 451; it is tried again by 23 November 2026, 09:02 (Beijing time); ' +
        'check REDRESS_SMTP_URL',
    ]);
  });

  it('by whichever channel', () => {
    const http = phrase('http-refused', { status: 500 });
    expect(said('failing', http, { channel: 'webhook' })[1]).toMatch(
      /^webhook refused: HTTP 500; .* check the service/,
    );
    expect(said('failing', http, { channel: 'pager' })[1]).toMatch(
      /^channel pager refused: HTTP 500; .* check its settings/,
    );
  });

  it('after seven days: somebody has to tell them', () => {
    expect(said('failing', smtp, {}, NINE + 8 * 1440 * MINUTE)).toEqual([
      '七天未送达,已放弃(SMTP 451):请人工通知 王某',
      'given up after seven days (SMTP 451): tell 王某 by hand',
    ]);
  });

  it('where the address refuses for good: correct it', () => {
    expect(said('refused', phrase('smtp-refused', { reply: '550' }))).toEqual([
      '王某 的 email 地址拒收(SMTP 550),已另通知替代人:请用 redress organisation import 更正',
      'the email address of 王某 refuses (SMTP 550): correct it with redress organisation import',
    ]);
    expect(said('refused', smtp, { recipient: 'complainant' })[1]).toMatch(/tell them by telephone or letter$/);
  });

  it('where there is no address, or nobody: add one', () => {
    expect(said('undeliverable', phrase('no-address'), { channel: 'none' })).toEqual([
      '王某(人民路支行 网点负责人)没有任何渠道的联系地址:请用 redress organisation import 登记',
      'no address for 王某, 网点负责人 for 人民路支行: add one with redress organisation import',
    ]);
    expect(said('undeliverable', phrase('nobody-may-know'), { recipient: 'nobody' })[1]).toBe(
      'nobody who may know of the case is 网点负责人 for 人民路支行: name somebody with redress organisation import',
    );
    expect(said('undeliverable', phrase('no-address'), { recipient: 'complainant' })[0]).toBe(
      '投诉人没有留下电子邮箱:请以电话或信函告知',
    );
    expect(said('undeliverable', phrase('sealed-unreadable'), { recipient: 'complainant' })[1]).toMatch(/MASTER_KEY/);
  });

  it('and nothing where there is nothing to do', () => {
    const nothing = [undefined, undefined];
    expect(said('undeliverable', phrase('rehearsal-tells-no-client'))).toEqual(nothing);
    expect(said('delivered', null)).toEqual(nothing);
    expect(said('pending', null)).toEqual(nothing);
    expect(said('moot', phrase('moot-newer'))).toEqual(nothing);
  });
});
