import { say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import { nextDueAt } from '../../../domain/case/overdue.ts';
import { simulate, type Simulation } from '../../../domain/whatif/simulate.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

/**
 * A customer was charged twice. What the same complaint owes under each regime, taken in at the same moment and
 * accepted five minutes later.
 */
const AT = Date.parse('2026-11-23T09:00:00+08:00');
const AS: Readonly<
  Record<string, readonly [channel: string, unit: string, category: string, fields?: Readonly<Record<string, unknown>>]>
> = {
  'cutover-emergency': ['outlet', 'outlet-renminlu', 'blueprint', { promisedAt: '+6h' }],
  'cn-statutory': ['phone', 'head-office', 'fees'],
  'office-complaints': ['phone', 'head-office', 'fees'],
  'rural-bank-petitions': ['phone', 'supervision', 'mistake'],
  'key-accounts': ['hotline', 'key-account-centre', 'billing'],
  'fca-disp': ['phone', 'london-office', 'banking'],
  cfpb: ['portal', 'new-york-office', 'account', { sentToCompanyAt: '2026-11-22T20:00:00-05:00' }],
};

const packs = loadPacks('packs').map(({ pack }) => pack);

function under(id: string): Simulation {
  const pack = packs.find((one) => one.id === id);
  const [channel = '', unit = '', category = '', fields = {}] = AS[id] ?? [];
  if (pack === undefined) throw new Error(`there is no pack "${id}"`);
  const script = [{ at: AT + 5 * 60_000, action: 'accept' }];
  const result = simulate(resolveEngine(pack, 'en', LIBRARY), {
    at: AT,
    intake: { channel, unit, category, fields },
    script,
    until: AT + 6 * 60_000,
  });
  if (!result.ok) throw new Error(`${id}: ${say(result.rejection, 'en')}`);
  return result.value;
}

/** G-one: the due dates, one line for each clock that runs, the nearest first. */
function dueDates(id: string): readonly string[] {
  const running = under(id).state.clocks.filter((clock) => clock.status === 'running');
  return running
    .toSorted((a, b) => a.dueAt - b.dueAt)
    .map(
      (clock) =>
        `${new Date(clock.dueAt).toISOString().slice(0, 16)}Z ` +
        `${clock.clock}${clock.provisional === true ? ' (provisional)' : ''}`,
    );
}

describe('one complaint under every regime (G-one)', () => {
  it('is printed with what it owes', () => {
    const table = Object.keys(AS).flatMap((id) => [id, ...dueDates(id).map((line) => `  ${line}`)]);
    process.stdout.write(`${table.join('\n')}\n`);
    expect(new Set(Object.keys(AS))).toEqual(
      new Set(packs.map((pack) => pack.id).filter((id) => !['branch-emergency', 'cutover-phones'].includes(id))),
    );
  });

  it('owes hours to the emergency plan', () => {
    expect(dueDates('cutover-emergency')).toEqual([
      '2026-11-23T02:00Z outlet',
      '2026-11-23T02:00Z on-site',
      '2026-11-23T05:00Z reply',
      '2026-11-23T07:00Z promise',
      '2026-11-23T09:00Z report',
    ]);
  });

  it('owes days to the law', () => {
    expect(dueDates('cn-statutory')).toEqual([
      '2026-12-08T16:00Z statutory (provisional)',
      '2026-12-14T16:00Z principle (provisional)',
    ]);
  });

  it('owes minutes, working days and the law’s days to the general office, each by itself (G-strictest)', () => {
    expect(dueDates('office-complaints')).toEqual([
      '2026-11-23T01:15Z respond',
      '2026-11-26T16:00Z closing',
      '2026-12-08T16:00Z statutory (provisional)',
      '2026-12-14T16:00Z principle (provisional)',
    ]);
  });

  it('owes the leader an hour, a day, three working days and the law’s days to the rural bank', () => {
    expect(dueDates('rural-bank-petitions')).toEqual([
      '2026-11-23T02:00Z leader-told',
      '2026-11-24T01:00Z phone-transfer',
      '2026-11-26T16:00Z general',
      '2026-12-08T16:00Z statutory (provisional)',
      '2026-12-14T16:00Z principle (provisional)',
    ]);
  });

  it('owes an hour to the operator’s client', () => {
    expect(dueDates('key-accounts')).toEqual(['2026-11-23T02:00Z first-response', '2026-11-23T05:00Z slow-response']);
  });

  it('owes business days and eight weeks in London', () => {
    expect(dueDates('fca-disp')).toEqual([
      '2026-11-26T17:00Z summary',
      '2026-11-30T17:00Z acknowledgement',
      '2027-01-18T01:00Z final',
      '2027-01-18T01:00Z written',
    ]);
  });

  it('owes days from the portal’s day in New York', () => {
    expect(dueDates('cfpb')).toEqual(['2026-12-08T05:00Z initial', '2027-01-22T05:00Z final']);
  });

  it.each(Object.keys(AS))('is led by its strictest running clock under %s (G-strictest)', (id) => {
    const { state } = under(id);
    expect(nextDueAt(state)).toBe(
      Math.min(
        ...state.clocks
          .filter((clock) => clock.status === 'running' && clock.owed !== false)
          .map((clock) => clock.dueAt),
      ),
    );
  });
});
