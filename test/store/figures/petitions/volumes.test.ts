import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type FigureBank, type Life } from '../../../support/figures/figureBank.ts';

let bank: FigureBank;

type Deeds = NonNullable<Life['does']>;
const live = (life: Life): Promise<string> => bank.live({ unit: 'supervision', ...life });
const accept: Deeds[number] = ['09:00', 'accept'];
const resolve = (at: string, firstContact?: true): Deeds[number] => [
  at,
  'resolve',
  { outcome: 'settled', firstContact },
];
const acknowledge = (atFirstContact: boolean): Deeds[number] => ['09:00', 'acknowledge', { atFirstContact }];

beforeAll(async () => {
  bank = await figureBank('rural-bank-petitions', { now: '2027-03-01 00:00' });
  const walkIn = { channel: 'walk-in', category: 'mistake' };
  const settled = await live({
    ...walkIn,
    at: '2026-11-02 09:00',
    does: [acknowledge(true), accept, resolve('09:20', true), ['09:30', 'close']],
  });
  // Open at the end of November, closed in December.
  await live({
    ...walkIn,
    category: 'attitude',
    at: '2026-11-03 09:00',
    does: [accept, resolve('2026-12-02 10:00'), ['11:00', 'close']],
  });
  // Comes by the media too, later.
  await live({
    channel: 'phone',
    category: 'product',
    at: '2026-11-04 09:00',
    does: [acknowledge(false), accept, ['15:00', 'add-channel', { channel: 'media' }]],
  });
  await live({ channel: 'online', category: 'other', at: '2026-11-05 09:00', does: [accept, resolve('09:20', true)] });
  // Taken for a mistake until December.
  await live({
    channel: 'letter',
    category: 'mistake',
    at: '2026-11-06 09:00',
    does: [accept, ['2026-12-01 09:00', 'reclassify', { category: 'product', reason: 'mistake' }]],
  });
  await live({ channel: 'media', category: 'media', at: '2026-11-09 09:00', does: [accept] });
  await live({
    channel: 'government-site',
    category: 'other',
    at: '2026-11-10 09:00',
    does: [accept, ['10:00', 'withdraw', { reason: 'customer-request' }]],
  });
  await live({
    ...walkIn,
    category: 'other',
    at: '2026-11-05 09:00',
    does: [
      acknowledge(true),
      accept,
      resolve('10:00'),
      ['11:00', 'close'],
      ['2026-12-03 09:00', 'reopen', { reason: 'new-facts' }, 'complaint-officer:a'],
      ['09:01', 'approve', {}, 'leader:b'],
      resolve('2026-12-04 10:00'),
      ['11:00', 'close'],
    ],
  });
  const phone = { channel: 'phone', category: 'attitude' };
  await live({ ...phone, at: '2026-11-11 09:00', does: [accept, ['10:00', 'withdraw', { reason: 'duplicate' }]] });
  await live({
    ...phone,
    at: '2026-11-12 09:00',
    until: '2026-11-13 09:00',
    does: [accept],
    afterwards: [['2026-11-13 09:00', { type: 'CaseMerged', data: { into: settled } }]],
  });
  await live({
    ...walkIn,
    at: '2026-11-13 09:00',
    drill: true,
    does: [acknowledge(true), accept, resolve('09:20', true)],
  });
  await live({ ...phone, at: '2026-11-30 23:59', does: [['2026-12-01 00:00', 'accept']] });
  await live({ ...walkIn, at: '2026-12-01 00:00' });

  const visits = { pack_id: 'rural-bank-petitions', name: 'visits', source: 'door', imported_by: 'admin' };
  await bank.insert('series', { ...visits, period_from: '2026-11-01', period_to: '2026-11-15', value: 3 });
  await bank.insert('series', { ...visits, period_from: '2026-11-16', period_to: '2026-11-30', value: 1 });
}, 120_000);
afterAll(() => bank.db.end());

describe('what the rural bank received', () => {
  it('S3-B1: registered by the day in Shanghai; drills, merged and twice registered ones are beside', async () => {
    expect(await bank.figure('S3-B1', '2026-11')).toMatchObject({
      value: 9,
      beside: { drill: 1, merged: 1, duplicate: 1, withdrawn: 1 },
    });
    expect(await bank.figure('S3-B1', '2026-12')).toMatchObject({ value: 1 });
    expect(await bank.figure('S3-B1', '2026-10')).toMatchObject({ value: 0 });
  });

  it('S3-B2: accepted at midnight on the 1st is accepted in December', async () => {
    expect(await bank.figure('S3-B2', '2026-11')).toMatchObject({ value: 8 });
    expect(await bank.figure('S3-B2', '2026-12')).toMatchObject({ value: 1 });
  });

  it('S3-B3: the reopened one is closed in November as of then, and in December', async () => {
    expect(await bank.figure('S3-B3', '2026-11')).toMatchObject({ value: 2 });
    expect(await bank.figure('S3-B3', '2026-12')).toMatchObject({ value: 2 });
    expect(await bank.figure('S3-B3', '2026')).toMatchObject({ value: 3 });
  });

  it('S3-B4: open at the end though closed later', async () => {
    // The second walk-in, phone, online, letter, media, and that of the 30th.
    expect(await bank.figure('S3-B4', '2026-11')).toMatchObject({ value: 6 });
    expect(await bank.figure('S3-B4', '2026-10')).toMatchObject({ value: 0 });
  });

  it('S3-K5: acknowledged at the first contact, of all registered', async () => {
    expect(await bank.figure('S3-K5', '2026-11')).toMatchObject({ numerator: 2, denominator: 9 });
    expect(await bank.figure('S3-K5', '2026-10')).toMatchObject({ value: null, denominator: 0 });
  });

  it('S3-K6: walk-ins resolved at the first contact; all channels beside', async () => {
    expect(await bank.figure('S3-K6', '2026-11')).toMatchObject({
      numerator: 1,
      denominator: 3,
      variants: [{ id: 'S3-K6-all', numerator: 2, denominator: 9 }],
    });
    expect(await bank.figure('S3-K6', '2026-10')).toMatchObject({ value: null });
  });

  it('S3-K11: walk-ins registered over visits in the book at the door', async () => {
    expect(await bank.figure('S3-K11', '2026-11')).toMatchObject({ value: 0.75, numerator: 3, denominator: 4 });
    // Nobody kept the book in December.
    expect(await bank.figure('S3-K11', '2026-12')).toMatchObject({ value: null, numerator: 1 });
  });

  it.each([
    ['S3-K13a: by telephone', 'S3-K13a'],
    ['S3-K13b: online', 'S3-K13b'],
    ['S3-K13c: by letter', 'S3-K13c'],
    ['S3-K13d: by the media, and not what reached them later', 'S3-K13d'],
  ])('%s, of the accepted ones by their first channel', async (_title, id) => {
    expect(await bank.figure(id, '2026-11')).toMatchObject({ numerator: 1, denominator: 8, value: 0.125 });
    expect(await bank.figure(id, '2026-10')).toMatchObject({ value: null, denominator: 0 });
  });

  it('S3-K13d: walk-ins and other channels are the rest', async () => {
    const { variants } = await bank.figure('S3-K13d', '2026-11');
    // Three walk-ins and the government site.
    expect(variants).toMatchObject([{ id: 'S3-K13e', numerator: 4, denominator: 8 }]);
  });

  it('S3-K16: mistakes and attitude by the category at the end', async () => {
    expect(await bank.figure('S3-K16', '2026-11')).toMatchObject({ numerator: 3, denominator: 8 });
    // On 1 December the letter is found to be about a product, and the one of the 30th is accepted.
    expect(await bank.figure('S3-K16', '2026-11-01..2026-12-01')).toMatchObject({ numerator: 3, denominator: 9 });
    expect(await bank.figure('S3-K16', '2026-12')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await bank.figure('S3-K16', '2026-10')).toMatchObject({ value: null });
  });
});
