import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type FigureBank, type Life } from '../../../support/figures/figureBank.ts';

let bank: FigureBank;

type Deed = NonNullable<Life['does']>[number];
const live = (life: Life): Promise<string> =>
  bank.live({ channel: 'hotline', category: 'network', unit: 'key-account-centre', ...life });
const respond = (at: string, empathy = false): Deed => [at, 'respond', { empathy }];
const closed = (at: string, outcome = 'restored'): readonly Deed[] => [
  [at, 'resolve', { outcome }],
  [at, 'close'],
];
let id = 0;
async function answered(life: Life, at: string, score?: number): Promise<void> {
  const when = new Date(bank.moment(at));
  await bank.insert('register_answers', {
    id: `a${(id += 1)}`,
    pack_id: 'key-accounts',
    no: await live(life),
    instrument: 'satisfaction',
    asked_at: when,
    reached: score !== undefined,
    ...(score === undefined ? {} : { answered_at: when, score }),
  });
}
/** Registered at nine on that day. */
const on = (day: string, ...does: readonly Deed[]): Life => ({ at: `${day} 09:00`, does });

beforeAll(async () => {
  bank = await figureBank('key-accounts', { now: '2027-03-01 00:00' });
  // A year before: one of two is satisfied.
  await answered(on('2025-11-03', ...closed('15:00')), '2025-11-05 09:00', 4);
  await answered(on('2025-11-03', ...closed('15:00')), '2025-11-05 09:00', 2);

  // Within an hour, to the very minute: two of two, and one who did not answer.
  await answered(on('2026-11-03', respond('10:00'), ...closed('15:00')), '2026-11-05 09:00', 5);
  await answered(on('2026-11-03', respond('09:10'), ...closed('15:00')), '2026-12-30 23:59', 4);
  await answered(on('2026-11-03', respond('09:10'), ...closed('15:00')), '2026-11-05 09:00');
  // One to four hours.
  await answered(on('2026-11-03', respond('10:01'), ...closed('15:00')), '2026-11-05 09:00', 3);
  // More than four, and never.
  await answered(on('2026-11-03', respond('13:01'), ...closed('15:00')), '2026-11-05 09:00', 4);
  await answered(on('2026-11-03', ...closed('15:00')), '2026-11-05 09:00', 1);
  // Answered too late; of a drill; of a case that was closed at midnight.
  await answered(on('2026-11-03', respond('09:10'), ...closed('15:00')), '2026-12-31 00:00', 5);
  await answered({ ...on('2026-11-03', respond('09:10'), ...closed('09:20')), drill: true }, '2026-11-05 09:00', 1);
  await answered(on('2026-11-30', respond('09:10'), ...closed('2026-12-01 00:00')), '2026-12-02 09:00', 5);

  // Empathy wording: two of two settled with it, one of two without; never responded is neither.
  await live(on('2026-06-02', respond('09:10', true), ...closed('15:00')));
  await live(on('2026-06-02', respond('09:10', true), ...closed('15:00', 'explained')));
  await live(on('2026-06-03', respond('09:10'), ...closed('15:00')));
  await live(on('2026-06-03', respond('09:10'), ...closed('15:00', 'unresolved')));
  await live(on('2026-06-04', ...closed('15:00', 'unresolved')));

  // Important ones: closed and settled, unresolved, open at the end of August and closed in September, reopened then.
  const important = { fields: { important: true } };
  await live({ ...on('2026-08-03', respond('09:10'), ...closed('15:00')), ...important });
  await live({ ...on('2026-08-03', respond('09:10'), ...closed('15:00', 'unresolved')), ...important });
  await live({ ...on('2026-08-04', respond('09:10'), ...closed('2026-09-01 00:00')), ...important });
  await live({
    ...on('2026-08-05', respond('09:10'), ...closed('15:00'), ['2026-08-20 09:00', 'reopen', { reason: 'new-facts' }]),
    ...important,
  });
  // Due half an hour later: at midnight, in September. Of one withdrawn nothing is owed; an ordinary one is none.
  await live({ at: '2026-08-31 23:30', ...important });
  await live({ ...on('2026-08-06', ['09:10', 'withdraw', { reason: 'customer-request' }]), ...important });
  await live(on('2026-08-06', ...closed('15:00')));

  const checked = (at: string, passed: boolean): Deed => [at, 'wording-check', { passed }];
  await live(on('2026-05-05', checked('10:00', true), checked('11:00', false)));
  await live(on('2026-05-31', checked('23:59', true), checked('2026-06-01 00:00', false)));
  await live({ ...on('2026-05-06', checked('09:10', false)), drill: true });
}, 120_000);
afterAll(() => bank.db.end());

describe('satisfaction', () => {
  it('S4-K1: of answers until thirty days after it, the satisfied ones, and against the year before', async () => {
    // 5, 4 and 4 of five; one more was asked.
    const answer = await bank.figure('S4-K1', '2026-11');
    expect(answer).toMatchObject({
      numerator: 3,
      denominator: 5,
      value: 0.6,
      response: { asked: 6, answered: 5 },
      variants: [{ id: 'S4-K1d', change: { now: 0.6, before: 0.5 } }],
    });
    expect(answer.variants?.[0]?.value).toBeCloseTo(0.1);
    expect(await bank.figure('S4-K1', '2026-12')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await bank.figure('S4-K1', '2026-10')).toMatchObject({ value: null, denominator: 0 });
  });

  it('S4-K8: with a response within an hour; within four beside', async () => {
    expect(await bank.figure('S4-K8', '2026-11')).toMatchObject({
      numerator: 2,
      denominator: 2,
      small: true,
      variants: [{ id: 'S4-K8-middle', numerator: 0, denominator: 1 }],
    });
    expect(await bank.figure('S4-K8', '2026-10')).toMatchObject({ value: null });
  });

  it('S4-K9: after more than four hours, or never', async () => {
    expect(await bank.figure('S4-K9', '2026-11')).toMatchObject({ numerator: 1, denominator: 2, value: 0.5 });
    expect(await bank.figure('S4-K9', '2026-10')).toMatchObject({ value: null });
  });

  it('S4-K10: the early against the late, in per cent and points', async () => {
    // 100 % against 50 %.
    expect(await bank.figure('S4-K10', '2026-11')).toMatchObject({
      value: 1,
      change: { now: 1, before: 0.5, points: 0.5, from: 'figure' },
    });
    expect(await bank.figure('S4-K10', '2026-10')).toMatchObject({ value: null });
  });
});

describe('important complaints and wording', () => {
  it('S4-K4: closed and settled by the end, of those whose limit fell in the period', async () => {
    // Of four: one; unresolved, still open and reopened are not.
    expect(await bank.figure('S4-K4', '2026-08')).toMatchObject({ numerator: 1, denominator: 4, value: 0.25 });
    expect(await bank.figure('S4-K4', '2026-09')).toMatchObject({ numerator: 0, denominator: 1 });
    expect(await bank.figure('S4-K4', '2026-08-01..2026-09-01')).toMatchObject({ numerator: 2, denominator: 5 });
    expect(await bank.figure('S4-K4', '2026-10')).toMatchObject({ value: null });
  });

  it('S4-K6: checks of the wording that passed, each of them', async () => {
    expect(await bank.figure('S4-K6', '2026-05')).toMatchObject({ numerator: 2, denominator: 3, beside: { drill: 1 } });
    expect(await bank.figure('S4-K6', '2026-06')).toMatchObject({ numerator: 0, denominator: 1 });
    expect(await bank.figure('S4-K6', '2026-10')).toMatchObject({ value: null });
  });

  it('S4-K11: settled with empathy wording against without, never answered ones in neither', async () => {
    // 2/2 against 1/2.
    expect(await bank.figure('S4-K11', '2026-06')).toMatchObject({ value: 1, change: { now: 1, before: 0.5 } });
    expect(await bank.figure('S4-K11', '2026-10')).toMatchObject({ value: null });
  });
});
