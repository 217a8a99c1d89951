import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type FigureBank, type Life } from '../../../support/figures/figureBank.ts';

let bank: FigureBank;

type Deed = NonNullable<Life['does']>[number];
/** Accepted at nine of that day. */
function accepted(day: string, category: string, does: readonly Deed[], more: Partial<Life> = {}): Promise<string> {
  const life = { channel: 'phone', unit: 'supervision', category, ...more };
  return bank.live({ ...life, at: `${day} 09:00`, does: [['09:00', 'accept'], ...does] });
}
const found = (finding: string, at = '10:00'): Deed => [at, 'find-facts', { finding }];
const apologised = (forgiven: boolean): Deed => ['11:00', 'apologise', { forgiven }];
const closed = (at = '12:00'): readonly Deed[] => [
  [at, 'resolve', { outcome: 'settled' }],
  [at, 'close'],
];
const paid = (amount: string, approved: string): readonly Deed[] => [
  ['10:00', 'compensate', { amount }, 'complaint-officer:a'],
  [approved, 'approve', {}, 'leader:b'],
];

beforeAll(async () => {
  bank = await figureBank('rural-bank-petitions', { now: '2027-03-01 00:00' });
  await accepted('2026-11-02', 'mistake', [found('upheld'), apologised(true), ...closed()]);
  await accepted('2026-11-03', 'attitude', [found('partly'), apologised(false), ...closed()]);
  await accepted('2026-11-04', 'mistake', [found('upheld'), ...closed()]);
  // Nothing in it, and still an apology.
  await accepted('2026-11-05', 'mistake', [found('not-upheld'), apologised(true), ...closed()]);
  await accepted('2026-11-06', 'product', [found('upheld'), ...closed()]);
  // Found to be true after the end of November.
  await accepted('2026-11-09', 'mistake', [...closed(), found('upheld', '2026-12-02 09:00')]);
  // Closed at midnight: in December.
  await accepted('2026-11-30', 'mistake', [found('upheld'), apologised(false), ...closed('2026-12-01 00:00')]);
  await accepted('2026-11-10', 'mistake', [found('upheld'), ...closed()], { drill: true });

  await accepted('2025-05-06', 'mistake', paid('1000.00', '11:00'));
  await accepted('2026-05-06', 'mistake', paid('300.00', '11:00'));
  await accepted('2026-05-07', 'attitude', paid('100.00', '2026-05-31 23:59'));
  // Agreed to at midnight, and never agreed to.
  await accepted('2026-05-08', 'mistake', paid('50.00', '2026-06-01 00:00'));
  await accepted('2026-05-11', 'mistake', paid('70.00', '11:00').slice(0, 1));
  await accepted('2026-05-12', 'mistake', paid('900.00', '11:00'), { drill: true });
}, 120_000);
afterAll(() => bank.db.end());

describe('mistakes and attitude', () => {
  it('S3-K17: upheld ones with an apology, by what was found by the end', async () => {
    expect(await bank.figure('S3-K17', '2026-11')).toMatchObject({
      numerator: 2,
      denominator: 3,
      beside: { drill: 1 },
    });
    expect(await bank.figure('S3-K17', '2026-12')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await bank.figure('S3-K17', '2026-11-01..2026-12-02')).toMatchObject({ numerator: 3, denominator: 5 });
    expect(await bank.figure('S3-K17', '2026-10')).toMatchObject({ value: null, denominator: 0 });
  });

  it('S3-K18: forgiven, of all where somebody apologised', async () => {
    expect(await bank.figure('S3-K18', '2026-11')).toMatchObject({ numerator: 2, denominator: 3 });
    expect(await bank.figure('S3-K18', '2026-12')).toMatchObject({ numerator: 0, denominator: 1 });
    expect(await bank.figure('S3-K18', '2026-10')).toMatchObject({ value: null, denominator: 0 });
  });

  it('S3-K19: compensation that was agreed to in the period, against the year before', async () => {
    // 300 + 100 against 1,000 CNY.
    expect(await bank.figure('S3-K19', '2026-05')).toMatchObject({
      value: -0.6,
      change: { now: 40_000, before: 100_000, points: -60_000 },
    });
    expect(await bank.figure('S3-K19', '2026-06')).toMatchObject({ value: null, change: { now: 5_000, before: 0 } });
    expect(await bank.figure('S3-K19', '2026-04')).toMatchObject({ value: null, change: { now: 0, before: 0 } });
  });
});
