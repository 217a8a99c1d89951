import { afterAll, beforeAll, expect, it } from 'vitest';
import { figureBank, type Deed, type FigureBank } from '../../../support/figures/figureBank.ts';
import { settled } from '../../../support/figures/settled.ts';

let bank: FigureBank;
beforeAll(async () => {
  bank = await figureBank('cutover-emergency');
});
afterAll(() => bank.db.end());

async function shareOf(id: string, period: string): Promise<readonly unknown[]> {
  const { value, numerator, denominator } = await bank.figure(id, period);
  return [value, numerator, denominator];
}

const regulator = { channel: 'regulator', unit: 'branch-office' };
const found = (at: string, verdict: string): Deed => [at, 'find-liability', { verdict }, 'branch-group:1'];

it('S1-K26: enquiries are of what counts and did not come by head office (A7)', async () => {
  const day = '2025-03-10';
  // Formal: by the regulator; by head office, which is left out. Enquiries: two of the branch, one of them closed in
  // April. Not counted: by the outlet itself.
  await bank.live({ ...regulator, at: `${day} 09:00`, does: settled(`${day} 09:30`) });
  await bank.live({ at: `${day} 09:00`, channel: 'hq-centre', unit: 'province-centre', does: settled(`${day} 09:30`) });
  await bank.live({ at: `${day} 09:00`, does: [['09:10', 'escalate'], ...settled(`${day} 09:30`)] });
  await bank.live({ at: '2025-03-31 23:30', does: [['23:40', 'escalate'], ...settled('2025-04-01 00:00:00')] });
  await bank.live({ at: `${day} 09:00`, does: settled(`${day} 09:30`) });
  await bank.live({ ...regulator, at: `${day} 09:00`, drill: true, does: settled(`${day} 09:30`) });
  expect(await shareOf('S1-K26', '2025-03')).toEqual([0.5, 1, 2]);
  expect(await shareOf('S1-K26', '2025-04')).toEqual([1, 1, 1]);
  expect(await shareOf('S1-K26', '2025-02')).toEqual([null, 0, 0]);
});

it('S1-K26: a class that changes after the end of the period is an adjustment, and the period keeps its own', async () => {
  const day = '2025-05-10';
  const first = await bank.live({ at: `${day} 08:00`, does: [['08:10', 'escalate'], ...settled(`${day} 08:30`)] });
  await bank.live({
    at: `${day} 09:00`,
    does: [
      ['09:10', 'escalate'],
      ...settled(`${day} 09:30`),
      ['2025-06-01 00:00:00', 'link', { no: first, kind: 'repeat' }, 'liaison'],
    ],
  });
  expect(await shareOf('S1-K26', '2025-05')).toEqual([1, 2, 2]);
  expect(await shareOf('S1-K26', '2025-05-01..2025-06-30')).toEqual([0.5, 1, 2]);
});

it('S1-K27a, S1-K27b and S1-K27c: verdicts are of formal cases that have one, and the last one holds', async () => {
  const at = '2025-07-10 09:00';
  const day = '2025-07-10';
  // At fault; not at fault; both; found at fault and, in August, not; without a finding; one that is no formal case.
  await bank.live({ ...regulator, at, does: [...settled(`${day} 10:00`), found(`${day} 11:00`, 'at-fault')] });
  await bank.live({ ...regulator, at, does: [...settled(`${day} 10:00`), found(`${day} 11:00`, 'not-at-fault')] });
  await bank.live({ ...regulator, at, does: [...settled(`${day} 10:00`), found(`${day} 11:00`, 'shared')] });
  await bank.live({
    ...regulator,
    at,
    does: [...settled(`${day} 10:00`), found(`${day} 11:00`, 'at-fault'), found('2025-08-01 00:00:00', 'not-at-fault')],
  });
  await bank.live({ ...regulator, at, does: settled(`${day} 10:00`) });
  await bank.live({ at, does: settled(`${day} 09:30`) });
  expect(await shareOf('S1-K27a', '2025-07')).toEqual([0.5, 2, 4]);
  expect(await shareOf('S1-K27b', '2025-07')).toEqual([0.25, 1, 4]);
  expect(await shareOf('S1-K27c', '2025-07')).toEqual([0.25, 1, 4]);
  const both = '2025-07-01..2025-08-31';
  expect(await shareOf('S1-K27a', both)).toEqual([0.25, 1, 4]);
  expect(await shareOf('S1-K27b', both)).toEqual([0.5, 2, 4]);
  for (const id of ['S1-K27a', 'S1-K27b', 'S1-K27c']) expect(await shareOf(id, '2025-06')).toEqual([null, 0, 0]);
});

it('S1-K16: demands are met, in full or in part, of those that were found justified', async () => {
  const at = '2025-09-10 09:00';
  const day = '2025-09-10';
  const judged = (when: string, justified: boolean, demand: string): Deed => [
    when,
    'find-justified',
    { justified, demand },
    'branch-group:1',
  ];
  // Met; in part; not; not justified; none found. The one that was not met is met when it is found again in October.
  await bank.live({ at, does: [...settled(`${day} 09:30`), judged(`${day} 11:00`, true, 'met')] });
  await bank.live({ at, does: [...settled(`${day} 09:30`), judged(`${day} 11:00`, true, 'partly')] });
  await bank.live({
    at,
    does: [
      ...settled(`${day} 09:30`),
      judged(`${day} 11:00`, true, 'unmet'),
      judged('2025-10-01 00:00:00', true, 'met'),
    ],
  });
  await bank.live({ at, does: [...settled(`${day} 09:30`), judged(`${day} 11:00`, false, 'met')] });
  await bank.live({ at, does: settled(`${day} 09:30`) });
  const answer = await bank.figure('S1-K16', '2025-09');
  expect(answer).toMatchObject({
    value: 2 / 3,
    numerator: 2,
    denominator: 3,
    variants: [{ id: 'S1-K16-found', numerator: 4, denominator: 5 }],
  });
  expect(await shareOf('S1-K16', '2025-09-01..2025-10-31')).toEqual([1, 3, 3]);
  expect(await shareOf('S1-K16', '2025-08')).toEqual([null, 0, 0]);
});

it('S1-K31: a repeat counts where it came after the five days of the loss report had lapsed', async () => {
  const category = 'loss-report';
  const phone = '13900000031';
  const loss = async (at: string, does: readonly Deed[]) =>
    bank.live({
      at,
      category,
      phone,
      does: [['09:10', 'verbal-loss-report'], ...settled(`${at.slice(0, 10)} 09:30`), ...does],
    });
  // Reported on the first of November, so that the last day is the sixth: one is never filed, one is filed in time.
  const lapsed = await loss('2025-11-01 09:00', []);
  const filed = await loss('2025-11-01 09:00', [['2025-11-03 09:00', 'formal-loss-report']]);
  const repeat = async (at: string, no: string, kind = 'repeat') =>
    bank.live({
      at,
      phone,
      does: [[`${at.slice(0, 10)} 09:05`, 'link', { no, kind }, 'liaison'], ...settled(`${at.slice(0, 10)} 09:30`)],
    });
  await repeat('2025-11-05 09:00', lapsed);
  await repeat('2025-11-12 09:00', lapsed);
  await repeat('2025-11-12 09:00', lapsed, 'related');
  await repeat('2025-11-12 09:00', filed);
  // Linked in December only.
  await repeat('2025-12-02 09:00', lapsed);
  expect(await bank.figure('S1-K31', '2025-11')).toMatchObject({ value: 1 });
  expect(await bank.figure('S1-K31', '2025-12')).toMatchObject({ value: 1 });
  expect(await bank.figure('S1-K31', '2025-10')).toMatchObject({ value: 0 });
});

it('S1-K31: a repeat that is registered as one counts as one that is linked later', async () => {
  const category = 'loss-report';
  const lapsed = await bank.live({
    at: '2026-05-01 09:00',
    category,
    does: [['09:10', 'verbal-loss-report'], ...settled('2026-05-01 09:30')],
  });
  await bank.live({ at: '2026-05-20 09:00', category, repeatOf: lapsed, does: settled('2026-05-20 09:30') });
  expect(await bank.figure('S1-K31', '2026-05')).toMatchObject({ value: 1 });
});

it('S1-K33: persuaded is by the last try, and where nothing was paid', async () => {
  const category = 'urgent-cash';
  const at = '2026-01-10 09:00';
  const day = '2026-01-10';
  const tried = (when: string, accepted: boolean): Deed => [when, 'persuade', { accepted }];
  const withdrawn = (when: string, why = 'persuaded'): Deed => [when, 'withdraw', { reason: why }];
  const paid: readonly Deed[] = [
    ['09:20', 'pay', { amount: '1000.00' }, 'handler:h'],
    ['09:21', 'approve', {}, 'outlet-head:a'],
    ['09:22', 'approve', {}, 'liaison:b'],
  ];
  // At the first try; at the second; refused at the second; paid; never tried; registered twice, which is left out; and
  // one that ends in February.
  await bank.live({ at, category, does: [tried('09:10', true), withdrawn('09:30')] });
  await bank.live({ at, category, does: [tried('09:10', false), tried('09:20', true), ...settled(`${day} 09:30`)] });
  await bank.live({ at, category, does: [tried('09:10', true), tried('09:20', false), withdrawn('09:30')] });
  await bank.live({
    at,
    category,
    does: [tried('09:10', false), ...paid, tried('09:25', true), ...settled(`${day} 09:30`)],
  });
  await bank.live({ at, category, does: settled(`${day} 09:30`) });
  await bank.live({ at, category, does: [tried('09:10', true), withdrawn('09:30', 'duplicate')] });
  await bank.live({ at: '2026-01-31 23:00', category, does: [tried('23:10', true), withdrawn('2026-02-01 00:00:00')] });
  expect(await bank.figure('S1-K33', '2026-01')).toMatchObject({
    value: 0.4,
    numerator: 2,
    denominator: 5,
    beside: { duplicate: 1, withdrawn: 2 },
  });
  expect(await shareOf('S1-K33', '2026-02')).toEqual([1, 1, 1]);
  expect(await shareOf('S1-K33', '2025-12')).toEqual([null, 0, 0]);
});

it('S1-K34: a payment keeps the rules where two others agreed; what was rejected or waits is no payment', async () => {
  const category = 'urgent-cash';
  const at = '2026-03-10 09:00';
  const day = '2026-03-10';
  const asked: readonly Deed[] = [
    ['09:10', 'persuade', { accepted: false }],
    ['09:20', 'pay', { amount: '1000.00' }, 'handler:h'],
    ['09:21', 'approve', {}, 'outlet-head:a'],
  ];
  await bank.live({
    at,
    category,
    does: [...asked, ['09:22', 'approve', {}, 'liaison:b'], ...settled(`${day} 09:30`)],
  });
  await bank.live({
    at,
    category,
    does: [...asked, ['09:22', 'reject', { reason: 'not-justified' }, 'liaison:b'], ...settled(`${day} 09:30`)],
  });
  await bank.live({
    at,
    category,
    does: [...asked, ['2026-04-01 00:00:00', 'approve', {}, 'liaison:b'], ...settled('2026-04-01 01:00')],
  });
  // The fee of an ATM is waived by one person: another approval.
  await bank.live({
    at,
    category: 'atm',
    does: [
      ['09:10', 'waive-fee', { amount: '4.00', reason: 'note' }, 'handler:h'],
      ['09:20', 'approve', {}, 'outlet-head:a'],
      ...settled(`${day} 09:30`),
    ],
  });
  expect(await shareOf('S1-K34', '2026-03')).toEqual([1, 1, 1]);
  // The last is paid with the first moment of April.
  expect(await shareOf('S1-K34', '2026-04')).toEqual([1, 1, 1]);
  expect(await shareOf('S1-K34', '2026-02')).toEqual([null, 0, 0]);
});

it('S1-K31 and S1-K34: drills link nothing and pay nothing', async () => {
  const drill = { drill: true } as const;
  const lapsed = await bank.live({
    at: '2026-07-01 09:00',
    category: 'loss-report',
    does: [['09:10', 'verbal-loss-report'], ...settled('2026-07-01 09:30')],
  });
  await bank.live({
    ...drill,
    at: '2026-07-20 09:00',
    does: [['09:05', 'link', { no: lapsed, kind: 'repeat' }, 'liaison'], ...settled('2026-07-20 09:30')],
  });
  await bank.live({
    ...drill,
    at: '2026-07-20 09:00',
    category: 'urgent-cash',
    does: [
      ['09:10', 'persuade', { accepted: false }],
      ['09:20', 'pay', { amount: '1000.00' }, 'handler:h'],
      ['09:21', 'approve', {}, 'outlet-head:a'],
      ['09:22', 'approve', {}, 'liaison:b'],
      ...settled('2026-07-20 09:30'),
    ],
  });
  expect(await bank.figure('S1-K31', '2026-07')).toMatchObject({ value: 0, beside: { drill: 1 } });
  expect(await bank.figure('S1-K34', '2026-07')).toMatchObject({ value: null, denominator: 0, beside: { drill: 1 } });
});
