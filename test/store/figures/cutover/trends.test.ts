import { afterAll, beforeAll, expect, it } from 'vitest';
import { figureBank, type FigureBank } from '../../../support/figures/figureBank.ts';
import { settled } from '../../../support/figures/settled.ts';

let bank: FigureBank;

// Accepted cases of cash customers and cardholders: eight in March 2025, four in April, four in May, two in June; and
// of retail business, which is told apart, two, none, one and one. The process was mended in April.
const CASES = [
  { month: '2025-03', holders: 8, retail: 2 },
  { month: '2025-04', holders: 4, retail: 0 },
  { month: '2025-05', holders: 4, retail: 1 },
  { month: '2025-06', holders: 2, retail: 1 },
];

beforeAll(async () => {
  bank = await figureBank('cutover-emergency');
  const came = async (at: string, fields: Record<string, unknown>, drill?: true) =>
    bank.live({ at, fields, ...(drill && { drill }), does: settled(`${at.slice(0, 10)} 23:59`) });
  for (const { month, holders, retail } of CASES) {
    for (let index = 0; index < holders; index += 1)
      await came(`${month}-10 09:00`, { holder: [index % 2 === 0 ? 'cash' : 'cardholder'], segment: 'corporate' });
    for (let index = 0; index < retail; index += 1) await came(`${month}-10 09:00`, { segment: 'retail' });
  }
  await came('2025-04-10 09:00', { holder: ['cash'] }, true);
  await bank.insert('register_improvements', {
    id: 'cash-and-cards',
    pack_id: 'cutover-emergency',
    cause: 'process',
    owner: 'head-personal-banking',
    opened_at: new Date(bank.moment('2025-03-20 09:00')),
    due_at: new Date(bank.moment('2025-04-30 18:00')),
    completed_at: new Date(bank.moment('2025-04-15 09:00')),
  });
}, 240_000);
afterAll(() => bank.db.end());

const year = '2025-03-01..2025-06-30';

it('S1-K46: the fall a month is compound, with the mean of the changes and before and after beside (A13)', async () => {
  const { value, trend } = await bank.figure('S1-K46', year);
  expect(trend?.months).toEqual(CASES.map(({ month, holders }) => ({ month, value: holders })));
  // From 8 to 2 in three months; −50 %, 0 % and −50 %; 8 before April, 4 and 2 after it.
  expect(value).toBeCloseTo((2 / 8) ** (1 / 3) - 1, 9);
  expect(trend?.meanChange).toBeCloseTo(-1 / 3, 9);
  expect(trend?.beforeAfter).toEqual({ before: 8, after: 3, on: '2025-04-15' });
});

it('S1-K46: its slope is that of the logarithm, with an interval', async () => {
  const { trend } = await bank.figure('S1-K46', year);
  // Least squares of ln(n + ½) over −1.5, −0.5, 0.5 and 1.5.
  const [a, b, c, d] = [8.5, 4.5, 4.5, 2.5].map(Math.log) as [number, number, number, number];
  const slope = (-1.5 * a - 0.5 * b + 0.5 * c + 1.5 * d) / 5;
  expect(trend?.slope?.value).toBeCloseTo(slope, 9);
  expect(trend?.slope?.low).toBeLessThan(slope);
  expect(trend?.slope?.high).toBeGreaterThan(slope);
});

it('S1-K46: retail business is beside; a month without any gives no change of the next', async () => {
  const { variants } = await bank.figure('S1-K46', year);
  // 2, 0, 1, 1: −100 %, none from nothing, 0 %.
  expect(variants).toMatchObject([
    { id: 'S1-K46-retail', trend: { meanChange: -0.5, beforeAfter: { before: 2, after: 1 } } },
  ]);
  expect(variants?.[0]?.value).toBeCloseTo((1 / 2) ** (1 / 3) - 1, 9);
});

it('S1-K46: one month, or months without any, have no change; half a month is none', async () => {
  expect(await bank.figure('S1-K46', '2025-03')).toMatchObject({ value: null, trend: { slope: null } });
  expect(await bank.figure('S1-K46', '2025-08-01..2025-09-30')).toMatchObject({ value: null });
  const { trend } = await bank.figure('S1-K46', '2025-03-01..2025-05-15');
  expect(trend?.months.map(({ month }) => month)).toEqual(['2025-03', '2025-04']);
});
