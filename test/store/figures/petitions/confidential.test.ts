import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countedCases } from '../../../../store/figures/countedCases.ts';
import { askingOf } from '../../../../store/figures/evaluateFigure.ts';
import { figureBank, type FigureBank, type Life } from '../../../support/figures/figureBank.ts';

let bank: FigureBank;

type Deed = NonNullable<Life['does']>[number];
const accept: Deed = ['09:00', 'accept'];
const report = (day: string, does: readonly Deed[], more: Partial<Life> = {}): Promise<string> =>
  bank.live({
    at: `${day} 09:00`,
    channel: 'letter',
    object: 'report',
    category: 'crime-report',
    does: [accept, ...does],
    ...more,
  });
const anonymous = (at: string, does: readonly Deed[], more: Partial<Life> = {}): Promise<string> =>
  bank.live({
    at,
    channel: 'letter',
    object: 'complaint',
    category: 'anonymous',
    anonymous: true,
    does: [[at, 'accept'], ...does],
    ...more,
  });
const verified = (at: string, founded: boolean): Deed => [at, 'verify-report', { founded }];
const transferred = (at: string): Deed => [at, 'transfer-judicial'];
const motive = (found: string, at = '09:30'): Deed => [at, 'find-motive', { motive: found }];

beforeAll(async () => {
  bank = await figureBank('rural-bank-petitions', { now: '2027-06-01 00:00' });
  // Crime reports are due fifteen days after they are registered.
  await report('2026-11-02', [verified('2026-11-05 09:00', true), transferred('2026-11-10 09:00')]);
  await report('2026-11-02', [verified('2026-11-05 09:00', false)], { unit: 'outlet-jiefanglu' });
  await report('2026-11-03', []);
  // Verified after the end of November, and transferred late.
  await report('2026-11-04', [verified('2026-12-02 09:00', false)]);
  await report('2026-11-02', [verified('2026-11-12 09:00', true), transferred('2026-11-20 09:00')]);
  await report('2026-11-05', [
    ['10:00', 'withdraw', { reason: 'customer-request' }, 'complaint-head:a'],
    ['10:01', 'approve', {}, 'leader:b'],
  ]);
  const both = [verified('2026-11-06 09:00', true), transferred('2026-11-07 09:00')];
  await report('2026-11-05', both, { drill: true });
  // Transferred at midnight: in September. Due when 31 August ends.
  await report('2026-08-16', [verified('2026-08-20 09:00', true), transferred('2026-09-01 00:00')]);

  // Anonymous: in good faith by the form or by what was found. Improvements count until ninety days after the period.
  await anonymous('2026-11-03 09:00', [['2026-11-20 09:00', 'improve']], { fields: { goodFaith: true } });
  await anonymous('2026-11-04 09:00', [motive('good-faith'), ['2027-02-28 23:59', 'improve']]);
  await anonymous('2026-11-05 09:00', [motive('good-faith'), ['2027-03-01 00:00', 'improve']]);
  await anonymous('2026-11-30 23:59', [motive('good-faith', '2026-12-01 09:00')]);
  // Containing counts until thirty days after it.
  await anonymous('2026-11-05 09:00', [motive('malicious'), ['2026-12-30 23:59', 'contain']]);
  await anonymous('2026-11-05 09:00', [motive('malicious'), ['2026-12-31 00:00', 'contain']]);
  await anonymous('2026-11-05 09:00', [motive('malicious')], { drill: true });

  // May: one report beside many complaints.
  await report('2026-05-06', [], { unit: 'rural-counter' });
  for (const [unit, count] of [
    ['supervision', 5],
    ['rural-credit', 6],
  ] as const)
    for (let nth = 0; nth < count; nth += 1)
      await bank.live({ at: '2026-05-07 09:00', channel: 'phone', category: 'other', unit });
}, 120_000);
afterAll(() => bank.db.end());

const told = async (id: string, period = '2026-11'): Promise<unknown> =>
  (await bank.figure(id, period, { by: ['unit'] })).parts?.map(({ key, value, suppressed }) => [
    key,
    suppressed === true ? 'suppressed' : value,
  ]);

describe('reports of crimes', () => {
  it('S3-K20: verified by the end, of those whose limit fell in the period', async () => {
    // Five due; one never verified, one in December. The withdrawn one owes nothing.
    expect(await bank.figure('S3-K20', '2026-11')).toMatchObject({ numerator: 3, denominator: 5, value: 0.6 });
    expect(await bank.figure('S3-K20', '2026-11-01..2026-12-02')).toMatchObject({ numerator: 4, denominator: 5 });
    expect(await bank.figure('S3-K20', '2026-10')).toMatchObject({ value: null, denominator: 0 });
  });

  it('S3-K21: transferred in the period, drills beside', async () => {
    expect(await bank.figure('S3-K21', '2026-11')).toMatchObject({ value: 2 });
    expect(await bank.figure('S3-K21', '2026-08')).toMatchObject({ value: 0 });
    expect(await bank.figure('S3-K21', '2026-09')).toMatchObject({ value: 1 });
  });

  it('S3-K22: in time is transferred, or found to be nothing, within the limit', async () => {
    expect(await bank.figure('S3-K22', '2026-11')).toMatchObject({
      numerator: 2,
      denominator: 5,
      value: 0.4,
      beside: { open: 2, drill: 1, 'cancelled:withdrawn': 1 },
    });
    // At the very moment that it was due.
    expect(await bank.figure('S3-K22', '2026-09')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await bank.figure('S3-K22', '2026-08')).toMatchObject({ value: null });
  });

  it.each(['S3-K20', 'S3-K21', 'S3-K22'])('%s: fewer than five of a unit are not told apart', async (id) => {
    const parts = (await told(id)) as readonly (readonly [string, unknown])[];
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.every(([, value]) => value === 'suppressed')).toBe(true);
    const unit = await bank.figure(id, '2026-11', { unit: 'outlet-renminlu' });
    expect(unit).toMatchObject({ value: null, suppressed: true });
    expect(unit).not.toHaveProperty('numerator');
  });

  it('S3-B1: a cell that would give a single report away is not told either', async () => {
    expect(await told('S3-B1', '2026-05')).toEqual([
      ['rural-credit', 6],
      ['supervision', 'suppressed'],
      ['rural-counter', 'suppressed'],
    ]);
    expect(await bank.figure('S3-B1', '2026-05')).toMatchObject({ value: 12 });
  });

  it('S3-B1: nor how many cases there are of the same number where it is the one before', async () => {
    const asking = askingOf(bank.context(), { days: { from: '2027-05-01', to: '2027-05-31' }, unit: 'rural-counter' });
    const listed = { term: 'before', counted: true, viewer: { id: '', roles: [] }, limit: 10 } as const;
    expect(await countedCases(bank.context(), 'S3-B1d', asking, listed)).toMatchObject({ total: null, hidden: null });
  });
});

describe('anonymous complaints', () => {
  it('S3-K23: in good faith and improved upon until ninety days after the period', async () => {
    expect(await bank.figure('S3-K23', '2026-11')).toMatchObject({ numerator: 2, denominator: 4, value: 0.5 });
    expect(await bank.figure('S3-K23', '2026-12')).toMatchObject({ value: null, denominator: 0 });
  });

  it('S3-K24: malicious and contained until thirty days after the period', async () => {
    expect(await bank.figure('S3-K24', '2026-11')).toMatchObject({
      numerator: 1,
      denominator: 2,
      beside: { drill: 1 },
    });
    expect(await bank.figure('S3-K24', '2026-10')).toMatchObject({ value: null, denominator: 0 });
  });

  it.each(['S3-K23', 'S3-K24'])('%s: fewer than five of a unit are not told apart', async (id) => {
    expect(await told(id)).toEqual([['outlet-renminlu', 'suppressed']]);
  });
});
