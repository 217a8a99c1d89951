import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type FigureBank } from '../../../support/figures/figureBank.ts';

let bank: FigureBank;

const INTAKE = { channel: 'phone', category: 'fees', unit: 'head-office' };
const CLOSED = [
  ['09:05', 'accept'],
  ['10:00', 'resolve', { outcome: 'explained' }],
  ['11:00', 'close'],
] as const;
const AT_ONCE = [
  ['09:05', 'accept'],
  ['09:10', 'resolve', { outcome: 'explained', firstContact: true }],
] as const;

beforeAll(async () => {
  bank = await figureBank('office-complaints', { now: '2027-03-01 00:00' });
  const live = (life: Parameters<FigureBank['live']>[0]): Promise<string> => bank.live({ ...INTAKE, ...life });
  const atOnce = await live({ at: '2026-11-02 09:00', does: [...AT_ONCE, ['09:20', 'close']] });
  // A suggestion, resolved at once; open at the end of November and closed later.
  await live({ at: '2026-11-03 09:00', object: 'suggestion', does: [...AT_ONCE, ['2026-12-02 10:00', 'close']] });
  const withdrawn = (reason: string) => [['09:05', 'accept'] as const, ['09:30', 'withdraw', { reason }] as const];
  await live({ at: '2026-11-04 09:00', does: withdrawn('duplicate') });
  await live({ at: '2026-11-05 09:00', does: withdrawn('customer-request') });
  await live({
    at: '2026-11-06 09:00',
    until: '2026-11-10 09:00',
    does: [['09:05', 'accept']],
    afterwards: [['2026-11-10 09:00', { type: 'CaseMerged', data: { into: atOnce } }]],
  });
  await live({
    at: '2026-11-06 09:00',
    does: [
      ['09:05', 'refuse', { reason: 'not-this-bank' }, 'complaint-officer:a'],
      ['09:06', 'approve', {}, 'complaint-head:b'],
    ],
  });
  // Reopened: closed in November, and again in December.
  await live({
    at: '2026-11-09 09:00',
    does: [
      ...CLOSED,
      ['2026-12-03 09:00', 'reopen', { reason: 'new-facts' }, 'complaint-officer:a'],
      ['09:01', 'approve', {}, 'complaint-head:b'],
      ['2026-12-04 09:00', 'resolve', { outcome: 'explained' }],
      ['2026-12-05 10:00', 'close'],
    ],
  });
  await live({ at: '2026-11-10 09:00', does: CLOSED, drill: true });
  // In the first contact, but another department was asked.
  await live({
    at: '2026-11-11 09:00',
    does: [
      ['09:05', 'accept'],
      ['09:10', 'dispatch', { departments: ['card-centre'] }],
      ['10:00', 'answer-dispatch', { substantive: true }],
      ['10:10', 'resolve', { outcome: 'explained', firstContact: true }],
      ['10:20', 'close'],
    ],
  });
  // The last minute of November in Shanghai, and the first of December.
  await live({ at: '2026-11-30 23:59', does: [['2026-12-01 00:00', 'accept']] });
  await live({ at: '2026-12-01 00:00' });
}, 120_000);
afterAll(() => bank.db.end());

describe('what the general office received', () => {
  it('S2-B1: registered by the day in Shanghai; drills, merged and twice registered ones are beside', async () => {
    // At once, suggestion, withdrawn, refused, reopened, dispatched, 30 November 23:59.
    expect(await bank.figure('S2-B1', '2026-11')).toMatchObject({
      value: 7,
      beside: { drill: 1, merged: 1, duplicate: 1, refused: 1, withdrawn: 1, open: 2 },
    });
    expect(await bank.figure('S2-B1', '2026-12')).toMatchObject({ value: 1 });
    expect(await bank.figure('S2-B1', '2026-10')).toMatchObject({ value: 0 });
  });

  it('S2-B1: until it is merged a case counts', async () => {
    // The seven registered until the 9th, but for the one that was registered twice.
    expect(await bank.figure('S2-B1', '2026-11-01..2026-11-09')).toMatchObject({ value: 6 });
    expect(await bank.figure('S2-B1', '2026-11-01..2026-11-10')).toMatchObject({ value: 5 });
  });

  it('S2-B2: accepted at midnight on the 1st is accepted in December', async () => {
    // At once, suggestion, withdrawn by the customer, reopened, dispatched.
    expect(await bank.figure('S2-B2', '2026-11')).toMatchObject({ value: 5 });
    expect(await bank.figure('S2-B2', '2026-12')).toMatchObject({ value: 1 });
  });

  it('S2-B3: closed by the last closing; November still has what December closed again', async () => {
    // At once, reopened, dispatched; in December the suggestion and the reopened one.
    expect(await bank.figure('S2-B3', '2026-11')).toMatchObject({ value: 3 });
    expect(await bank.figure('S2-B3', '2026-12')).toMatchObject({ value: 2 });
    expect(await bank.figure('S2-B3', '2026')).toMatchObject({ value: 4 });
  });

  it('S2-B4: open at the end though closed later', async () => {
    // The suggestion and that of the 30th; at the end of December that and the one of the 1st.
    expect(await bank.figure('S2-B4', '2026-11')).toMatchObject({ value: 2 });
    expect(await bank.figure('S2-B4', '2026-12')).toMatchObject({ value: 2 });
    expect(await bank.figure('S2-B4', '2026-10')).toMatchObject({ value: 0 });
  });

  it('S2-K1: complaints and suggestions accepted, also told apart', async () => {
    const answer = await bank.figure('S2-K1', '2026-11', { by: ['object'] });
    expect(answer).toMatchObject({ value: 5 });
    expect(answer.parts?.map(({ key, value }) => [key, value])).toEqual([
      ['complaint', 4],
      ['suggestion', 1],
    ]);
  });

  it('S2-K2: resolved at once is in the first contact and without a dispatch', async () => {
    expect(await bank.figure('S2-K2', '2026-11')).toMatchObject({ numerator: 2, denominator: 5, value: 0.4 });
    expect(await bank.figure('S2-K2', '2026-10')).toMatchObject({ value: null, denominator: 0 });
  });

  it('S2-K2b: of complaints alone the suggestion is no part', async () => {
    expect(await bank.figure('S2-K2b', '2026-11')).toMatchObject({ numerator: 1, denominator: 4, value: 0.25 });
  });
});
