import { afterAll, beforeAll, expect, it } from 'vitest';
import { figureBank, type FigureBank } from '../../../support/figures/figureBank.ts';
import { settled } from '../../../support/figures/settled.ts';

const PACK = 'cutover-emergency';
let bank: FigureBank;
let rows = 0;
beforeAll(async () => {
  bank = await figureBank(PACK);
});
afterAll(() => bank.db.end());

const moment = (local: string): Date => new Date(bank.moment(local));

const series = async (name: string, month: string, value: number): Promise<void> =>
  bank.insert('series', {
    pack_id: PACK,
    name,
    period_from: `${month}-01`,
    period_to: `${month}-28`,
    value,
    source: 'test',
    imported_by: 'admin',
  });

const measure = async (at: string, what: Readonly<Record<string, unknown>>): Promise<void> =>
  bank.insert('register_measures', {
    id: `measure-${(rows += 1)}`,
    pack_id: PACK,
    kind: 'accountability',
    subject_kind: 'person',
    subject: 'handler-renminlu',
    unit: 'outlet-renminlu',
    decider: 'branch-leader',
    decided_at: moment(at),
    ...what,
  });

const duty = async (what: string, unit: string, due: string, done?: string, body?: object): Promise<void> =>
  bank.insert('duty_days', {
    pack_id: PACK,
    duty: what,
    unit,
    day: due.slice(0, 10),
    due_at: moment(due),
    done_at: done === undefined ? null : moment(done),
    nil: done === undefined ? null : true,
    body: body === undefined ? null : JSON.stringify(body),
  });

it('S1-K12: a telephone is on where its probe was answered; a probe that was not made was not', async () => {
  const probe = (due: string, answered?: boolean) =>
    duty(
      'phone-probe',
      'outlet-renminlu',
      due,
      answered === undefined ? undefined : due,
      answered === undefined ? undefined : { answered },
    );
  await probe('2025-03-01 20:00', true);
  await probe('2025-03-02 20:00', true);
  await probe('2025-03-03 20:00', false);
  await probe('2025-03-31 23:59:59');
  await probe('2025-04-01 00:00:00', true);
  const answer = await bank.figure('S1-K12', '2025-03');
  expect(answer).toMatchObject({ value: 0.5, numerator: 2, denominator: 4, beside: { missing: 1 } });
  expect(await bank.figure('S1-K12', '2025-04')).toMatchObject({ value: 1, denominator: 1 });
  expect(await bank.figure('S1-K12', '2025-02')).toMatchObject({ value: null });
});

it('S1-K47: a return counts by its cut-off, a nil return too; a late and a missing one do not (A4)', async () => {
  const owed = (unit: string, day: string, done?: string) => duty('daily-return', unit, `${day} 18:00`, done);
  await owed('outlet-renminlu', '2025-03-01', '2025-03-01 18:00');
  await owed('outlet-renminlu', '2025-03-31', '2025-04-01 09:00');
  await owed('outlet-jiefanglu', '2025-03-01', '2025-03-01 17:59');
  await owed('outlet-jiefanglu', '2025-03-31');
  const answer = await bank.figure('S1-K47', '2025-03', { by: ['unit'] });
  expect(answer).toMatchObject({ value: 0.5, numerator: 2, denominator: 4 });
  expect(answer.parts?.map(({ key, value }) => [key, value])).toEqual([
    ['outlet-jiefanglu', 0.5],
    ['outlet-renminlu', 0.5],
  ]);
  expect(await bank.figure('S1-K47', '2025-03', { unit: 'outlet-jiefanglu' })).toMatchObject({ denominator: 2 });
  expect(await bank.figure('S1-K47', '2025-02')).toMatchObject({ value: null });
});

it('S1-K17: accountability counts cases, by an outside complaint or because overdue, and not what was lifted', async () => {
  const [one, two, three] = await Promise.all(
    ['13900000001', '13900000002', '13900000003'].map((phone) =>
      bank.live({ at: '2025-05-05 09:00', phone, does: settled('2025-05-05 09:30') }),
    ),
  );
  // Two people for one case, one measure for two cases, a repeat alone, one lifted, one of June.
  await measure('2025-05-10 09:00', { trigger: 'external', cases: [one] });
  await measure('2025-05-10 09:00', { trigger: 'external', cases: [one], subject: 'head-renminlu' });
  await measure('2025-05-31 23:59:59', { trigger: 'overdue', cases: [one, two] });
  await measure('2025-05-10 09:00', { trigger: null, ground: 'service', cases: [three] });
  await measure('2025-05-10 09:00', { trigger: 'head-office', cases: [three], appeal_result: 'lifted' });
  await measure('2025-06-01 00:00:00', { trigger: 'head-office', cases: [three] });
  expect(await bank.figure('S1-K17', '2025-05')).toMatchObject({ value: 2 });
  expect(await bank.figure('S1-K17', '2025-06')).toMatchObject({ value: 1 });
  expect(await bank.figure('S1-K17', '2025-04')).toMatchObject({ value: 0 });
});

it('S1-K18: the change is by the cases counted or imported a year before, both of which are shown (A18)', async () => {
  // Two in May 2025, after seven that were imported; one of May 2026 is half of those two.
  expect(await bank.figure('S1-K18', '2025-05')).toMatchObject({ value: null, change: { now: 2, before: 0 } });
  await series('S1-K17', '2024-05', 7);
  expect(await bank.figure('S1-K18', '2025-05')).toMatchObject({
    value: expect.closeTo(-5 / 7, 9) as number,
    change: { now: 2, before: 7, points: -5, from: 'imported' },
  });
  const no = await bank.live({ at: '2026-05-05 09:00', does: settled('2026-05-05 09:30') });
  await measure('2026-05-10 09:00', { trigger: 'overdue', cases: [no] });
  expect(await bank.figure('S1-K18', '2026-05')).toMatchObject({
    value: -0.5,
    change: { now: 1, before: 2, from: 'counted' },
  });
});

it('S1-K19: different people in retraining, over the mean headcount', async () => {
  const kind = 'retraining';
  await measure('2025-07-10 09:00', { kind });
  await measure('2025-07-20 09:00', { kind });
  await measure('2025-07-20 09:00', { kind, subject: 'clerk-renminlu' });
  await measure('2025-07-20 09:00', { kind, subject: 'outlet-jiefanglu', subject_kind: 'unit' });
  await measure('2025-07-20 09:00', { kind, subject: 'handler-jiefanglu', appeal_result: 'lifted' });
  expect(await bank.figure('S1-K19', '2025-07')).toMatchObject({ value: null, numerator: 2 });
  await series('headcount', '2025-07', 390);
  await series('headcount', '2025-08', 410);
  // Two of 390; of both months two of 400.
  expect(await bank.figure('S1-K19', '2025-07')).toMatchObject({ value: 2 / 390, denominator: 390 });
  expect(await bank.figure('S1-K19', '2025-07-01..2025-08-31')).toMatchObject({
    value: 2 / 400,
    target: { met: true },
  });
  expect(await bank.figure('S1-K19', '2025-08')).toMatchObject({ value: 0, numerator: 0 });
});

it('S1-K20: different heads held to account, over the heads that there are', async () => {
  await measure('2025-09-10 09:00', { subject: 'head-it', unit: 'dept-it' });
  await measure('2025-09-11 09:00', { subject: 'head-it', unit: 'dept-it' });
  await measure('2025-09-11 09:00', { subject: 'dept-it', subject_kind: 'unit' });
  await series('department-heads', '2025-09', 7);
  expect(await bank.figure('S1-K20', '2025-09')).toMatchObject({ value: 1 / 7, numerator: 1, denominator: 7 });
  expect(await bank.figure('S1-K20', '2025-10')).toMatchObject({ value: null, numerator: 0 });
});

it('S1-K36: a report counts once it is confirmed, and only of the media', async () => {
  const seen = async (at: string, kind: string, confirmed?: string): Promise<void> =>
    bank.insert('register_items', {
      id: `item-${(rows += 1)}`,
      pack_id: PACK,
      kind,
      seen_at: moment(at),
      source: '晚报',
      confirmed_at: confirmed === undefined ? null : moment(confirmed),
    });
  await seen('2025-03-10 09:00', 'media', '2025-03-11 09:00');
  await seen('2025-03-31 23:59:59', 'media', '2025-04-01 00:00:00');
  await seen('2025-03-10 09:00', 'media');
  await seen('2025-03-10 09:00', 'web', '2025-03-10 10:00');
  expect(await bank.figure('S1-K36', '2025-03')).toMatchObject({ value: 1, target: { max: 0, met: false } });
  // What was seen in March and confirmed with the first moment of April is of April.
  expect(await bank.figure('S1-K36', '2025-04')).toMatchObject({ value: 1 });
  expect(await bank.figure('S1-K36', '2025-02')).toMatchObject({ value: 0, target: { met: true } });
});

it('S1-K42: calls answered over calls offered, as they were imported', async () => {
  await series('calls-offered', '2025-11', 600);
  await series('calls-offered', '2025-12', 400);
  await series('calls-answered', '2025-11', 590);
  await series('calls-answered', '2025-12', 393);
  expect(await bank.figure('S1-K42', '2025-11-01..2025-12-31')).toMatchObject({
    value: 0.983,
    measure: 'percent',
    numerator: 983,
    denominator: 1000,
  });
  expect(await bank.figure('S1-K42', '2025-10')).toMatchObject({ value: null });
});

it('S1-K43: busy and timed-out calls; what was not imported is not zero', async () => {
  await series('calls-dropped', '2025-11', 3);
  await series('calls-dropped', '2025-12', 0);
  expect(await bank.figure('S1-K43', '2025-11-01..2025-12-31')).toMatchObject({ value: 3, target: { met: false } });
  expect(await bank.figure('S1-K43', '2025-12')).toMatchObject({ value: 0, target: { met: true } });
  expect(await bank.figure('S1-K43', '2025-10')).toMatchObject({ value: null });
});
