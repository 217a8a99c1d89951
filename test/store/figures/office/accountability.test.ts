import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type FigureBank, type Life } from '../../../support/figures/figureBank.ts';

let bank: FigureBank;

const live = (life: Life): Promise<string> =>
  bank.live({ channel: 'phone', category: 'fees', unit: 'head-office', ...life });

const refused: NonNullable<Life['does']> = [
  ['09:05', 'refuse', { reason: 'not-this-bank' }, 'complaint-officer:a'],
  ['09:06', 'approve', {}, 'complaint-head:b'],
];
type Deed = (typeof refused)[number];
const survey = (at: string, fields: Readonly<Record<string, unknown>>): Deed => [at, 'refusal-survey', fields];
const found = (at: string, justified: boolean, loss: string): Deed => [at, 'find-justified', { justified, loss }];

beforeAll(async () => {
  bank = await figureBank('office-complaints', { now: '2027-03-01 00:00' });
  const agrees = { reached: true, agrees: true };
  await live({ at: '2026-11-03 09:00', does: [...refused, survey('2026-11-04 09:00', agrees)] });
  await live({
    at: '2026-11-03 09:00',
    does: [...refused, survey('2026-11-04 09:00', { reached: true, agrees: false })],
  });
  // Reached at the second attempt.
  await live({
    at: '2026-11-04 09:00',
    does: [...refused, survey('10:00', { reached: false }), survey('15:00', agrees)],
  });
  await live({ at: '2026-11-05 09:00', does: [...refused, survey('10:00', { reached: false })] });
  // Asked at midnight: in December.
  await live({ at: '2026-11-30 09:00', does: [...refused, survey('2026-12-01 00:00', agrees)] });
  await live({ at: '2026-11-06 09:00', drill: true, does: [...refused, survey('10:00', agrees)] });

  const accept: Deed = ['09:00', 'accept'];
  await live({ at: '2025-05-06 09:00', does: [accept, found('10:00', true, '400.00')] });
  // The last finding holds.
  const twice = [accept, found('10:00', true, '100.00'), found('11:00', true, '60.00')];
  await live({ at: '2026-05-06 09:00', does: twice });
  await live({ at: '2026-05-07 09:00', does: [accept, found('10:00', true, '40.00')] });
  await live({ at: '2026-05-08 09:00', does: [accept, found('10:00', false, '900.00')] });
  await live({ at: '2026-05-09 09:00', drill: true, does: [accept, found('10:00', true, '900.00')] });
  // Found after the end of the year.
  await live({ at: '2026-12-30 09:00', does: [accept, found('2027-01-05 10:00', true, '500.00')] });

  let id = 0;
  const named = (kind: string, subject: string, at: string, more = {}): Promise<void> =>
    bank.insert('register_measures', {
      id: `m${(id += 1)}`,
      pack_id: 'office-complaints',
      kind,
      trigger: 'justified',
      subject_kind: kind === 'circular-person' ? 'person' : 'unit',
      subject,
      decider: 'office-head',
      decided_at: new Date(bank.moment(at)),
      ...more,
    });
  for (const subject of ['card-centre', 'operations', 'retail-banking'])
    await named('circular-department', subject, '2025-12-20 09:00');
  for (const subject of ['p1', 'p2']) await named('circular-person', subject, '2025-12-20 09:00');
  // A department named twice is one; an appraisal is no circular; lifted on appeal it was never named.
  await named('circular-department', 'card-centre', '2026-12-20 09:00');
  await named('circular-department', 'card-centre', '2026-12-31 23:59');
  await named('circular-department', 'retail-banking', '2026-12-20 09:00');
  const appeal = { appeal_result: 'lifted' };
  await named('circular-department', 'operations', '2026-12-20 09:00', {
    ...appeal,
    appealed_at: new Date(bank.moment('2026-12-28 09:00')),
  });
  await named('appraisal', 'it', '2026-12-20 09:00');
  await named('circular-person', 'p1', '2026-12-20 09:00');
  // Appealed after the end of the year: an adjustment of it.
  await named('circular-person', 'p3', '2026-12-20 09:00', {
    ...appeal,
    appealed_at: new Date(bank.moment('2027-01-04 09:00')),
  });
  await named('circular-person', 'p4', '2027-01-01 00:00');
}, 120_000);
afterAll(() => bank.db.end());

describe('refusals', () => {
  it('S2-K13: of those reached and asked in the period, who accepts the reasons', async () => {
    expect(await bank.figure('S2-K13', '2026-11')).toMatchObject({
      numerator: 2,
      denominator: 3,
      beside: { drill: 1 },
    });
    expect(await bank.figure('S2-K13', '2026-12')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await bank.figure('S2-K13', '2026-10')).toMatchObject({ value: null, denominator: 0 });
  });
});

describe('the circular of the year', () => {
  it('S2-K14: different departments, without those lifted on appeal', async () => {
    expect(await bank.figure('S2-K14', '2026')).toMatchObject({ value: 2 });
    expect(await bank.figure('S2-K14', '2024')).toMatchObject({ value: 0 });
  });

  it('S2-K15: different persons; lifted after the year the name was still in it, and midnight is the next year', async () => {
    expect(await bank.figure('S2-K15', '2026')).toMatchObject({ value: 2 });
    // As of January p3 was lifted, and p4 was named.
    expect(await bank.figure('S2-K15', '2026-01-01..2027-01-31')).toMatchObject({ value: 2 });
    expect(await bank.figure('S2-K15', '2027')).toMatchObject({ value: 1 });
  });

  it('S2-K16: of those named in all against the year before, and per complaint beside', async () => {
    // 2 + 2 against 3 + 2: one less of five. Per complaint: 4/4 against 5/1.
    const answer = await bank.figure('S2-K16', '2026');
    expect(answer.value).toBeCloseTo(-0.2);
    expect(answer).toMatchObject({ change: { now: 4, before: 5 } });
    expect(answer.variants?.[0]?.value).toBeCloseTo(-0.8);
    expect(await bank.figure('S2-K16', '2025')).toMatchObject({ value: null, change: { now: 5, before: 0 } });
  });
});

describe('loss', () => {
  it('S2-K17: of justified complaints by their last finding, against the year before', async () => {
    // 60 + 40 against 400 CNY; what was found in January is not of the year, what was not justified is none.
    expect(await bank.figure('S2-K17', '2026')).toMatchObject({
      value: -0.75,
      change: { now: 10_000, before: 40_000, points: -30_000 },
    });
    expect(await bank.figure('S2-K17', '2025')).toMatchObject({ value: null, change: { now: 40_000, before: 0 } });
  });
});
