import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type FigureBank, type Life } from '../../../support/figures/figureBank.ts';

let bank: FigureBank;

type Deeds = NonNullable<Life['does']>;
/** Accepted at nine of that day. */
function accepted(day: string, intake: Partial<Life>, ...does: Deeds): Promise<string> {
  const life = { at: `${day} 09:00`, channel: 'online', unit: 'supervision', object: 'complaint', ...intake };
  return bank.live({ ...life, does: [['09:00', 'accept'], ...does] });
}
const closed = (at: string, outcome = 'settled'): Deeds => [
  [at, 'resolve', { outcome }],
  [at, 'close'],
];
const petition = (category: string): Partial<Life> => ({ object: 'petition', category });

beforeAll(async () => {
  bank = await figureBank('rural-bank-petitions', { now: '2027-03-01 00:00' });
  // General: three working days.
  const settled = await accepted('2026-11-02', petition('mistake'), ...closed('2026-11-03 10:00'));
  await accepted('2026-11-02', petition('attitude'), ...closed('2026-11-10 10:00', 'unresolved'));
  // Open at the end, closed later.
  await accepted('2026-11-24', petition('other'), ...closed('2026-12-03 10:00'));
  // Complex: seven are aimed at (11 November), ten are owed (16 November).
  await accepted('2026-11-02', { category: 'product' }, ...closed('2026-11-11 10:00'));
  await accepted('2026-11-02', { category: 'product' }, ...closed('2026-11-13 10:00'));
  await accepted('2026-11-02', { category: 'channel-fault' }, ...closed('2026-11-18 10:00'));
  // Complex at first; general from the 4th on, and that within three working days of its acceptance.
  await accepted(
    '2026-11-03',
    petition('product'),
    ['2026-11-04 09:00', 'reclassify', { category: 'mistake', reason: 'mistake' }],
    ...closed('2026-11-06 10:00'),
  );
  // Verified, and not closed: due on 17 November.
  await bank.live({
    at: '2026-11-02 09:00',
    channel: 'letter',
    unit: 'supervision',
    object: 'report',
    category: 'crime-report',
    does: [
      ['09:00', 'accept'],
      ['2026-11-05 09:00', 'verify-report', { founded: false }],
    ],
  });
  await accepted('2026-11-04', petition('mistake'), ['10:00', 'withdraw', { reason: 'customer-request' }]);
  await accepted('2026-11-04', { ...petition('mistake'), drill: true }, ...closed('2026-11-05 10:00'));
  await accepted('2026-11-05', {
    ...petition('other'),
    until: '2026-11-06 09:00',
    afterwards: [
      ['2026-11-06 09:00', { type: 'ClockCancelled', data: { clock: 'general', occurrence: 1, reason: 'merged' } }],
      ['2026-11-06 09:00', { type: 'CaseMerged', data: { into: settled } }],
    ],
  });

  // Due when 31 August ends: in September. Closed in August.
  await accepted('2026-08-26', petition('mistake'), ...closed('2026-08-27 10:00'));
  // Reopened in June, and closed again only in July.
  await accepted(
    '2026-06-01',
    petition('other'),
    ...closed('2026-06-02 10:00'),
    ['2026-06-08 09:00', 'reopen', { reason: 'new-facts' }, 'complaint-officer:a'],
    ['09:01', 'approve', {}, 'leader:b'],
    ...closed('2026-07-01 10:00'),
  );
}, 120_000);
afterAll(() => bank.db.end());

describe('closing', () => {
  it('S3-K1: of cases whose limit fell in the period, closed by its end, late ones too', async () => {
    // Three general, three complex, one that changed its kind, one crime report; open: a petition and the report.
    expect(await bank.figure('S3-K1', '2026-11')).toMatchObject({
      numerator: 6,
      denominator: 8,
      value: 0.75,
      beside: { open: 2, drill: 1 },
    });
    expect(await bank.figure('S3-K1', '2026-10')).toMatchObject({ value: null, denominator: 0 });
  });

  it('S3-K1: the limit says which month it is, and midnight is the next', async () => {
    expect(await bank.figure('S3-K1', '2026-08')).toMatchObject({ value: null });
    expect(await bank.figure('S3-K1', '2026-09')).toMatchObject({ numerator: 1, denominator: 1 });
  });

  it('S3-K1: a reopened case is open until it is closed again', async () => {
    expect(await bank.figure('S3-K1', '2026-06')).toMatchObject({ numerator: 0, denominator: 1 });
    expect(await bank.figure('S3-K1', '2026-06-01..2026-07-31')).toMatchObject({ numerator: 1, denominator: 1 });
  });

  it('S3-K3: petitions closed and settled; unresolved and still open ones are not', async () => {
    expect(await bank.figure('S3-K3', '2026-11')).toMatchObject({ numerator: 2, denominator: 4, value: 0.5 });
    expect(await bank.figure('S3-K3', '2026-10')).toMatchObject({ value: null });
  });

  it('S3-K14: general complaints within three working days', async () => {
    // In time: the first, and the one that became general. Withdrawn and merged ones owe nothing.
    expect(await bank.figure('S3-K14', '2026-11')).toMatchObject({
      numerator: 2,
      denominator: 4,
      beside: { drill: 1, 'cancelled:withdrawn': 1, 'cancelled:merged': 1 },
    });
    expect(await bank.figure('S3-K14', '2026-06')).toMatchObject({ numerator: 1, denominator: 2 });
    expect(await bank.figure('S3-K14', '2026-10')).toMatchObject({ value: null });
  });

  it('S3-K15: complex complaints within ten working days, within seven beside', async () => {
    const answer = await bank.figure('S3-K15', '2026-11');
    expect(answer).toMatchObject({
      numerator: 2,
      denominator: 3,
      variants: [{ id: 'S3-K15-target', numerator: 1, denominator: 3 }],
    });
    expect(answer.beside['cancelled:reclassified']).toBe(1);
    expect(await bank.figure('S3-K15', '2026-10')).toMatchObject({ value: null, variants: [{ value: null }] });
  });
});
