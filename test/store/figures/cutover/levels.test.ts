import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('who settled it', () => {
  // Of what comes in at an outlet and is closed in June 2025: two settled there, one handed up, one taken up by its
  // clock. One is closed with the first moment of July. Those of the branch and the hotline are of no outlet.
  beforeAll(async () => {
    const day = '2025-06-02';
    const contact: readonly Deed[] = [['09:10', 'contact']];
    await bank.live({ at: `${day} 09:00`, does: settled(`${day} 09:30`) });
    await bank.live({ at: `${day} 09:00`, unit: 'outlet-jiefanglu', does: settled(`${day} 09:59`) });
    await bank.live({ at: `${day} 09:00`, does: [['09:20', 'escalate'], ...settled(`${day} 09:50`)] });
    await bank.live({ at: `${day} 09:00`, does: [...contact, ...settled(`${day} 10:30`)] });
    await bank.live({ at: '2025-06-30 23:30', does: settled('2025-07-01 00:00:00') });
    await bank.live({ at: `${day} 09:00`, channel: 'regulator', unit: 'branch-office', does: settled(`${day} 09:30`) });
    await bank.live({ at: `${day} 09:00`, drill: true, does: settled(`${day} 09:30`) });
    await bank.live({ at: `${day} 09:00`, does: [['09:30', 'withdraw', { reason: 'customer-request' }]] });
  });

  it('S1-K6: the sub-branch settled it where it never went up, not even by its clock (A1, A9)', async () => {
    expect(await shareOf('S1-K6', '2025-06')).toEqual([0.5, 2, 4]);
    expect(await shareOf('S1-K6', '2025-07')).toEqual([1, 1, 1]);
    expect(await shareOf('S1-K6', '2025-05')).toEqual([null, 0, 0]);
  });

  it('S1-K6: goes by the unit where the case came in', async () => {
    const { parts } = await bank.figure('S1-K6', '2025-06', { by: ['unit-first'] });
    expect(parts?.map(({ key, numerator, denominator }) => [key, numerator, denominator])).toEqual([
      ['outlet-renminlu', 1, 3],
      ['outlet-jiefanglu', 1, 1],
    ]);
  });

  it('S1-K13: equals S1-K6 while outlet and sub-branch are one level', async () => {
    expect(await shareOf('S1-K13', '2025-06')).toEqual([0.5, 2, 4]);
    expect(await shareOf('S1-K13', '2025-05')).toEqual([null, 0, 0]);
  });

  it('S1-K14: what went up is the rest', async () => {
    expect(await shareOf('S1-K14', '2025-06')).toEqual([0.5, 2, 4]);
    expect(await shareOf('S1-K14', '2025-07')).toEqual([0, 0, 1]);
    expect(await shareOf('S1-K14', '2025-05')).toEqual([null, 0, 0]);
  });

  it('S1-K7: the change is relative, percentage points beside, against the year before or its imported value (A10)', async () => {
    expect(await bank.figure('S1-K7', '2025-06')).toMatchObject({ value: null, change: { now: 0.5, before: null } });
    await bank.insert('series', {
      pack_id: 'cutover-emergency',
      name: 'S1-K6',
      period_from: '2024-06-01',
      period_to: '2024-06-30',
      value: 0.4,
      source: 'test',
      imported_by: 'admin',
    });
    expect(await bank.figure('S1-K7', '2025-06')).toMatchObject({
      value: expect.closeTo(0.25, 9) as number,
      change: { now: 0.5, before: 0.4, points: expect.closeTo(0.1, 9) as number, from: 'imported' },
    });
    // Of June 2026, against what was counted of June 2025: one of one after two of four.
    await bank.live({ at: '2026-06-02 09:00', does: settled('2026-06-02 09:30') });
    expect(await bank.figure('S1-K7', '2026-06')).toMatchObject({ value: 1, change: { points: 0.5, from: 'counted' } });
  });

  it('S1-K6: a case that is reopened and then goes up was settled by the outlet as long as it had not', async () => {
    await bank.live({
      at: '2025-08-05 09:00',
      does: [
        ...settled('2025-08-05 09:30'),
        ['2025-09-02 09:00', 'reopen', { reason: 'new-facts' }],
        ['2025-09-02 09:10', 'escalate'],
        ['2025-09-02 09:20', 'resolve', { outcome: 'explained' }],
        ['2025-09-02 09:20', 'close'],
      ],
    });
    expect(await shareOf('S1-K6', '2025-08')).toEqual([1, 1, 1]);
    expect(await shareOf('S1-K6', '2025-09')).toEqual([0, 0, 1]);
    // Its last closing is its only one.
    expect(await shareOf('S1-K6', '2025-08-01..2025-09-30')).toEqual([0, 0, 1]);
  });
});

describe('what the centre keeps', () => {
  // October 2025, by the hotline: one at first contact, one later, one at first contact that a department was asked
  // about; one by head office at first contact does not belong here.
  beforeAll(async () => {
    const hotline = { at: '2025-10-10 09:00', channel: 'hotline-95566', unit: 'province-centre' };
    const at = '2025-10-10 09:30';
    await bank.live({ ...hotline, does: settled(at, { firstContact: true }) });
    await bank.live({ ...hotline, does: settled(at) });
    await bank.live({
      ...hotline,
      does: [
        ['09:10', 'dispatch', { departments: ['dept-it'] }],
        ['09:20', 'answer-dispatch'],
        ...settled(at, { firstContact: true }),
      ],
    });
    await bank.live({ ...hotline, channel: 'hq-centre', does: settled(at, { firstContact: true }) });
    // Still open at the end of the month.
    await bank.live({
      ...hotline,
      at: '2025-10-31 23:00',
      does: settled('2025-11-01 00:00:00', { firstContact: true }),
    });
  });

  it('S1-K24: settled at once is at first contact and never passed on', async () => {
    expect(await shareOf('S1-K24', '2025-10')).toEqual([1 / 3, 1, 3]);
    expect(await shareOf('S1-K24', '2025-11')).toEqual([1, 1, 1]);
    expect(await shareOf('S1-K24', '2025-12')).toEqual([null, 0, 0]);
  });

  it('S1-K25: what is not counted is of the same cases as S1-K24 (A7)', async () => {
    expect(await shareOf('S1-K25', '2025-10')).toEqual([1 / 3, 1, 3]);
    expect(await shareOf('S1-K25', '2025-12')).toEqual([null, 0, 0]);
  });
});

const KNOWN = { segment: 'retail', holder: ['cash'] };

describe('records', () => {
  it('S1-K8: what is expected of a registration is looked at fifteen minutes later, and not after', async () => {
    const registered = async (at: string, fields: object, category = 'urgent-cash', then: readonly Deed[] = []) =>
      bank.live({ at, category, fields: { ...fields }, does: [...then, ...settled(`${at.slice(0, 10)} 23:59`)] });
    const amount = { amountNeeded: '3000.00' };
    // January 2026: complete at once; the amount that urgent cash needs after fourteen minutes; after sixteen; a kind
    // of customer that is not known; and no amount, which an ATM that does not pay needs none of.
    await registered('2026-01-05 09:00', { ...KNOWN, ...amount });
    await registered('2026-01-05 09:00', KNOWN, 'urgent-cash', [['09:14', 'edit', amount]]);
    await registered('2026-01-05 09:00', KNOWN, 'urgent-cash', [['09:16', 'edit', amount]]);
    await registered('2026-01-05 09:00', { ...amount, segment: 'retail' });
    await registered('2026-01-05 09:00', KNOWN, 'atm');
    expect(await shareOf('S1-K8', '2026-01')).toEqual([0.6, 3, 5]);
    expect(await shareOf('S1-K8', '2026-02')).toEqual([null, 0, 0]);
  });

  it('S1-K8: what is not known of the complainant may be filled in until then, and not after', async () => {
    const filledIn = async (at: string): Promise<unknown> =>
      bank.live({
        at: '2025-03-05 09:00',
        category: 'atm',
        does: [[at, 'edit', KNOWN], ...settled('2025-03-05 23:59')],
      });
    await filledIn('09:10');
    expect(await shareOf('S1-K8', '2025-03')).toEqual([1, 1, 1]);
    await filledIn('09:20');
    expect(await shareOf('S1-K8', '2025-03')).toEqual([0.5, 1, 2]);
  });

  it('S1-K8: a case of the last minutes of a period is judged as it was when that ended', async () => {
    await bank.live({
      at: '2026-02-28 23:55',
      category: 'urgent-cash',
      fields: KNOWN,
      does: [['2026-03-01 00:02', 'edit', { amountNeeded: '3000.00' }], ...settled('2026-03-01 09:00')],
    });
    expect(await shareOf('S1-K8', '2026-02')).toEqual([0, 0, 1]);
    expect(await shareOf('S1-K8', '2026-02-01..2026-03-31')).toEqual([1, 1, 1]);
  });

  it('S1-K9: a case can be traced where somebody had it, it was replied to, and all who acted are known', async () => {
    const day = '2026-04-07';
    await bank.live({ at: `${day} 09:00`, does: settled(`${day} 09:30`) });
    // Assigned to nobody; not replied to; a media enquiry is answered by a step of its own.
    await bank.live({ at: `${day} 09:00`, does: settled(`${day} 09:30`).filter(([, action]) => action !== 'assign') });
    await bank.live({ at: `${day} 09:00`, does: settled(`${day} 09:30`).filter(([, action]) => action !== 'reply') });
    await bank.live({
      at: `${day} 09:00`,
      channel: 'media',
      category: 'media',
      unit: 'branch-office',
      does: settled(`${day} 09:30`, { reply: ['answer-media', {}] }),
    });
    expect(await shareOf('S1-K9', '2026-04')).toEqual([0.5, 2, 4]);
    expect(await shareOf('S1-K9', '2026-05')).toEqual([null, 0, 0]);
  });
});
