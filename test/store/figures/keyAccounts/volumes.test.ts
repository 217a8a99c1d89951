import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type FigureBank, type Life } from '../../../support/figures/figureBank.ts';

let bank: FigureBank;

const PACK = { pack_id: 'key-accounts' };
const live = (life: Life): Promise<string> =>
  bank.live({ channel: 'hotline', category: 'network', unit: 'key-account-centre', ...life });
const closing: NonNullable<Life['does']> = [
  ['10:00', 'resolve', { outcome: 'restored' }],
  ['11:00', 'close'],
];
const series = (name: string, from: string, to: string, value: number): Promise<void> =>
  bank.insert('series', {
    ...PACK,
    name,
    period_from: from,
    period_to: to,
    value,
    source: 'test',
    imported_by: 'admin',
  });
const improvement = (id: string, category: string, completed: string): Promise<void> =>
  bank.insert('register_improvements', {
    ...PACK,
    id,
    cause: 'tariff',
    owner: 'centre-head',
    opened_at: new Date(bank.moment('2025-01-06 09:00')),
    due_at: new Date(bank.moment('2026-12-31 00:00')),
    completed_at: new Date(bank.moment(completed)),
    categories: [category],
  });

beforeAll(async () => {
  bank = await figureBank('key-accounts', { now: '2027-03-01 00:00' });
  const settled = await live({ at: '2026-11-03 09:00', does: closing });
  await live({ at: '2026-11-04 09:00', does: [...closing.slice(0, 1), ['2026-12-02 11:00', 'close']] });
  await live({
    at: '2026-11-05 09:00',
    does: [
      ...closing,
      ['2026-12-03 09:00', 'reopen', { reason: 'new-facts' }],
      ['10:00', 'resolve', { outcome: 'restored' }],
      ['11:00', 'close'],
    ],
  });
  const withdrawn = (reason: string): NonNullable<Life['does']> => [['09:30', 'withdraw', { reason }]];
  await live({ at: '2026-11-06 09:00', does: withdrawn('duplicate') });
  await live({ at: '2026-11-06 09:00', does: withdrawn('customer-request') });
  await live({
    at: '2026-11-09 09:00',
    until: '2026-11-10 09:00',
    afterwards: [['2026-11-10 09:00', { type: 'CaseMerged', data: { into: settled } }]],
  });
  await live({ at: '2026-11-09 09:00', drill: true, does: closing });
  await live({ at: '2026-11-30 23:59' });
  await live({ at: '2026-12-01 00:00' });

  // Promotion: two of 1,000 contacts in May a year before, one of 2,000 in May.
  for (const day of ['2025-05-06', '2025-05-07', '2026-05-06'])
    await live({ at: `${day} 09:00`, category: 'promotion' });
  await live({ at: '2026-05-07 09:00', category: 'promotion', drill: true });
  await series('outbound-contacts', '2025-05-01', '2025-05-31', 1000);
  await series('outbound-contacts', '2026-05-01', '2026-05-15', 1500);
  await series('outbound-contacts', '2026-05-16', '2026-05-31', 500);
  await series('outbound-contacts', '2026-04-01', '2026-04-30', 500);
  await series('S4-K7r', '2025-04-01', '2025-04-30', 0.004);

  await series('tier-clients-start', '2026-01-01', '2026-01-31', 2000);
  await series('tier-clients-start', '2026-12-01', '2026-12-31', 9999);
  await series('tier-clients-kept', '2026-06-01', '2026-06-30', 1980);
  await series('tier-clients-kept', '2026-12-01', '2026-12-31', 1900);
  await series('retention-benchmark', '2026-01-01', '2026-12-31', 0.9);
  await series('callers', '2026-06-01', '2026-06-30', 80);
  await series('callers', '2026-12-01', '2026-12-31', 90);
  await series('callers-trained', '2026-12-01', '2026-12-31', 81);

  // Billing was improved in the year before July 2026; service long before, and network in July itself.
  await improvement('i1', 'billing', '2025-07-01 00:00');
  await improvement('i2', 'service', '2025-06-30 23:59');
  await improvement('i3', 'network', '2026-07-01 00:00');
  for (const [month, category, count] of [
    ['2025-07', 'billing', 4],
    ['2025-07', 'service', 2],
    ['2026-07', 'billing', 1],
    ['2026-07', 'service', 1],
    ['2026-07', 'network', 2],
  ] as const)
    for (let nth = 1; nth <= count; nth += 1) await live({ at: `${month}-0${nth} 09:00`, category });
}, 120_000);
afterAll(() => bank.db.end());

describe('what the key-account centre received', () => {
  it('S4-B1: registered by the day in Shanghai; drills, merged and twice registered ones are beside', async () => {
    expect(await bank.figure('S4-B1', '2026-11')).toMatchObject({
      value: 5,
      beside: { drill: 1, merged: 1, duplicate: 1, withdrawn: 1, open: 2 },
    });
    expect(await bank.figure('S4-B1', '2026-12')).toMatchObject({ value: 1 });
    expect(await bank.figure('S4-B1', '2026-10')).toMatchObject({ value: 0 });
  });

  it('S4-B2: accepted with their registration', async () => {
    expect(await bank.figure('S4-B2', '2026-11')).toMatchObject({ value: 5 });
    expect(await bank.figure('S4-B2', '2026-12')).toMatchObject({ value: 1 });
    expect(await bank.figure('S4-B2', '2026-10')).toMatchObject({ value: 0 });
  });

  it('S4-B3: closed by the last closing, and in November as it was then', async () => {
    expect(await bank.figure('S4-B3', '2026-11')).toMatchObject({ value: 2 });
    expect(await bank.figure('S4-B3', '2026-12')).toMatchObject({ value: 2 });
    expect(await bank.figure('S4-B3', '2026-11-01..2026-12-31')).toMatchObject({ value: 3 });
  });

  it('S4-B4: open at the end though closed later', async () => {
    // Resolved and that of the 30th, beside those of May and July that nobody ever took up: 1 and 4, and 2 and 6 of 2025.
    expect(await bank.figure('S4-B4', '2026-11')).toMatchObject({ value: 15 });
    // The one is closed, that of the 1st has come.
    expect(await bank.figure('S4-B4', '2026-12')).toMatchObject({ value: 15 });
    expect(await bank.figure('S4-B4', '2025-04')).toMatchObject({ value: 0 });
  });
});

describe('clients and callers, as imported', () => {
  it('S4-K2: clients of the tier at the start that are clients at the end', async () => {
    expect(await bank.figure('S4-K2', '2026')).toMatchObject({ value: 0.95, numerator: 1900, denominator: 2000 });
    expect(await bank.figure('S4-K2', '2025')).toMatchObject({ value: null });
  });

  it('S4-K3: in points above the industry', async () => {
    const answer = await bank.figure('S4-K3', '2026');
    expect(answer.value).toBeCloseTo(0.05);
    expect(answer).toMatchObject({ change: { now: 0.95, before: 0.9, from: 'imported' } });
    expect(await bank.figure('S4-K3', '2025')).toMatchObject({ value: null });
  });

  it('S4-K5: callers trained over all callers, both at the end', async () => {
    expect(await bank.figure('S4-K5', '2026')).toMatchObject({ value: 0.9, numerator: 81, denominator: 90 });
    expect(await bank.figure('S4-K5', '2025')).toMatchObject({ value: null });
  });

  it('S4-K7: promotion complaints per contact against the year before, counted or imported', async () => {
    // 1/2,000 against 2/1,000.
    const counted = await bank.figure('S4-K7', '2026-05');
    expect(counted.value).toBeCloseTo(-0.75);
    expect(counted.change).toMatchObject({ now: 0.0005, before: 0.002, from: 'counted' });
    const imported = await bank.figure('S4-K7', '2026-04');
    expect(imported).toMatchObject({ value: -1, change: { now: 0, before: 0.004, from: 'imported' } });
    expect(await bank.figure('S4-K7', '2026-03')).toMatchObject({ value: null });
  });
});

describe('after an improvement', () => {
  it('S4-K12: types improved within the year before, against the same types then; others beside', async () => {
    // Billing: 1 against 4. Others: service and network, 3 against 2.
    expect(await bank.figure('S4-K12', '2026-07')).toMatchObject({
      value: -0.75,
      change: { now: 1, before: 4 },
      variants: [{ id: 'S4-K12-others', value: 0.5, change: { now: 3, before: 2 } }],
    });
    expect(await bank.figure('S4-K12', '2025-02')).toMatchObject({ value: null, change: { now: 0, before: 0 } });
  });
});
