import { afterAll, beforeAll, expect, it } from 'vitest';
import { figureBank, type Deed, type FigureBank } from '../../../support/figures/figureBank.ts';
import { settled } from '../../../support/figures/settled.ts';

let bank: FigureBank;

const sent = (at: string, ...departments: readonly string[]): Deed => [at, 'dispatch', { departments }];

// June 2025, with two hours for a department to answer:
//   one    personal banking and IT: answered in time, and after its time
//   two    personal banking alone: answered without substance
//   three  operations, ruled wrong to refuse it: never answered in June
//   four   IT, rightly refused, and then operations: in time
//   five   settlement, which passes it on to corporate: answered in time
//   six    IT, refused and not ruled on
//   seven  sent with the last second of June, answered in July
//   a drill
beforeAll(async () => {
  bank = await figureBank('cutover-emergency');
  const day = '2025-06-10';
  const at = `${day} 09:00`;
  await bank.live({
    at,
    does: [
      sent('09:10', 'dept-personal-banking', 'dept-it'),
      ['10:00', 'answer-dispatch', { dispatch: 'd1' }],
      ['11:30', 'answer-dispatch', { dispatch: 'd2' }],
      ...settled(`${day} 12:00`),
    ],
  });
  await bank.live({
    at,
    does: [
      sent('09:10', 'dept-personal-banking'),
      ['09:30', 'answer-dispatch', { substantive: false }],
      ...settled(`${day} 09:40`),
    ],
  });
  await bank.live({
    at,
    does: [
      sent('09:10', 'dept-operations'),
      ['09:20', 'refuse-dispatch', { reason: 'no-capacity' }],
      ['09:30', 'rule-dispatch', { valid: false }],
      ...settled('2025-07-02 09:00'),
    ],
  });
  await bank.live({
    at,
    does: [
      sent('09:10', 'dept-it'),
      ['09:20', 'refuse-dispatch', { reason: 'not-our-business' }],
      ['09:30', 'rule-dispatch', { valid: true }],
      sent('09:31', 'dept-operations'),
      ['09:50', 'answer-dispatch', { dispatch: 'd2' }],
      ...settled(`${day} 09:55`),
    ],
  });
  await bank.live({
    at,
    does: [
      sent('09:10', 'dept-settlement'),
      ['09:20', 're-route', { department: 'dept-corporate', reason: 'not-our-business' }],
      ['09:50', 'answer-dispatch'],
      ...settled(`${day} 09:55`),
    ],
  });
  await bank.live({
    at,
    does: [
      sent('09:10', 'dept-it'),
      ['09:20', 'refuse-dispatch', { reason: 'no-capacity' }],
      ...settled(`${day} 09:55`),
    ],
  });
  await bank.live({
    at: '2025-06-30 23:30',
    does: [
      sent('2025-06-30 23:59:59', 'dept-it'),
      ['2025-07-01 00:30', 'answer-dispatch'],
      ...settled('2025-07-01 00:40'),
    ],
  });
  await bank.live({ at, drill: true, does: [sent('09:10', 'dept-it', 'dept-operations')] });
});
afterAll(() => bank.db.end());

async function shareOf(id: string, period: string): Promise<readonly unknown[]> {
  const { value, numerator, denominator } = await bank.figure(id, period);
  return [value, numerator, denominator];
}

it('S1-K4: counts cases of two departments; passing on is no second one, asking another after a refusal is', async () => {
  // One and four.
  expect(await bank.figure('S1-K4', '2025-06')).toMatchObject({ value: 2, beside: { drill: 1 } });
  expect(await bank.figure('S1-K4', '2025-05')).toMatchObject({ value: 0 });
});

it('S1-K4: as of the end of the period, also where a department is asked later', async () => {
  await bank.live({
    at: '2025-09-30 23:00',
    does: [sent('23:10', 'dept-it'), sent('2025-10-01 00:00:00', 'dept-operations'), ...settled('2025-10-01 00:10')],
  });
  expect(await bank.figure('S1-K4', '2025-09')).toMatchObject({ value: 0 });
  expect(await bank.figure('S1-K4', '2025-09-01..2025-10-31')).toMatchObject({ value: 1 });
});

it('S1-K5: coordination is on time where a department of a case of several answered or returned it in time', async () => {
  // One: in time, late. Four: returned in time, answered in time. Those of one department are no coordination.
  expect(await shareOf('S1-K5', '2025-06')).toEqual([0.75, 3, 4]);
  expect(await shareOf('S1-K5', '2025-05')).toEqual([null, 0, 0]);
  const { parts } = await bank.figure('S1-K5', '2025-06', { by: ['department'] });
  expect(parts?.map(({ key, numerator, denominator }) => [key, numerator, denominator])).toEqual([
    ['dept-it', 1, 2],
    ['dept-operations', 1, 1],
    ['dept-personal-banking', 1, 1],
  ]);
});

it('S1-K10: replies in substance are over what was sent, what is not due yet among it (A11)', async () => {
  // Nine were sent: one 2, two 1, three 1, four 2, five 1, six 1, seven 1. In substance by the end of June: both of
  // one, the second of four, and five.
  expect(await shareOf('S1-K10', '2025-06')).toEqual([4 / 9, 4, 9]);
  // Seven was answered in July.
  expect(await shareOf('S1-K10', '2025-06-01..2025-07-31')).toEqual([5 / 9, 5, 9]);
  expect(await shareOf('S1-K10', '2025-05')).toEqual([null, 0, 0]);
});

it('S1-K11: unanswered is overdue only past its due moment, and what was returned in time is not (A11)', async () => {
  // Of one the second was answered late, at 11:30 of the tenth. Seven falls due in July.
  expect(await bank.figure('S1-K11', '2025-06', { now: '2025-06-10 11:10' })).toMatchObject({ value: 0 });
  expect(await bank.figure('S1-K11', '2025-06', { now: '2025-06-10 11:29' })).toMatchObject({ value: 1 });
  expect(await bank.figure('S1-K11', '2025-06')).toMatchObject({
    value: 0,
    variants: [{ id: 'S1-K11-missed', value: 1 }],
  });
  expect(await bank.figure('S1-K11', '2025-05')).toMatchObject({ value: 0 });
});

it('S1-K11: a department that does not answer is overdue until it does, or until the case has ended', async () => {
  await bank.live({
    at: '2025-11-28 09:00',
    does: [sent('09:10', 'dept-it'), ['2025-12-02 09:00', 'answer-dispatch'], ...settled('2025-12-02 10:00')],
  });
  await bank.live({ at: '2025-11-28 09:00', does: [sent('09:10', 'dept-it'), ...settled('2025-12-02 10:00')] });
  expect(await bank.figure('S1-K11', '2025-11', { now: '2025-11-28 11:00' })).toMatchObject({ value: 0 });
  expect(await bank.figure('S1-K11', '2025-11')).toMatchObject({ value: 2 });
  expect(await bank.figure('S1-K11', '2025-12')).toMatchObject({ value: 0, variants: [{ value: 0 }] });
});

it('S1-K15: shirking is what was refused for a reason ruled wrong; not ruled on and passed on are beside', async () => {
  // Of nine: three. Six is not ruled on, five was passed on.
  expect(await bank.figure('S1-K15', '2025-06')).toMatchObject({
    value: 1 / 9,
    numerator: 1,
    denominator: 9,
    beside: { drill: 2 },
    target: { max: 0, met: null },
    variants: [
      { id: 'S1-K15-unruled', value: 1 },
      { id: 'S1-K15-rerouted', value: 1 },
    ],
  });
  expect(await shareOf('S1-K15', '2025-05')).toEqual([null, 0, 0]);
});

it('S1-K15: a ruling of later is not known at the end of the period', async () => {
  await bank.live({
    at: '2026-03-31 23:00',
    does: [
      sent('23:10', 'dept-it'),
      ['23:20', 'refuse-dispatch', { reason: 'no-capacity' }],
      ['2026-04-01 00:00:00', 'rule-dispatch', { valid: false }],
      ...settled('2026-04-01 00:10'),
    ],
  });
  expect(await shareOf('S1-K15', '2026-03')).toEqual([0, 0, 1]);
  expect(await shareOf('S1-K15', '2026-03-01..2026-04-30')).toEqual([1, 1, 1]);
});

it('S1-K10 and S1-K5: a withdrawn case leaves its dispatch sent, but owes no answer to it', async () => {
  await bank.live({
    at: '2026-05-11 09:00',
    does: [sent('09:10', 'dept-it', 'dept-operations'), ['09:30', 'withdraw', { reason: 'customer-request' }]],
  });
  expect(await shareOf('S1-K10', '2026-05')).toEqual([0, 0, 2]);
  expect(await bank.figure('S1-K5', '2026-05')).toMatchObject({ value: null, beside: { 'cancelled:withdrawn': 2 } });
  expect(await bank.figure('S1-K11', '2026-05')).toMatchObject({ value: 0, variants: [{ value: 0 }] });
});
