import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type FigureBank, type Life } from '../../../support/figures/figureBank.ts';

let bank: FigureBank;

const PACK = { pack_id: 'rural-bank-petitions' };
const live = (life: Life): Promise<string> =>
  bank.live({ channel: 'phone', category: 'attitude', unit: 'supervision', ...life });
const closing: NonNullable<Life['does']> = [
  ['09:00', 'accept'],
  ['10:00', 'resolve', { outcome: 'settled' }],
  ['11:00', 'close'],
];
const closed = (day: string): Promise<string> => live({ at: `${day} 09:00`, does: closing });

let id = 0;
const date = (at: string): Date => new Date(bank.moment(at));
const answer = (no: string, asked: string, answered?: string, score?: number): Promise<void> =>
  bank.insert('register_answers', {
    ...PACK,
    id: `a${(id += 1)}`,
    no,
    instrument: 'satisfaction',
    asked_at: date(asked),
    reached: answered !== undefined,
    ...(answered === undefined ? {} : { answered_at: date(answered), score }),
  });
const notice = (no: string, role: string, delivered?: string): Promise<void> =>
  bank.insert('notifications', {
    key: `n${(id += 1)}`,
    message_key: `n${id}`,
    no,
    item: 'acceptance-told',
    recipient: role,
    via: 'sms',
    role,
    channel: 'sms',
    message: 'accepted',
    fired_at: date('2026-11-05 09:00'),
    status: delivered === undefined ? 'undeliverable' : 'delivered',
    ...(delivered === undefined ? {} : { delivered_at: date(delivered) }),
  });

/** A case whose complainant no notice has reached. */
let unreached = '';

beforeAll(async () => {
  bank = await figureBank('rural-bank-petitions', { now: '2027-03-01 00:00' });
  const pleased = await closed('2026-11-03');
  await answer(pleased, '2026-11-10 09:00', '2026-11-10 09:00', 5);
  const not = await closed('2026-11-03');
  await answer(not, '2026-11-10 09:00');
  await answer(not, '2026-11-11 09:00', '2026-11-11 09:00', 3);
  const late = await closed('2026-11-04');
  await answer(late, '2026-11-20 09:00', '2026-12-30 23:59', 4);
  const tooLate = await closed('2026-11-04');
  await answer(tooLate, '2026-11-20 09:00', '2026-12-31 00:00', 5);
  const withdrawn = await live({
    at: '2026-11-05 09:00',
    does: [
      ['09:00', 'accept'],
      ['10:00', 'withdraw', { reason: 'customer-request' }],
    ],
  });
  await answer(withdrawn, '2026-11-10 09:00', '2026-11-10 09:00', 1);
  const drill = await live({ at: '2026-11-05 09:00', drill: true, does: closing });
  await answer(drill, '2026-11-10 09:00', '2026-11-10 09:00', 1);
  // At midnight in Shanghai it is December.
  const december = await live({
    at: '2026-11-30 09:00',
    does: [...closing.slice(0, 2), ['2026-12-01 00:00', 'close']],
  });

  await notice(pleased, 'complainant', '2026-11-05 09:01');
  await notice(not, 'complainant');
  unreached = not;
  // Delivered, but not by the end of November.
  await notice(late, 'complainant', '2026-12-01 00:00');
  await notice(late, 'handler', '2026-11-05 09:01');
  await notice(withdrawn, 'complainant', '2026-11-05 09:01');
  await notice(drill, 'complainant', '2026-11-05 09:01');
  await notice(december, 'complainant', '2026-11-30 09:01');

  // Repeats: one of two in April a year before, one of four in April; anonymous complaints cannot be one.
  const first = await closed('2025-04-08');
  await live({ at: '2025-04-09 09:00', repeatOf: first });
  const again = await closed('2026-04-08');
  await live({ at: '2026-04-09 09:00', repeatOf: again });
  await closed('2026-04-10');
  await closed('2026-04-30');
  await live({ at: '2026-04-10 09:00', category: 'anonymous', channel: 'letter', anonymous: true });
  await live({ at: '2026-04-10 09:00', drill: true, repeatOf: again });
  await live({
    at: '2026-04-10 09:00',
    repeatOf: again,
    does: [
      ['09:00', 'accept'],
      ['09:10', 'withdraw', { reason: 'duplicate' }],
    ],
  });
  await closed('2026-03-10');
  await bank.insert('series', {
    ...PACK,
    name: 'S3-K10r',
    period_from: '2025-03-01',
    period_to: '2025-03-31',
    value: 0.2,
    source: 'report',
    imported_by: 'admin',
  });
}, 120_000);
afterAll(() => bank.db.end());

describe('complainants', () => {
  it('S3-K2: of answers until thirty days after it, the satisfied ones, and how many were asked', async () => {
    expect(await bank.figure('S3-K2', '2026-11')).toMatchObject({
      numerator: 2,
      denominator: 3,
      response: { asked: 4, answered: 3 },
      beside: { drill: 1 },
    });
    expect(await bank.figure('S3-K2', '2026-12')).toMatchObject({ value: null, denominator: 0 });
  });

  it('S3-K8: notices owed to complainants of closed cases that were delivered by the end', async () => {
    expect(await bank.figure('S3-K8', '2026-11')).toMatchObject({
      numerator: 1,
      denominator: 3,
      beside: { undelivered: 2, drill: 1 },
    });
    expect(await bank.figure('S3-K8', '2026-12')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await bank.figure('S3-K8', '2026-10')).toMatchObject({ value: null, denominator: 0 });
    // A look before the notice tells nobody of it, one after it does, and one after the end does so for no month before.
    const view = { no: unreached, seen_at: date('2026-11-05 08:59') };
    await bank.insert('progress_views', view);
    await bank.insert('progress_views', { ...view, seen_at: date('2026-12-01 00:00') });
    expect(await bank.figure('S3-K8', '2026-11')).toMatchObject({ numerator: 1, denominator: 3 });
    await bank.insert('progress_views', { ...view, seen_at: date('2026-11-30 23:59') });
    expect(await bank.figure('S3-K8', '2026-11')).toMatchObject({ numerator: 2, denominator: 3 });
  });

  it('S3-K10: the share of repeats against the year before, counted or imported', async () => {
    // 1/4 against 1/2.
    expect(await bank.figure('S3-K10', '2026-04')).toMatchObject({
      value: -0.5,
      change: { now: 0.25, before: 0.5, points: -0.25, from: 'counted' },
    });
    expect(await bank.figure('S3-K10', '2026-03')).toMatchObject({
      value: -1,
      change: { now: 0, before: 0.2, from: 'imported' },
    });
    expect(await bank.figure('S3-K10', '2026-02')).toMatchObject({ value: null, change: { now: null, before: null } });
  });
});
