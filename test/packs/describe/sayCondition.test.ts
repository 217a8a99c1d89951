import { describe, expect, it } from 'vitest';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';
import { sayCondition } from '../../../packs/describe/sayCondition.ts';

const packs = loadPacks('packs').map((one) => one.pack);
const packOf = (id: string): AuthoredPack => packs.find((one) => one.id === id) as AuthoredPack;
const pack = packOf('cutover-emergency');
const said = (condition: unknown, of = pack): readonly string[] => Object.values(sayCondition(condition, of));

describe('a condition is said', () => {
  it.each<readonly [condition: unknown, zh: string, en: string]>([
    [undefined, '无', 'none'],
    [
      { category: ['media', 'blueprint'], amountNeeded: { min: 100_000 } },
      '类别为媒体或蓝图相关,且所需金额不低于 1000.00',
      'category is Media or Cutover-related and Amount needed is at least 1000.00',
    ],
    [
      { not: { category: ['media', 'blueprint'] } },
      '类别不属于媒体、蓝图相关',
      'category is neither Media nor Cutover-related',
    ],
    [{ category: { not: 'media' } }, '类别不是媒体', 'category is not Media'],
    [
      { siteVisit: false, repeat: true },
      '「需到现场」为否,且属重复投诉',
      '"Site visit" is no and the case is a repeat',
    ],
    [{ outcome: false }, '没有处理结果', 'the outcome is not given'],
    [{ moves: { min: 1, max: 3 } }, '流转次数在 1 至 3 之间', 'the number of moves is from 1 to 3'],
    [{ not: { moves: { max: 3 } } }, '流转次数超过 3', 'the number of moves is above 3'],
    [
      { level: { rank: { min: 1 } } },
      '当前层级的序位(最低为 0)不低于 1',
      'the rank of the present level (0 is the lowest) is at least 1',
    ],
    [
      { clocks: { reply: { missed: true } } },
      '时限「4小时内回复客户」曾超时',
      'the clock "Reply to the customer" was missed',
    ],
    [
      { clocks: { reply: { status: 'met' } } },
      '时限「4小时内回复客户」的状态为按时完成',
      'the status of the clock "Reply to the customer" is met',
    ],
    [
      { steps: { persuade: { accepted: false, count: { min: 1 } } } },
      '步骤「劝退」的「客户是否接受」为否,且已办理步骤「劝退」',
      '"Accepted" of the step "Persuade" is no and the step "Persuade" was taken',
    ],
    [{ steps: { persuade: { count: 0 } } }, '未办理步骤「劝退」', 'the step "Persuade" was not taken'],
    [
      { steps: { persuade: { count: { min: 3 } } } },
      '步骤「劝退」的办理次数不低于 3',
      'the number of times that the step "Persuade" was taken is at least 3',
    ],
    [{ flags: 'severe' }, '标记包含 severe', 'the set of flags includes severe'],
    [
      { approvals: { pending: { min: 1 } } },
      '待审批的申请数不低于 1',
      'the number of requests that wait for approval is at least 1',
    ],
  ])('%j', (condition, zh, en) => expect(said(condition)).toEqual([zh, en]));

  it('of the channels as of one among them', () => {
    expect(said({ channels: { external: true } })).toEqual([
      '渠道之一属外部渠道',
      'one of the channels is outside the bank',
    ]);
    expect(said({ not: { channels: { external: true } } })).toEqual([
      '各渠道均不属外部渠道',
      'none of the channels is outside the bank',
    ]);
    expect(said({ not: { channels: ['media', 'regulator'] } })[1]).toBe(
      `none of the channels is Media or ${pack.channels['regulator']?.title.en ?? ''}`,
    );
    expect(said({ channels: { external: true, headOffice: false } })).toEqual([
      '有渠道满足(其属外部渠道,且其不属总部渠道)',
      'for one of the channels: (it is outside the bank and it is not of head office)',
    ]);
  });

  it('with brackets only where one kind of joint stands inside another', () => {
    const media = { category: 'media' };
    expect(said({ any: [media, { repeat: true, anonymous: true }] })).toEqual([
      '类别为媒体,或(属重复投诉,且投诉人匿名)',
      'category is Media or (the case is a repeat and the complainant is anonymous)',
    ]);
    expect(said({ all: [media, { any: [{ repeat: true }, { overdue: true }] }] })[0]).toBe(
      '类别为媒体,且(属重复投诉,或案件已逾期)',
    );
    expect(said({ all: [media, { all: [{ repeat: true }, { overdue: true }] }] })[0]).toBe(
      '类别为媒体,且属重复投诉,且案件已逾期',
    );
  });

  it('and a "not" goes inward', () => {
    expect(said({ not: { any: [{ repeat: true }, { overdue: true }] } })).toEqual([
      '不属重复投诉,且案件未逾期',
      'the case is no repeat and the case is not overdue',
    ]);
    expect(said({ not: { repeat: true, overdue: true } })).toEqual([
      '不属重复投诉,或案件未逾期',
      'the case is no repeat or the case is not overdue',
    ]);
    expect(said({ not: { not: { repeat: true } } })[0]).toBe('属重复投诉');
  });

  it('of every shipped pack without an id, an English word in the Chinese, or JSON', () => {
    for (const one of packs) {
      for (const condition of conditionsIn(one)) {
        const { zh, en } = sayCondition(condition, one);
        expect(`${zh} ${en}`, JSON.stringify(condition)).not.toMatch(/[{}]|undefined/);
        expect(zh.replace(/ATM|VIP|IT|[A-Z]\d+/g, ''), JSON.stringify(condition)).not.toMatch(/[A-Za-z]{2}/);
      }
    }
  });
});

/** Everything that stands at `when` or `gateWhen`. */
function conditionsIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'when' || key === 'gateWhen' ? [part] : conditionsIn(part),
  );
}
