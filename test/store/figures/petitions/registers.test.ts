import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type FigureBank } from '../../../support/figures/figureBank.ts';

let bank: FigureBank;

const PACK = { pack_id: 'rural-bank-petitions' };
const date = (at: string): Date => new Date(bank.moment(at));
let id = 0;

const series = (name: string, month: string, value: number): Promise<void> =>
  bank.insert('series', {
    ...PACK,
    name,
    period_from: `${month}-01`,
    period_to: `${month}-28`,
    value,
    source: 'test',
    imported_by: 'admin',
  });
const item = (kind: string, seen: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> =>
  bank.insert('register_items', { ...PACK, id: `i${(id += 1)}`, kind, seen_at: date(seen), source: 'site', ...more });
const improvement = (process: string, completed: string | undefined, cases: readonly string[]): Promise<void> =>
  bank.insert('register_improvements', {
    ...PACK,
    id: `v${(id += 1)}`,
    cause: 'process',
    process,
    owner: 'supervision-1',
    opened_at: date('2026-10-05 09:00'),
    due_at: date('2026-11-20 00:00'),
    ...(completed === undefined ? {} : { completed_at: date(completed) }),
    cases,
  });
const measure = (kind: string, subject: string, decided: string, more: object = {}): Promise<void> =>
  bank.insert('register_measures', {
    ...PACK,
    id: `m${(id += 1)}`,
    kind,
    subject_kind: 'person',
    subject,
    decider: 'rural-leader',
    decided_at: date(decided),
    ...more,
  });

beforeAll(async () => {
  bank = await figureBank('rural-bank-petitions', { now: '2027-03-01 00:00' });
  await series('quiz-taken', '2026-05', 100);
  await series('quiz-taken', '2026-06', 60);
  await series('quiz-passed', '2026-05', 90);
  await series('quiz-passed', '2026-06', 58);
  await series('headcount', '2026-05', 190);
  await series('headcount', '2026-06', 210);

  await improvement('card-replacement', '2026-11-10 09:00', ['c1', 'c2']);
  await improvement('card-replacement', '2026-11-12 09:00', ['c3']);
  await improvement('loan-review', '2026-11-30 23:59', ['c4']);
  // At midnight in Shanghai; of no complaint; not completed yet.
  await improvement('queueing', '2026-12-01 00:00', ['c5']);
  await improvement('lighting', '2026-11-15 09:00', []);
  await improvement('forms', undefined, ['c6']);

  const confirmed = { confirmed_at: date('2026-11-05 09:00') };
  await item('media', '2026-11-04 09:00', { severity: 'major', ...confirmed });
  await item('media', '2026-11-04 09:00', { severity: 'minor', ...confirmed });
  // Seen in November, confirmed at midnight; never confirmed; seen in October, confirmed in November.
  await item('media', '2026-11-28 09:00', { severity: 'major', confirmed_at: date('2026-12-01 00:00') });
  await item('media', '2026-11-10 09:00', { severity: 'major' });
  await item('media', '2026-10-30 09:00', { severity: 'major', ...confirmed });
  await item('harm', '2026-11-04 09:00', confirmed);
  await item('harm', '2026-11-04 09:00');
  const disposed = (at: string): object => ({ disposition: 'answered', disposed_at: date(at) });
  await item('web', '2026-11-04 09:00', { ...disposed('2026-11-05 09:00') });
  await item('web', '2026-11-30 23:59', { ...disposed('2026-12-02 09:00') });
  await item('web', '2026-12-01 00:00', { ...disposed('2026-12-02 09:00') });
  await item('visit', '2026-11-04 09:00', { ...disposed('2026-11-05 09:00') });

  for (const [kind, subjects] of [
    ['criticism', ['p1', 'p2']],
    ['discipline', ['p3']],
  ] as const)
    for (const subject of subjects) await measure(kind, subject, '2026-11-10 09:00');
  // Twice the same person; a unit; lifted; lifted after the end; at midnight.
  await measure('criticism', 'p1', '2026-11-11 09:00');
  await measure('criticism', 'rural-credit', '2026-11-11 09:00', { subject_kind: 'unit' });
  const lifted = (at: string): object => ({ appealed_at: date(at), appeal_result: 'lifted' });
  await measure('criticism', 'p4', '2026-11-11 09:00', lifted('2026-11-20 09:00'));
  await measure('discipline', 'p5', '2026-11-11 09:00', lifted('2026-12-10 09:00'));
  await measure('discipline', 'p6', '2026-12-01 00:00');
  await measure('judiciary', 'p7', '2026-11-30 23:59');
}, 120_000);
afterAll(() => bank.db.end());

describe('what the registers say', () => {
  it('S3-K4: major opinion that was confirmed in the period', async () => {
    expect(await bank.figure('S3-K4', '2026-11')).toMatchObject({ value: 2, target: { max: 0, met: false } });
    expect(await bank.figure('S3-K4', '2026-12')).toMatchObject({ value: 1 });
    expect(await bank.figure('S3-K4', '2026-10')).toMatchObject({ value: 0, target: { met: true } });
  });

  it('S3-K7: staff who passed over staff tested, and how many were tested beside', async () => {
    // 148 of 160; 160 of 200 on the average.
    expect(await bank.figure('S3-K7', '2026')).toMatchObject({
      value: 0.925,
      numerator: 148,
      denominator: 160,
      variants: [{ id: 'S3-K7-tested', value: 0.8, numerator: 160, denominator: 200 }],
    });
    expect(await bank.figure('S3-K7', '2025')).toMatchObject({ value: null });
  });

  it('S3-K9: different processes by improvements completed in the period and linked to complaints', async () => {
    expect(await bank.figure('S3-K9', '2026-11')).toMatchObject({ value: 2 });
    expect(await bank.figure('S3-K9', '2026-12')).toMatchObject({ value: 1 });
    expect(await bank.figure('S3-K9', '2026-10')).toMatchObject({ value: 0 });
  });

  it('S3-K12: negative items found on sites and disposed of by the end', async () => {
    expect(await bank.figure('S3-K12', '2026-11')).toMatchObject({ value: 1 });
    expect(await bank.figure('S3-K12', '2026-11-01..2026-12-02')).toMatchObject({ value: 3 });
    expect(await bank.figure('S3-K12', '2026-10')).toMatchObject({ value: 0 });
  });

  it('S3-K25: harm to the reputation that was confirmed', async () => {
    expect(await bank.figure('S3-K25', '2026-11')).toMatchObject({ value: 1, target: { met: false } });
    expect(await bank.figure('S3-K25', '2026-12')).toMatchObject({ value: 0 });
  });

  it('S3-K26: different members of staff criticised; units and lifted ones are none', async () => {
    expect(await bank.figure('S3-K26', '2026-11')).toMatchObject({ value: 2 });
    expect(await bank.figure('S3-K26', '2026-10')).toMatchObject({ value: 0 });
  });

  it('S3-K27: disciplined; lifted after the end it was one until then', async () => {
    expect(await bank.figure('S3-K27', '2026-11')).toMatchObject({ value: 2 });
    expect(await bank.figure('S3-K27', '2026')).toMatchObject({ value: 2 });
    expect(await bank.figure('S3-K27', '2026-12')).toMatchObject({ value: 1 });
  });

  it('S3-K28: handed to the judiciary, in the last minute of the month too', async () => {
    expect(await bank.figure('S3-K28', '2026-11')).toMatchObject({ value: 1 });
    expect(await bank.figure('S3-K28', '2026-12')).toMatchObject({ value: 0 });
  });
});
