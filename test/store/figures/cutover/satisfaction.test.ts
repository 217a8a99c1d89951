import { afterAll, beforeAll, expect, it } from 'vitest';
import { figureBank, type FigureBank } from '../../../support/figures/figureBank.ts';
import { settled } from '../../../support/figures/settled.ts';

let bank: FigureBank;
let answers = 0;

/** A call-back; without a score nobody answered. */
async function asked(no: string, at: string, score?: number): Promise<void> {
  const moment = new Date(bank.moment(at));
  await bank.insert('register_answers', {
    id: `answer-${(answers += 1)}`,
    pack_id: 'cutover-emergency',
    no,
    instrument: 'satisfaction',
    asked_at: moment,
    reached: score !== undefined,
    answered_at: score === undefined ? null : moment,
    score: score ?? null,
  });
}

const closed = async (at: string, category: string, drill?: true): Promise<string> =>
  bank.live({ at, category, ...(drill && { drill }), does: settled(`${at.slice(0, 10)} 23:00`) });

// Cases of March 2025: ATM 5, 4 and 3 points, one nobody answers, one answered with the last second of the thirty days
// after the month and one with the next; of no cutover 5 and 1; a drill, and a case that was never replied to.
beforeAll(async () => {
  bank = await figureBank('cutover-emergency');
  for (const score of [5, 4, 3, undefined])
    await asked(await closed('2025-03-10 09:00', 'atm'), '2025-03-20 09:00', score);
  await asked(await closed('2025-03-31 09:00', 'atm'), '2025-04-30 23:59:59', 2);
  await asked(await closed('2025-03-31 09:00', 'atm'), '2025-05-01 00:00:00', 5);
  for (const score of [5, 1]) await asked(await closed('2025-03-10 09:00', 'non-blueprint'), '2025-03-20 09:00', score);
  await asked(await closed('2025-03-10 09:00', 'atm', true), '2025-03-20 09:00', 5);
  const silent = await bank.live({
    at: '2025-03-10 09:00',
    category: 'loss-report',
    does: settled('2025-03-10 10:00').filter(([, action]) => action !== 'reply'),
  });
  await asked(silent, '2025-03-20 09:00', 1);
});
afterAll(() => bank.db.end());

async function shareOf(id: string, period: string): Promise<readonly unknown[]> {
  const { value, numerator, denominator } = await bank.figure(id, period);
  return [value, numerator, denominator];
}

// Four and five points are satisfied, of the answers of those who were replied to. The one that came too late is not
// known yet.
it.each([
  ['S1-K21: of all answers', { numerator: 3, denominator: 6, response: { asked: 7, answered: 6 } }],
  ['S1-K29: of what is not of the cutover', { numerator: 1, denominator: 2, response: { asked: 2, answered: 2 } }],
  ['S1-K35: of ATMs', { numerator: 2, denominator: 4, response: { asked: 5, answered: 4 } }],
])('%s, the satisfied ones, with the response rate beside', async (title, counted) => {
  const [id = ''] = title.split(':');
  expect(await bank.figure(id, '2025-03')).toMatchObject({ value: 0.5, ...counted });
  expect(await shareOf(id, '2025-02')).toEqual([null, 0, 0]);
});

it('S1-K21: a drill is beside, and a month without a closed case has none', async () => {
  expect(await bank.figure('S1-K21', '2025-03')).toMatchObject({ beside: { drill: 1 } });
  expect(await shareOf('S1-K21', '2025-04')).toEqual([null, 0, 0]);
});

it('S1-K21: an answer belongs to the period in which its case was closed, not to that of the call', async () => {
  const no = await bank.live({ at: '2025-06-30 23:30', does: settled('2025-07-01 00:00:00') });
  await asked(no, '2025-07-02 09:00', 4);
  expect(await shareOf('S1-K21', '2025-06')).toEqual([null, 0, 0]);
  expect(await shareOf('S1-K21', '2025-07')).toEqual([1, 1, 1]);
});

it('S1-K21: the answer of a reopened case is in the month of its last closing, and stays where a month was counted', async () => {
  const no = await bank.live({
    at: '2025-09-10 09:00',
    does: [
      ...settled('2025-09-10 10:00'),
      ['2025-10-02 09:00', 'reopen', { reason: 'new-facts' }],
      ['2025-10-02 10:00', 'resolve', { outcome: 'explained' }],
      ['2025-10-02 10:00', 'close'],
    ],
  });
  await asked(no, '2025-09-20 09:00', 5);
  expect(await shareOf('S1-K21', '2025-09')).toEqual([1, 1, 1]);
  expect(await shareOf('S1-K21', '2025-10')).toEqual([1, 1, 1]);
  // It is one answer.
  expect(await shareOf('S1-K21', '2025-09-01..2025-10-31')).toEqual([1, 1, 1]);
});

it('S1-K21: what a withdrawn case says is not of a closed one', async () => {
  const no = await bank.live({
    at: '2026-01-10 09:00',
    does: [
      ['09:10', 'reply'],
      ['09:30', 'withdraw', { reason: 'customer-request' }],
    ],
  });
  await asked(no, '2026-01-11 09:00', 1);
  expect(await shareOf('S1-K21', '2026-01')).toEqual([null, 0, 0]);
});
