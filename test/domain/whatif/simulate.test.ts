import { say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import { simulate, type Simulation, type SimulationInput } from '../../../domain/whatif/simulate.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { packWith } from '../../support/rules/ownClock.ts';
import { HOUR, MINUTE, T0 } from '../../support/rules/specification.ts';

const DAY = 24 * HOUR;
const intake = { channel: 'counter', unit: 'desk-a', category: 'plain' };

function run(pack: EnginePack, input: Partial<SimulationInput> = {}): Simulation {
  const result = simulate(pack, { at: T0, intake, script: [], ...input });
  if (!result.ok) throw new Error(`${result.rejection.code}: ${say(result.rejection, 'en')}`);
  return result.value;
}

const registered = (one: Simulation): unknown => one.events[0]?.data;

describe('the intake of a simulation', () => {
  it('is of the pack’s first kind of case, named, by a clerk of the unit, unless it says otherwise', () => {
    const one = run(ladderPack);
    expect(registered(one)).toMatchObject({ object: 'complaint', anonymous: false, unit: 'desk-a' });
    expect(registered(one)).not.toHaveProperty('repeatOf');
    expect(registered(one)).not.toHaveProperty('representatives');
    expect(registered(one)).not.toHaveProperty('handler');
    expect(one.events[0]?.actor).toEqual({ id: 'clerk', unit: 'desk-a', roles: [] });
    const other = run(ladderPack, {
      intake: {
        ...intake,
        object: 'suggestion',
        anonymous: true,
        repeatOf: '20261120-000001',
        representatives: 2,
        fields: { visit: true },
      },
    });
    expect(registered(other)).toMatchObject({
      object: 'suggestion',
      anonymous: true,
      repeatOf: '20261120-000001',
      representatives: 2,
      fields: { visit: true, tier: 'plain' },
    });
  });

  it('is refused with fields that the pack does not take, or a moment to come that a clock needs', () => {
    const refusal = (pack: EnginePack, fields: Readonly<Record<string, unknown>>): unknown => {
      const result = simulate(pack, { at: T0, intake: { ...intake, fields }, script: [] });
      return result.ok ? 'taken' : result.rejection.code;
    };
    const counted: EnginePack = {
      ...packWith({ from: 'sentAt' }),
      fields: { ...ledgerPack.fields, sentAt: { title: 'Sent', type: 'instant' } },
    };
    expect([
      simulate(ladderPack, { at: T0, intake: { ...intake, channel: 'pigeon' }, script: [] }),
      simulate({ ...ladderPack, objects: [] }, { at: T0, intake, script: [] }),
    ]).toMatchObject([{ rejection: { code: 'channel-unknown' } }, { rejection: { code: 'object-unknown' } }]);
    expect([refusal(ladderPack, { colour: 'red' }), refusal(ladderPack, { visit: 'perhaps' })]).toEqual([
      'field-unknown',
      'field-invalid',
    ]);
    expect([
      refusal(counted, { sentAt: new Date(T0 + HOUR).toISOString() }),
      refusal(counted, { sentAt: new Date(T0 - HOUR).toISOString() }),
    ]).toEqual(['field-invalid', 'taken']);
  });

  it('is handled by a holder of the role that its route names', () => {
    expect(registered(run(ledgerPack, { intake: { ...intake, fields: { grave: true } } }))).toMatchObject({
      handler: 'watch-1',
      level: 'group',
    });
  });
});

describe('the script of a simulation', () => {
  const outcome = { outcome: 'satisfied' };

  it('is played in the order of its moments, then as written, and refusals keep their place', () => {
    const one = run(ladderPack, {
      script: [
        { at: T0 + 3 * MINUTE, action: 'close' },
        { at: T0 + 2 * MINUTE, action: 'resolve', fields: outcome },
        { at: T0 + 3 * MINUTE, action: 'close' },
        { at: T0 + MINUTE, action: 'resolve', fields: { outcome: 'unheard-of' } },
      ],
    });
    expect(one.state.stage).toBe('closed');
    expect(one.refused.map(({ index, code }) => [index, code])).toEqual([
      [3, 'field-invalid'],
      [2, 'action-not-allowed'],
    ]);
  });

  it('comes before what lapses at the same moment', () => {
    const at = T0 + 4 * HOUR;
    expect(
      run(ladderPack, { script: [{ at, action: 'reply' }] }).state.clocks.find((clock) => clock.clock === 'reply')
        ?.status,
    ).toBe('met');
    expect(
      run(ladderPack, { script: [{ at: at + 1, action: 'reply' }] }).state.clocks.find(
        (clock) => clock.clock === 'reply',
      )?.status,
    ).toBe('late');
  });

  it('is watched for ninety days, or until the moment that is asked for and with what happens at it', () => {
    const lapsesAt = (ms: number): EnginePack => packWith({ limit: { kind: 'elapsed', ms } });
    const status = (pack: EnginePack, until?: number): string | undefined =>
      run(pack, until === undefined ? {} : { until }).state.clocks[0]?.status;
    expect([status(lapsesAt(90 * DAY)), status(lapsesAt(90 * DAY + 1))]).toEqual(['missed', 'running']);
    expect([status(lapsesAt(HOUR), T0 + HOUR), status(lapsesAt(HOUR), T0 + HOUR - 1)]).toEqual(['missed', 'running']);
  });

  it('is done by whom it names, a role or a person of it, and otherwise by the first who may', () => {
    const actors = (actor?: string): unknown =>
      run(ladderPack, {
        script: [{ at: T0 + MINUTE, action: 'reply', ...(actor === undefined ? {} : { actor }) }],
        until: T0 + 2 * MINUTE,
      }).events.at(-1)?.actor;
    expect(actors('handler')).toEqual({ id: 'handler-1', unit: 'desk-a', roles: ['handler'] });
    expect(actors('handler:wang')).toEqual({ id: 'wang', unit: 'desk-a', roles: ['handler'] });
    expect(actors()).toEqual({ id: 'handler-0', unit: 'desk-a', roles: ['handler'] });
    const refused = run(ladderPack, { script: [{ at: T0 + MINUTE, action: 'reply', actor: 'complainant' }] }).refused;
    expect(refused).toMatchObject([{ index: 0, code: 'actor-not-allowed' }]);
    const approvals = { ...ledgerPack.approvals, second: { title: 'S', approvers: 1, roles: ['watch', 'desk-head'] } };
    const asked = { at: T0, action: 'refuse', fields: { reason: 'mistake' } };
    const script = [asked, { at: T0 + 1, action: 'reject' }];
    expect(
      [ledgerPack, { ...ledgerPack, approvals }].map(
        (pack) => run(pack, { script, until: T0 + 2 }).events.at(-1)?.actor.id,
      ),
    ).toEqual(['house-head-1', 'desk-head-1']);
    expect(run(ledgerPack, { script: [{ at: T0, action: 'approve' }] }).refused).toMatchObject([
      { code: 'approval-not-found' },
    ]);
  });

  it('holds an amount from the request on, and frees it when that is turned down', () => {
    const pay = (minute: number, amount: string): SimulationInput['script'][number] => ({
      at: T0 + minute * MINUTE,
      action: 'pay',
      fields: { amount },
    });
    const decide = (minute: number, action: string): SimulationInput['script'][number] => ({
      at: T0 + minute * MINUTE,
      action,
    });
    const codes = (script: SimulationInput['script']): readonly unknown[] =>
      run(ladderPack, { script }).refused.map(({ index, code }) => [index, code]);
    const agreed = (minute: number, amount: string): SimulationInput['script'] => [
      pay(minute, amount),
      decide(minute + 1, 'approve'),
      decide(minute + 2, 'approve'),
    ];
    expect(codes([...agreed(1, '3000.00'), ...agreed(4, '2000.00'), pay(7, '0.01')])).toEqual([[6, 'cap-exhausted']]);
    expect(codes([pay(1, '3000.00'), pay(2, '2000.01')])).toEqual([[1, 'approval-pending']]);
    expect(codes([pay(1, '3000.00'), decide(2, 'reject'), pay(3, '5000.00')])).toEqual([]);
    expect(codes([pay(1, '9000.00')])).toEqual([[0, 'above-cap']]);
    const before = { ...intake, fields: { before: '1000.00' } };
    expect(run(ladderPack, { intake: before, script: [pay(1, '4000.01')] }).refused).toMatchObject([
      { code: 'cap-exhausted' },
    ]);
  });

  it('marks a rung of a moment that still waits for its calendar', () => {
    const calendar = { ...(ledgerPack.calendar as NonNullable<EnginePack['calendar']>), openFrom: '11-24' };
    const marks = (pack: EnginePack): readonly unknown[] =>
      run(pack).rungs.map(({ provisional, calendarVersion }) => [provisional, calendarVersion]);
    expect(marks(packWith({ limit: { kind: 'working-days', days: 3 } }, { calendar }))).toEqual([[true, 'test-1']]);
    expect(marks(packWith({ limit: { kind: 'working-days', days: 3 } }))).toEqual([[undefined, 'test-1']]);
    expect(marks(packWith({}))).toEqual([[undefined, undefined]]);
  });
});

describe('a simulation', () => {
  it('shows what an untouched case would do, to the millisecond', () => {
    const { rungs, state } = run(ladderPack);
    expect(rungs.map((rung) => [rung.clock, rung.rung, rung.at - T0, rung.escalatedTo])).toEqual([
      ['desk', 'due', HOUR, 'house'],
      ['reply', 'warn-75', 3 * HOUR, undefined],
      ['reply', 'due', 4 * HOUR, undefined],
      ['reply', 'after-1h', 5 * HOUR, 'group'],
    ]);
    expect([state.class, state.level]).toEqual(['formal', 'group']);
  });
});
