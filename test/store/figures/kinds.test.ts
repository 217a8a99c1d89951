import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type FigureBank } from '../../support/figures/figureBank.ts';

let bank: FigureBank;

const head = 'title: { zh: 名, en: Name }, says: { zh: 说, en: Says }';
const BOOK = `pack: cutover-emergency
surveys: { satisfaction: { title: { zh: 满意度, en: Satisfaction }, scale: 5, satisfiedFrom: 4 } }
series: { headcount: { title: { zh: 人数, en: Headcount } }, benchmark: { title: { zh: 基准, en: Benchmark } } }
bands: { reply: { from: accepted, to: steps.reply, hours: [1, 4] } }
figures:
  registered: { ${head}, kind: count, of: case, basis: registered }
  open: { ${head}, kind: count, of: case, basis: at, condition: { ended: false } }
  external: { ${head}, kind: share, of: case, basis: registered, condition: { channel: { external: true } } }
  handling: { ${head}, kind: duration, of: case, basis: closed-first, from: accepted, to: closed-first }
  on-time: { ${head}, kind: share, of: clock, basis: due, clocks: [reply], condition: { met: true } }
  paid: { ${head}, kind: sum, of: step, basis: recorded, cohort: { step: pay }, field: amount, unit: money }
  heads: { ${head}, kind: per, numerator: { figure: registered }, denominator: { series: headcount, take: mean } }
  more: { ${head}, kind: change, figure: registered, against: { period: previous }, shown: relative }
  trend: { ${head}, kind: trend, figure: registered }
`;

beforeAll(async () => {
  bank = await figureBank('cutover-emergency', { book: BOOK, now: '2027-02-01 00:00' });
  const reply = { outcome: 'explained' };
  // Registered and closed in November: three hours from acceptance to the end.
  await bank.live({
    at: '2026-11-03 09:00',
    category: 'atm',
    does: [
      ['09:30', 'reply', reply],
      ['10:00', 'report'],
      ['11:00', 'resolve', { outcome: 'explained' }],
      ['12:00', 'close'],
    ],
  });
  // By the regulator, one second before the end of November in Shanghai; closed in December, five hours later.
  await bank.live({
    at: '2026-11-30 23:59',
    channel: 'regulator',
    unit: 'branch-office',
    does: [
      ['2026-12-01 04:30', 'reply', reply],
      ['04:40', 'resolve', { outcome: 'explained' }],
      ['04:59', 'close'],
    ],
  });
  await bank.live({ at: '2026-12-01 00:00' });
  await bank.live({ at: '2026-11-10 09:00', drill: true });
}, 120_000);
afterAll(() => bank.db.end());

describe('a count', () => {
  it('takes the days of the zone of the pack, both inclusive, and leaves drills out', async () => {
    expect(await bank.figure('registered', '2026-11')).toMatchObject({ value: 2, beside: { open: 1, drill: 1 } });
    expect(await bank.figure('registered', '2026-12')).toMatchObject({ value: 1 });
    expect(await bank.figure('registered', '2026-10')).toMatchObject({ value: 0 });
  });

  it('of what is so at the end of a period knows nothing of later', async () => {
    expect(await bank.figure('open', '2026-11')).toMatchObject({ value: 1 });
    expect(await bank.figure('open', '2026-12')).toMatchObject({ value: 1 });
  });

  it('is told apart by month, empty ones too, and by unit', async () => {
    const answer = await bank.figure('registered', '2026-10-01..2026-12-31', { by: ['month'] });
    expect(answer.parts?.map(({ key, value }) => [key, value])).toEqual([
      ['2026-10', 0],
      ['2026-11', 2],
      ['2026-12', 1],
    ]);
    const units = await bank.figure('registered', '2026', { by: ['unit'] });
    expect(units.parts?.map(({ label, value }) => [label.zh, value])).toEqual([
      ['人民路支行', 2],
      ['江州分行', 1],
    ]);
  });

  it('of a unit has all below it', async () => {
    expect(await bank.figure('registered', '2026', { unit: 'branch-office' })).toMatchObject({ value: 3 });
    expect(await bank.figure('registered', '2026', { unit: 'outlet-renminlu' })).toMatchObject({ value: 2 });
  });
});

describe('a share', () => {
  it('is part of its cohort, with an interval, and is small below thirty', async () => {
    const answer = await bank.figure('external', '2026-11');
    expect(answer).toMatchObject({ value: 0.5, numerator: 1, denominator: 2, small: true });
    expect(answer.interval?.low).toBeCloseTo(0.0945, 4);
    expect(await bank.figure('external', '2026-10')).toMatchObject({ value: null, denominator: 0 });
  });

  it('of clocks counts those that fell due, late ones as not met', async () => {
    expect(await bank.figure('on-time', '2026-11')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await bank.figure('on-time', '2026-12')).toMatchObject({
      numerator: 0,
      denominator: 2,
      beside: { open: 1 },
    });
  });
});

describe('the other kinds', () => {
  it('time goes from one moment to another, in hours', async () => {
    const answer = await bank.figure('handling', '2026');
    expect(answer).toMatchObject({ value: 4, measure: 'hours', spread: { mean: 4, median: 4, censored: 0 } });
    expect(await bank.figure('handling', '2026-11')).toMatchObject({ value: 3 });
  });

  it('nothing paid is nothing', async () => {
    expect(await bank.figure('paid', '2026')).toMatchObject({ value: 0, measure: 'money' });
  });

  it('a quotient without its denominator is not available', async () => {
    expect(await bank.figure('heads', '2026')).toMatchObject({ value: null, numerator: 3 });
    const row = { pack_id: 'cutover-emergency', name: 'headcount', source: 'test', imported_by: 'admin' };
    await bank.insert('series', { ...row, period_from: '2026-06-01', period_to: '2026-06-30', value: 5 });
    await bank.insert('series', { ...row, period_from: '2026-12-01', period_to: '2026-12-31', value: 7 });
    expect(await bank.figure('heads', '2026')).toMatchObject({ value: 0.5, numerator: 3, denominator: 6 });
  });

  it('a change is in per cent and in absolute terms', async () => {
    expect(await bank.figure('more', '2026-12')).toMatchObject({
      value: -0.5,
      change: { now: 1, before: 2, relative: -0.5, points: -1, from: 'counted', beforePeriod: { from: '2026-11-01' } },
    });
  });

  it('a change by day or month is against the same one of the period before', async () => {
    const { parts = [] } = await bank.figure('more', '2026-12', { by: ['day'] });
    const told = Object.fromEntries(parts.map(({ key, value }) => [key, value]));
    expect([told['2026-12-03'], told['2026-12-30'], told['2026-12-01'], told['2026-12-31']]).toEqual([
      -1,
      -1,
      null,
      null,
    ]);
    const months = await bank.figure('more', '2026-12', { by: ['month'] });
    expect(months.parts).toMatchObject([{ key: '2026-12', value: -0.5 }]);
  });

  it('a trend has its months', async () => {
    const answer = await bank.figure('trend', '2026-11-01..2026-12-31');
    expect(answer).toMatchObject({ value: -0.5, trend: { compound: -0.5, meanChange: -0.5, slope: null } });
  });
});
