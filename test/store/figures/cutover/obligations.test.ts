import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type Deed, type FigureBank } from '../../../support/figures/figureBank.ts';
import { settled } from '../../../support/figures/settled.ts';

let bank: FigureBank;
beforeAll(async () => {
  bank = await figureBank('cutover-emergency');
});
afterAll(() => bank.db.end());

async function shareOf(id: string, period: string): Promise<readonly unknown[]> {
  const { value, numerator, denominator } = await bank.figure(id, period);
  return [value, numerator, denominator];
}

/** Ends it: what it still owes is done. */
const end = (at: string): readonly Deed[] => [
  [at, 'resolve', { outcome: 'explained' }],
  [at, 'close'],
];

describe('replies and reports', () => {
  // March 2025, accepted at nine: the reply is owed until one, the report until five.
  //   one    both on the very moment
  //   two    the reply a minute late, the report in time
  //   three  withdrawn at ten, before either: owes nothing
  //   four   accepted at 20:00 of the last day: the reply falls due with the first moment of April
  //   five   accepted a second before, so that its reply falls due in March; both come on the second of April
  //   six    merged at ten, seven is a drill
  beforeAll(async () => {
    const day = '2025-03-10';
    const at = `${day} 09:00`;
    const channel = { channel: 'regulator', unit: 'branch-office' };
    const one = await bank.live({
      ...channel,
      at,
      does: [['09:30', 'contact'], ['13:00', 'reply'], ['17:00', 'report'], ...end('17:30')],
    });
    await bank.live({ at, does: [['09:30', 'contact'], ['13:01', 'reply'], ['14:00', 'report'], ...end('15:00')] });
    await bank.live({ at, does: [['10:00', 'withdraw', { reason: 'customer-request' }]] });
    await bank.live({ at: '2025-03-31 20:00:00', does: settled('2025-03-31 20:30') });
    await bank.live({ at: '2025-03-31 19:59:59', does: settled('2025-04-02 09:00') });
    await bank.live({
      at,
      until: `${day} 09:20`,
      afterwards: [
        ...['outlet', 'on-site', 'reply', 'report'].map(
          (clock) =>
            [`${day} 09:20`, { type: 'ClockCancelled', data: { clock, occurrence: 1, reason: 'merged' } }] as const,
        ),
        [`${day} 09:20`, { type: 'CaseMerged', data: { into: one } }],
      ],
    });
    await bank.live({ at, drill: true, does: settled(`${day} 09:30`) });
  });

  it('S1-K39: replies are on time up to the due moment; withdrawn and merged cases owe none and are told by cause', async () => {
    // One, two and five fell due in March; four in April.
    expect(await shareOf('S1-K39', '2025-03')).toEqual([1 / 3, 1, 3]);
    const { beside } = await bank.figure('S1-K39', '2025-03');
    expect(beside).toEqual({ open: 1, 'cancelled:withdrawn': 1, 'cancelled:merged': 1, drill: 1 });
    expect(await shareOf('S1-K39', '2025-04')).toEqual([1, 1, 1]);
    expect(await shareOf('S1-K39', '2025-02')).toEqual([null, 0, 0]);
  });

  it('S1-K39: in a period that is not over, what is not due yet is not owed yet', async () => {
    const soFar = async (now: string): Promise<readonly unknown[]> => {
      const { numerator, denominator } = await bank.figure('S1-K39', '2025-03', { now });
      return [numerator, denominator];
    };
    // One and two fall due at 13:00.
    expect(await soFar('2025-03-10 13:00:00')).toEqual([0, 0]);
    expect(await soFar('2025-03-10 13:00:30')).toEqual([1, 2]);
  });

  it('S1-K40: the result is reported in time by the day on which it was due', async () => {
    // March: one and two. Four and five fall due in the small hours of April; five comes late.
    expect(await shareOf('S1-K40', '2025-03')).toEqual([1, 2, 2]);
    expect(await shareOf('S1-K40', '2025-04')).toEqual([0.5, 1, 2]);
    expect(await shareOf('S1-K40', '2025-02')).toEqual([null, 0, 0]);
  });

  it('S1-K41: overall is replies and reports pooled, with all of T1 to T6 beside (A12)', async () => {
    // One of three and two of two.
    const answer = await bank.figure('S1-K41', '2025-03');
    expect(answer).toMatchObject({ value: 0.6, numerator: 3, denominator: 5 });
    expect(await shareOf('S1-K41', '2025-02')).toEqual([null, 0, 0]);
    // T1 to T6. One: at the branch, handed up after two hours; contacted, replied, reported in time: 3 of 4. Two: taken
    // up by the clocks of outlet and branch; contacted and reported in time: 2 of 5. Four: settled at the outlet and
    // contacted, due in March: 2 of 2. Five: outlet, branch, on site and reply: none of 4.
    expect(answer.variants).toMatchObject([{ id: 'S1-K41-all', numerator: 7, denominator: 15 }]);
  });
});

describe('the person on site', () => {
  // May 2025: two visits, one in time; two cases by telephone, one in time.
  beforeAll(async () => {
    const day = '2025-05-12';
    const at = `${day} 09:00`;
    const fields = { siteVisit: true };
    await bank.live({ at, fields, does: [['10:00', 'arrive'], ...settled(`${day} 10:30`)] });
    await bank.live({ at, fields, does: [['09:30', 'contact'], ['10:01', 'arrive'], ...settled(`${day} 10:30`)] });
    await bank.live({ at, does: [['09:30', 'contact'], ...settled(`${day} 10:30`)] });
    await bank.live({ at, does: settled(`${day} 10:30`) });
  });

  it('S1-K38: only arriving counts where a visit is needed; where a call is enough, it is beside (A2)', async () => {
    expect(await bank.figure('S1-K38', '2025-05')).toMatchObject({
      value: 0.5,
      numerator: 1,
      denominator: 2,
      variants: [{ id: 'S1-K38-call', numerator: 1, denominator: 2 }],
    });
    expect(await shareOf('S1-K38', '2025-04')).toEqual([null, 0, 0]);
  });
});

describe('the media', () => {
  beforeAll(async () => {
    const media = { category: 'media', channel: 'media', unit: 'branch-office' };
    const reply = { reply: ['answer-media', {}] as const };
    await bank.live({ ...media, at: '2025-07-14 09:00', does: settled('2025-07-14 11:00', reply) });
    await bank.live({ ...media, at: '2025-07-14 09:00', does: settled('2025-07-14 11:01', reply) });
    // Due on the first of August, and answered then.
    await bank.live({ ...media, at: '2025-07-31 22:00', does: settled('2025-07-31 23:30', reply) });
  });

  it('S1-K37: an enquiry is answered within two hours', async () => {
    expect(await shareOf('S1-K37', '2025-07')).toEqual([0.5, 1, 2]);
    expect(await shareOf('S1-K37', '2025-08')).toEqual([1, 1, 1]);
    expect(await shareOf('S1-K37', '2025-06')).toEqual([null, 0, 0]);
  });
});

describe('promises', () => {
  it('S1-K30: the last promise counts, the first one is beside', async () => {
    const category = 'blueprint';
    const reply = { reply: ['reply-blueprint', { script: 'hq-wording-3' }] as const };
    const promised = async (until: string, does: readonly Deed[]) =>
      bank.live({
        at: '2025-09-10 09:00',
        category,
        fields: { promisedAt: new Date(bank.moment(until)).toISOString() },
        does: [['09:30', 'contact'], ...does],
      });
    const deferred: Deed = ['10:00', 'promise', { promisedAt: '2025-09-15T17:00:00+08:00' }, 'handler:h'];
    // Kept; broken; deferred to the fifteenth and kept then; due in October; withdrawn.
    await promised('2025-09-12 17:00', settled('2025-09-12 17:00', reply));
    await promised('2025-09-12 17:00', settled('2025-09-12 17:01', reply));
    await promised('2025-09-12 17:00', [
      deferred,
      ['10:30', 'approve', {}, 'branch-group:g'],
      ...settled('2025-09-15 16:00', reply),
    ]);
    await promised('2025-10-01 00:00', settled('2025-09-20 09:00', reply));
    await promised('2025-09-12 17:00', [['10:00', 'withdraw', { reason: 'customer-request' }]]);
    expect(await shareOf('S1-K30', '2025-09')).toEqual([2 / 3, 2, 3]);
    expect(await shareOf('S1-K30', '2025-10')).toEqual([1, 1, 1]);
    expect(await shareOf('S1-K30', '2025-08')).toEqual([null, 0, 0]);
  });

  it('S1-K30: a deferred promise was not kept as it was first made, and a withdrawn case owes none', async () => {
    expect(await shareOf('S1-K30-first', '2025-09')).toEqual([1 / 3, 1, 3]);
  });

  it('S1-K30: a case that is reopened after the promise was kept has kept it', async () => {
    const reply = { reply: ['reply-blueprint', { script: 'hq-wording-3' }] as const };
    await bank.live({
      at: '2026-01-12 09:00',
      category: 'blueprint',
      fields: { promisedAt: '2026-01-14T17:00:00+08:00' },
      does: [
        ...settled('2026-01-13 09:00', reply),
        ['2026-02-02 09:00', 'reopen', { reason: 'new-facts' }],
        ...end('2026-02-03 09:00'),
      ],
    });
    expect(await shareOf('S1-K30', '2026-01')).toEqual([1, 1, 1]);
  });
});
