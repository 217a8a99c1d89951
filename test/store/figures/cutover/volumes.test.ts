import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type FigureBank } from '../../../support/figures/figureBank.ts';
import { settled } from '../../../support/figures/settled.ts';

let bank: FigureBank;
beforeAll(async () => {
  bank = await figureBank('cutover-emergency');
});
afterAll(() => bank.db.end());

/** Of a share: how many, and of how many. */
async function shareOf(id: string, period: string): Promise<readonly unknown[]> {
  const { value, numerator, denominator } = await bank.figure(id, period);
  return [value, numerator, denominator];
}

const before = async (name: string, value: number): Promise<void> =>
  bank.insert('series', {
    pack_id: 'cutover-emergency',
    name,
    period_from: '2024-01-01',
    period_to: '2024-12-31',
    value,
    source: 'test',
    imported_by: 'admin',
  });

describe('base counts', () => {
  // March to May 2025. `one` is registered a second before April, `two` with its first second; `one` is closed in April,
  // reopened in May and closed again then. `three` is withdrawn, `four` was registered twice, `five` goes into `two`,
  // `six` is a drill, `seven` is closed in May.
  beforeAll(async () => {
    await bank.live({
      at: '2025-03-31 23:59:59',
      does: [
        ...settled('2025-04-01 01:00'),
        ['2025-05-02 09:00', 'reopen', { reason: 'new-facts' }],
        ['2025-05-02 10:00', 'resolve', { outcome: 'explained' }],
        ['2025-05-02 10:00', 'close'],
      ],
    });
    const two = await bank.live({ at: '2025-04-01 00:00:00', does: settled('2025-04-01 02:00') });
    await bank.live({
      at: '2025-04-03 09:00',
      does: [['2025-04-03 10:00', 'withdraw', { reason: 'customer-request' }]],
    });
    await bank.live({ at: '2025-04-04 09:00', does: [['2025-04-04 10:00', 'withdraw', { reason: 'duplicate' }]] });
    await bank.live({ at: '2025-04-01 01:00', until: '2025-04-01 01:10', afterwards: merged('2025-04-01 01:10', two) });
    await bank.live({ at: '2025-04-05 09:00', drill: true, does: settled('2025-04-05 10:00') });
    await bank.live({ at: '2025-04-30 23:00', does: settled('2025-05-01 00:00:00') });
  });

  const merged = (at: string, into: string) =>
    [
      ...(['outlet', 'on-site', 'reply', 'report'] as const).map(
        (clock) => [at, { type: 'ClockCancelled', data: { clock, occurrence: 1, reason: 'merged' } }] as const,
      ),
      [at, { type: 'CaseMerged', data: { into } }],
    ] as const;

  it('S1-B1: counts cases by the day of registration in Shanghai, without drills, merged and doubly registered ones', async () => {
    // 15:59:59 UTC is March there, 16:00:00 UTC April. April: two, three and seven.
    expect(await bank.figure('S1-B1', '2025-03')).toMatchObject({
      value: 1,
      period: { asOf: '2025-03-31T16:00:00.000Z' },
    });
    expect(await bank.figure('S1-B1', '2025-04')).toMatchObject({
      value: 3,
      beside: { open: 1, withdrawn: 1, drill: 1, merged: 1, duplicate: 1 },
    });
    expect(await bank.figure('S1-B1', '2025-02')).toMatchObject({ value: 0 });
    const change = { now: 3, before: 0, relative: null, points: 3 };
    expect(await bank.figure('S1-B1d', '2025-04')).toMatchObject({ value: null, change });
  });

  it('S1-B2: counts what was accepted, which in the plan is with its registration', async () => {
    expect(await bank.figure('S1-B2', '2025-04')).toMatchObject({ value: 3 });
    expect(await bank.figure('S1-B2', '2025-05')).toMatchObject({ value: 0 });
    expect(await bank.figure('S1-B2d', '2025-04')).toMatchObject({ change: { now: 3, before: 0 } });
  });

  it('S1-B3: counts cases by their last closing; withdrawn and merged ones are not closed', async () => {
    // April by its end: one and two. Then one is opened again, and closed a second time in May beside seven.
    expect(await bank.figure('S1-B3', '2025-04')).toMatchObject({ value: 2 });
    expect(await bank.figure('S1-B3', '2025-05')).toMatchObject({ value: 2 });
    expect(await bank.figure('S1-B3', '2025-03-01..2025-05-31')).toMatchObject({ value: 3 });
    expect(await bank.figure('S1-B3d', '2025-05')).toMatchObject({ change: { now: 2, before: 0 } });
  });

  it('S1-B4: counts what was open at the end, also what was closed with the first moment after it', async () => {
    expect(await bank.figure('S1-B4', '2025-03')).toMatchObject({ value: 1 });
    expect(await bank.figure('S1-B4', '2025-04')).toMatchObject({ value: 1 });
    expect(await bank.figure('S1-B4', '2025-05')).toMatchObject({ value: 0 });
    // Between the reopening and the second closing.
    expect(await bank.figure('S1-B4', '2025-05', { now: '2025-05-02 09:30' })).toMatchObject({ value: 1 });
    expect(await bank.figure('S1-B4d', '2025-04')).toMatchObject({ change: { now: 1, before: 0 } });
  });

  it('S1-K1: the mean time goes to the first closing, of cases first closed in the period', async () => {
    // April: one took 1 h 1 s, two 2 h; seven is open still, as of the end. May: seven alone took an hour.
    const first = 1 + 1 / 3600;
    expect(await bank.figure('S1-K1', '2025-04')).toMatchObject({
      value: expect.closeTo((first + 2) / 2, 9) as number,
      measure: 'hours',
      numerator: 2,
    });
    expect(await bank.figure('S1-K1', '2025-05')).toMatchObject({ value: 1, spread: { median: 1, p90: 1 } });
    expect(await bank.figure('S1-K1', '2025-02')).toMatchObject({ value: null });
  });

  it('S1-K2: the change of the mean is against what was imported of before the plan, and not available without', async () => {
    expect(await bank.figure('S1-K2', '2025-05')).toMatchObject({ value: null, change: { now: 1, before: null } });
    await before('S1-K1.before-plan', 4);
    // 1 hour after 4 hours.
    expect(await bank.figure('S1-K2', '2025-05')).toMatchObject({
      value: -0.75,
      change: { now: 1, before: 4, points: -3, measure: 'hours', from: 'imported' },
    });
  });
});

describe('channels', () => {
  // July 2025: outlet 4, hotline 3, head office 2, external 1; a further one of the outlet comes by the regulator too,
  // in August.
  beforeAll(async () => {
    const day = '2025-07-10';
    const came = (channel: string, unit: string, count: number) =>
      Array.from({ length: count }, () =>
        bank.live({ at: `${day} 09:00`, channel, unit, does: settled(`${day} 10:00`) }),
      );
    await Promise.all([
      ...came('outlet', 'outlet-renminlu', 3),
      ...came('hotline-95566', 'province-centre', 3),
      ...came('hq-centre', 'province-centre', 2),
      ...came('consumer-association', 'branch-office', 1),
      bank.live({
        at: `${day} 09:00`,
        does: [...settled(`${day} 10:00`), ['2025-08-01 09:00', 'add-channel', { channel: 'regulator' }, 'liaison']],
      }),
      bank.live({ at: `${day} 09:00`, channel: 'media', unit: 'branch-office', drill: true }),
    ]);
  });

  it('S1-K3: the external share takes the first channel and all three kinds of external ones (A8)', async () => {
    expect(await shareOf('S1-K3', '2025-07')).toEqual([0.1, 1, 10]);
    expect(await shareOf('S1-K3', '2025-06')).toEqual([null, 0, 0]);
    const { variants, target } = await bank.figure('S1-K3', '2025-07');
    // Beside: by any channel, as far as it had come by the end of the period; ten are too few for the target.
    expect(variants).toMatchObject([{ id: 'S1-K3-any', numerator: 1, denominator: 10 }]);
    expect(target).toEqual({ max: 0.1, met: null });
    expect(await shareOf('S1-K3-any', '2025-07')).toEqual([0.1, 1, 10]);
    expect(await shareOf('S1-K3-any', '2025-07-01..2025-08-31')).toEqual([0.2, 2, 10]);
    expect(await shareOf('S1-K3', '2025-07-01..2025-08-31')).toEqual([0.1, 1, 10]);
  });

  it('S1-K22a, S1-K22b, S1-K22c and S1-K22d: the mix by first channel sums to all', async () => {
    expect(await shareOf('S1-K22a', '2025-07')).toEqual([0.4, 4, 10]);
    expect(await shareOf('S1-K22b', '2025-07')).toEqual([0.3, 3, 10]);
    expect(await shareOf('S1-K22c', '2025-07')).toEqual([0.2, 2, 10]);
    expect(await shareOf('S1-K22d', '2025-07')).toEqual([0.1, 1, 10]);
    for (const id of ['S1-K22a', 'S1-K22b', 'S1-K22c', 'S1-K22d'])
      expect(await shareOf(id, '2025-06')).toEqual([null, 0, 0]);
  });

  it('S1-K23: the change of the external share is in percentage points, with per cent beside (A10)', async () => {
    await before('S1-K22d.before-plan', 0.16);
    expect(await bank.figure('S1-K23', '2025-07')).toMatchObject({
      value: expect.closeTo(-0.06, 9) as number,
      change: { now: 0.1, before: 0.16, relative: expect.closeTo(-0.375, 9) as number, from: 'imported' },
    });
    expect(await bank.figure('S1-K23', '2025-06')).toMatchObject({ value: null });
  });
});

describe('kinds of cases and of customers', () => {
  it('S1-K28: of what was accepted, what was closed within fifteen days after the period', async () => {
    // September 2025: closed in time; closed on 15 October, a second before the grace ends; with its end; never; and
    // one of another category.
    await bank.live({ at: '2025-09-01 09:00', does: settled('2025-09-01 10:00') });
    await bank.live({ at: '2025-09-30 23:59', does: settled('2025-10-15 23:59:59') });
    await bank.live({ at: '2025-09-30 23:59', does: settled('2025-10-16 00:00:00') });
    await bank.live({ at: '2025-09-12 09:00', does: [['10:00', 'withdraw', { reason: 'customer-request' }]] });
    await bank.live({ at: '2025-09-12 09:00', category: 'atm', does: settled('2025-09-12 10:00') });
    expect(await shareOf('S1-K28', '2025-09')).toEqual([0.5, 2, 4]);
    expect(await shareOf('S1-K28', '2025-08')).toEqual([null, 0, 0]);
  });

  it('S1-K32: counts urgent-cash complaints by their category at the end of the period', async () => {
    // One, one that is found in November to have been another, one of another kind, and a drill.
    const category = 'urgent-cash';
    await bank.live({ at: '2025-10-20 09:00', category, does: settled('2025-10-20 10:00') });
    await bank.live({
      at: '2025-10-20 09:00',
      category,
      does: [
        ['2025-11-01 00:00', 'reclassify', { category: 'non-blueprint', reason: 'mistake' }],
        ...settled('2025-11-01 10:00'),
      ],
    });
    await bank.live({ at: '2025-10-20 09:00', category: 'atm', does: settled('2025-10-20 10:00') });
    await bank.live({ at: '2025-10-20 09:00', category, drill: true });
    expect(await bank.figure('S1-K32', '2025-10')).toMatchObject({ value: 2, beside: { open: 1, drill: 1 } });
    expect(await bank.figure('S1-K32', '2025-10-01..2025-11-30')).toMatchObject({ value: 1 });
    expect(await bank.figure('S1-K32', '2025-12')).toMatchObject({ value: 0 });
  });

  it('S1-K44: different complainants count once, anonymous ones and those of unknown kind not at all', async () => {
    // January 2026: a cash customer twice, a cardholder who pays cash too, one who is neither by what is known later,
    // one of whom nothing is known, and an anonymous one.
    const day = '2026-01-05';
    const came = async (phone: string, fields: Record<string, unknown>, anonymous = false) =>
      bank.live({ at: `${day} 09:00`, phone, fields, anonymous, does: settled(`${day} 10:00`) });
    await came('13900000011', { holder: ['cash'] });
    await came('13900000011', { holder: ['cash'] });
    await came('13900000012', { holder: ['cash', 'cardholder'] });
    await came('13900000013', {});
    await came('13900000014', { holder: ['cash'] }, true);
    expect(await shareOf('S1-K44', '2026-01')).toEqual([1, 2, 2]);
    expect(await shareOf('S1-K44', '2026-02')).toEqual([null, 0, 0]);
  });

  it('S1-K45: the retail share is of those whose segment is known', async () => {
    const day = '2026-03-05';
    const came = async (fields: Record<string, unknown>) =>
      bank.live({ at: `${day} 09:00`, fields, does: settled(`${day} 10:00`) });
    await came({ segment: 'retail' });
    await came({ segment: 'retail' });
    await came({ segment: 'corporate' });
    await came({});
    expect(await shareOf('S1-K45', '2026-03')).toEqual([2 / 3, 2, 3]);
    expect(await shareOf('S1-K45', '2026-04')).toEqual([null, 0, 0]);
  });
});
