import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBank, type FigureBank, type Life } from '../../../support/figures/figureBank.ts';

let bank: FigureBank;

type Deeds = NonNullable<Life['does']>;

/** Accepted at nine of that day: due when the third working day after it ends. */
function accepted(day: string, ...does: Deeds): Promise<string> {
  const at = `${day} 09:00`;
  return bank.live({
    channel: 'phone',
    category: 'fees',
    unit: 'head-office',
    at,
    does: [['09:00', 'accept'], ...does],
  });
}
const closed = (at: string, ...later: Deeds): Deeds => [
  [at, 'resolve', { outcome: 'explained' }],
  [at, 'close'],
  ...later,
];
const explained = (at: string, cause: string): Deeds[number] => [at, 'explain-lateness', { cause }];

beforeAll(async () => {
  bank = await figureBank('office-complaints', { now: '2027-03-01 00:00' });
  // In time, and at once.
  await accepted('2026-11-02', ...closed('2026-11-04 10:00'));
  const atOnce = { outcome: 'explained', firstContact: true };
  await accepted('2026-11-02', ['09:05', 'resolve', atOnce], ['09:06', 'close']);
  // An external body: the pause moves the due moment, and the case is late all the same.
  await accepted(
    '2026-11-02',
    ['2026-11-03 09:00', 'pause', { kind: 'external-body', reason: 'external-body' }, 'complaint-officer:a'],
    ['09:01', 'approve', {}, 'leader:b'],
    ['2026-11-10 09:00', 'resume'],
    ...closed('2026-11-11 10:00', explained('10:30', 'external-body')),
  );
  await accepted('2026-11-03', ...closed('2026-11-10 10:00', explained('10:30', 'department')));
  // Open at the end, closed and explained later: as of November nobody knew why.
  await accepted('2026-11-24', ...closed('2026-12-02 10:00', explained('2026-12-03 10:00', 'external-body')));
  await accepted('2026-11-04', ['10:00', 'withdraw', { reason: 'customer-request' }]);

  // Due when 31 August ends, which is the first moment of September.
  await accepted('2026-08-26', ...closed('2026-09-01 00:00'));
  await accepted('2026-08-25', ...closed('2026-08-28 09:00'));

  // Reopened: each time it is owed anew.
  await accepted(
    '2026-06-01',
    ...closed('2026-06-02 10:00'),
    ['2026-06-08 09:00', 'reopen', { reason: 'new-facts' }, 'complaint-officer:a'],
    ['09:01', 'approve', {}, 'complaint-head:b'],
    ...closed('2026-06-16 10:00'),
  );
}, 120_000);
afterAll(() => bank.db.end());

describe('closed within three working days', () => {
  it('S2-K11: by the moment before pauses moved it; withdrawn cases owe nothing', async () => {
    // Two in time; late: the external body, the department, the one still open.
    expect(await bank.figure('S2-K11', '2026-11')).toMatchObject({
      numerator: 2,
      denominator: 5,
      value: 0.4,
      beside: { open: 1, 'cancelled:withdrawn': 1 },
      variants: [{ id: 'S2-K11-not-at-once', numerator: 1, denominator: 4 }],
    });
    expect(await bank.figure('S2-K11', '2026-10')).toMatchObject({ value: null, denominator: 0 });
  });

  it('S2-K11: due when a month ends is due in the next, in Shanghai', async () => {
    expect(await bank.figure('S2-K11', '2026-08')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await bank.figure('S2-K11', '2026-09')).toMatchObject({ numerator: 1, denominator: 1 });
  });

  it('S2-K11: a reopened case is due twice', async () => {
    // The second time by 11 June.
    expect(await bank.figure('S2-K11', '2026-06')).toMatchObject({ numerator: 1, denominator: 2 });
  });

  it('S2-K11: what is not due yet today is held against nobody', async () => {
    const today = { now: '2026-11-05 12:00' };
    expect(await bank.figure('S2-K11', '2026-11', today)).toMatchObject({ value: null, denominator: 0 });
    expect(await bank.figure('S2-K11', '2026-11', { now: '2026-11-06 00:01' })).toMatchObject({
      numerator: 2,
      denominator: 3,
    });
  });

  it('S2-K12: late because of an external body, of all due and of all late', async () => {
    expect(await bank.figure('S2-K12', '2026-11')).toMatchObject({
      numerator: 1,
      denominator: 5,
      value: 0.2,
      variants: [{ id: 'S2-K12-of-late', numerator: 1, denominator: 3 }],
    });
    // Why the last one was late is known on 3 December.
    expect(await bank.figure('S2-K12', '2026-11-01..2026-12-03')).toMatchObject({ numerator: 2, denominator: 5 });
    const empty = await bank.figure('S2-K12', '2026-10');
    expect(empty).toMatchObject({ value: null, variants: [{ value: null }] });
  });
});
