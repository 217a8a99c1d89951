import { faultsIn, say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import type { CaseEvent, FieldValues } from '../../../domain/case/event.ts';
import type { ClockDef, Limit } from '../../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { beginsPaused, decidePause, endOfPause, pauseKind, pauseMoved } from '../../../domain/clocks/pausing.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';
import { packWith, withOwn } from '../../support/rules/ownClock.ts';

const house = person('house-head');
const DAY = 24 * HOUR;
const opened = (): Given => new Given({ pack: ledgerPack });

describe('a pause', () => {
  it('says which clocks stand still, until when at most, and ends with how much of its maximum it used', () => {
    const given = opened().when(10, 'pause', { kind: 'outside', reason: 'court' }, house);
    const data = (type: CaseEvent['type']): unknown => given.events.find((event) => event.type === type)?.data;
    expect(data('ClocksPaused')).toStrictEqual({
      reason: 'court',
      kind: 'outside',
      clocks: [{ clock: 'reply', occurrence: 1 }],
      until: T0 + 10 * MINUTE + 5 * DAY,
    });
    given.when(25, 'resume', {}, house);
    expect(data('ClocksResumed')).toStrictEqual({ kind: 'outside' });
    const unlimited = opened().when(10, 'pause', { kind: 'archive', reason: 'court' }, house);
    expect(unlimited.events.find((event) => event.type === 'ClocksPaused')?.data).toStrictEqual({
      reason: 'court',
      kind: 'archive',
      clocks: [
        { clock: 'work', occurrence: 1 },
        { clock: 'days', occurrence: 1 },
      ],
    });
  });

  it('that ends by itself says so, at the moment at which its maximum was used up', () => {
    const given = opened()
      .when(10, 'pause', { kind: 'outside', reason: 'court' }, house)
      .whenTimeIs(10 + 5 * 1_440);
    const resumed = given.events.find((event) => event.type === 'ClocksResumed');
    expect([resumed?.id, resumed?.data]).toStrictEqual([
      `resume:${T0 + 10 * MINUTE + 5 * DAY}#1`,
      { kind: 'outside', until: T0 + 10 * MINUTE + 5 * DAY },
    ]);
  });

  it('of no length moves nothing', () => {
    const given = opened().when(10, 'pause', { kind: 'outside', reason: 'court' }, house).when(10, 'resume', {}, house);
    expect(given.types()).not.toContain('ClockMoved');
    expect(given.clock('reply').status).toBe('running');
  });

  it('ends with its case, so that a reopened one does not stand still', () => {
    const pack = packWith(
      { cancel: [], stop: [{ on: 'step', step: 'reply' }] },
      { pauses: { outside: { title: 'x', clocks: ['own'] } } },
    );
    const given = new Given({ pack })
      .when(10, 'pause', { kind: 'outside', reason: 'court' }, house)
      .when(20, 'resolve', { outcome: 'explained' })
      .when(30, 'close');
    expect([given.state.paused, given.clock('own').status, given.clock('own').dueAt]).toStrictEqual([
      undefined,
      'running',
      T0 + 2 * HOUR + 20 * MINUTE,
    ]);
  });

  it('says what it may stop, and which reasons it takes', () => {
    const said = (given: Given, fields: Readonly<Record<string, string>>): string => {
      const result = given.attempt(5, 'pause', fields, house);
      return result.ok
        ? 'let through'
        : `${say(result.rejection, 'en')} ${faultsIn(result.rejection)[0]?.pointer ?? ''}`;
    };
    expect(said(opened(), { kind: 'lunch', reason: 'court' })).toBe(
      'name a kind of pause: outside, archive, hearing /fields/kind',
    );
    expect(said(opened().when(1, 'reply'), { kind: 'outside', reason: 'court' })).toBe(
      'no clock runs that this pause may stop; it may stop: reply ',
    );
    const strict = {
      ...ledgerPack,
      lists: { ...ledgerPack.lists, few: ['court'] },
      pauses: { outside: { title: 'x', reasons: 'few', clocks: ['reply'] } },
    };
    expect(said(new Given({ pack: strict }), { reason: 'police' })).toBe(
      'the reason must be one of: court /fields/reason',
    );
    expect(said(new Given({ pack: strict }), { reason: 'court' })).toBe('let through');
    const used = opened()
      .when(10, 'pause', { kind: 'outside', reason: 'court' }, house)
      .whenTimeIs(10 + 5 * 1_440);
    const again = used.attempt(20 + 5 * 1_440, 'pause', { kind: 'outside', reason: 'court' }, house);
    expect(again.ok ? '' : say(again.rejection, 'en')).toBe('the longest total of this kind of pause is used up');
    used.thenRefused(20 + 5 * 1_440, 'pause', 'pause-exhausted', { kind: 'outside', reason: 'court' }, house);
    new Given({ pack: strict }).thenRefused(5, 'pause', 'field-invalid', { reason: 'police' }, house);
  });

  it('is of the kind that is named, of the only one, or of the only one that has the reason', () => {
    const outside = { title: 'Outside', reasons: 'bodies', clocks: [] };
    const lunch = { title: 'Lunch', clocks: [] };
    const kind = (pauses: EnginePack['pauses'], fields: Readonly<Record<string, string | number>>): string => {
      const found = pauseKind({ ...ledgerPack, ...(pauses === undefined ? {} : { pauses }) }, fields);
      return found.ok ? found.value.id : found.rejection.code;
    };
    const both = { outside, lunch };
    expect([
      kind({}, {}),
      kind({ outside }, {}),
      kind({ outside }, { kind: 'lunch' }),
      kind({ outside }, { kind: 'outside' }),
    ]).toStrictEqual(['pause-kind-unknown', 'outside', 'pause-kind-unknown', 'outside']);
    expect([
      kind(both, { reason: 'weather' }),
      kind(both, { reason: 'court' }),
      kind(both, { reason: 5 }),
      kind(both, { kind: 'outside' }),
    ]).toStrictEqual(['lunch', 'pause-kind-unknown', 'lunch', 'outside']);
    expect(kind({ outside, other: { ...outside, reasons: 'lost' } }, { reason: 'court' })).toBe('outside');
  });

  it('of a case that has used some of the total lasts for the rest', () => {
    const given = opened()
      .when(10, 'pause', { kind: 'outside', reason: 'court' }, house)
      .when(10 + 1_440, 'resume', {}, house)
      .when(20 + 1_440, 'pause', { kind: 'outside', reason: 'court' }, house);
    expect(given.state.paused?.until).toBe(T0 + 20 * MINUTE + 5 * DAY);
    const other = opened()
      .when(10, 'pause', { kind: 'archive', reason: 'court' }, house)
      .when(10 + 60, 'resume', {}, house)
      .when(80, 'pause', { kind: 'outside', reason: 'court' }, house);
    expect(other.state.paused?.until).toBe(T0 + 80 * MINUTE + 5 * DAY);
  });

  it('of a kind that takes any reason needs none, and what is no word is none', () => {
    const reason = (fields: FieldValues): unknown => {
      const decided = decidePause(ledgerPack, opened().state, { kind: 'archive', ...fields }, T0 + MINUTE);
      return decided.ok && decided.value[0]?.type === 'ClocksPaused' ? decided.value[0].data.reason : decided;
    };
    expect([reason({}), reason({ reason: 5 }), reason({ reason: 'court' })]).toStrictEqual(['', '', 'court']);
  });

  it('is told to end at another moment only where the days make one of its longest total', () => {
    const calendar = { layers: ['test'], version: 'test-1', years: [2026], off: {}, work: {} };
    const paused = (max: Limit | undefined): Given =>
      new Given({
        pack: packWith(
          {},
          { calendar, pauses: { outside: { title: 'x', clocks: ['own'], ...(max === undefined ? {} : { max }) } } },
        ),
      }).when(10, 'pause', { kind: 'outside', reason: 'court' }, house);
    const moves = (given: Given, pack = given.pack): readonly CaseEvent[] =>
      pauseMoved(pack, given.state, { reason: 'closure', detail: 'c1' }, T0 + HOUR);
    const total: Limit = { kind: 'working-days', days: 2 };
    const closed = { ...calendar, off: { '2026-11-24': 'c1' } };
    const limited = paused(total);
    expect([moves(limited), moves(paused(undefined))]).toStrictEqual([[], []]);
    const until = limited.state.paused?.until ?? 0;
    expect(moves(limited, { ...limited.pack, calendar: closed })).toStrictEqual([
      { type: 'PauseMoved', data: { kind: 'outside', from: until, to: until + DAY, reason: 'closure', detail: 'c1' } },
    ]);
    // Under a version that gave it a longest total only now, that took it away, or that has no such kind.
    expect([
      moves(paused(undefined), limited.pack),
      moves(limited, { ...paused(undefined).pack, calendar: closed }),
      moves(limited, { ...limited.pack, calendar: closed, pauses: {} }),
    ]).toStrictEqual([[], [], []]);
  });

  it('moves no clock, and stops none, that the version in force has no longer', () => {
    const given = opened().when(10, 'pause', { kind: 'outside', reason: 'court' }, house);
    const without = { ...ledgerPack, clocks: [] };
    expect(endOfPause(without, given.state, given.clock('reply'), T0 + HOUR)).toStrictEqual([]);
    const [def] = ledgerPack.clocks;
    if (def === undefined) throw new Error('a pack without clocks');
    expect(beginsPaused({ ...ledgerPack, pauses: {} }, given.state, def, T0 + DAY)).toBe(false);
  });

  it('never stops a clock that nobody can miss', () => {
    const pack = packWith({ limit: { kind: 'none' } }, { pauses: { outside: { title: 'x', clocks: ['own'] } } });
    new Given({ pack }).thenRefused(5, 'pause', 'condition-not-met', { reason: 'court' }, house);
  });
});

describe('an extension', () => {
  const granted = (extendable: ClockDef['extendable'], over: Partial<ClockDef> = {}): Given =>
    withOwn({ ...over, ...(extendable === undefined ? {} : { extendable }) });
  const said = (
    given: Given,
    minute: number,
    fields: Readonly<Record<string, string | number>>,
  ): readonly unknown[] => {
    const result = given.attempt(minute, 'extend', { clock: 'own', ...fields }, house);
    return result.ok
      ? result.value.events.map((event) => event.data)
      : [result.rejection.code, say(result.rejection, 'en'), faultsIn(result.rejection)[0]?.pointer];
  };
  const hour = { by: { kind: 'elapsed', ms: HOUR }, times: 2 } as const;
  const due = T0 + 2 * HOUR;

  it('goes as far as the pack allows when nobody says how far, and exactly so far at most', () => {
    expect(said(granted(hour), 5, {})).toMatchObject([
      {
        clock: 'own',
        occurrence: 1,
        from: due,
        to: due + HOUR,
        reason: 'extension',
        moves: [{ kind: 'extended', by: { kind: 'elapsed', ms: HOUR } }],
      },
    ]);
    expect(said(granted(hour), 5, { until: due + HOUR, reason: 'mistake' })).toMatchObject([
      { to: due + HOUR, detail: 'mistake' },
    ]);
    expect(said(granted(hour), 5, { until: due + HOUR + 1 })).toStrictEqual([
      'extension-too-long',
      'at the latest until 23 November 2026, 12:00 (Beijing time)',
      '/fields/until',
    ]);
    expect(said(granted(hour), 5, { until: due })).toStrictEqual([
      'field-invalid',
      'an extension ends after the present due moment',
      '/fields/until',
    ]);
  });

  it('of days ends with the last of them, counted from the day that ends with the present due moment', () => {
    const days = { by: { kind: 'days', days: 2 }, times: 1 } as const;
    const given = granted(days, { limit: { kind: 'days', days: 1 } });
    expect(said(given, 5, {})).toMatchObject([
      { from: Date.parse('2026-11-25T00:00:00+08:00'), to: Date.parse('2026-11-27T00:00:00+08:00') },
    ]);
    const hours = { by: { kind: 'business-hours', ms: HOUR }, times: 1 } as const;
    const open = { businessHours: [{ from: '09:00', to: '17:00' }] };
    const business = new Given({
      pack: packWith({ limit: { kind: 'business-hours', ms: 8 * HOUR }, extendable: hours }, open),
    });
    expect(said(business, 5, {})).toMatchObject([
      { from: Date.parse('2026-11-23T17:00:00+08:00'), to: Date.parse('2026-11-24T10:00:00+08:00') },
    ]);
  });

  it('is had so often and no oftener, each time from the present due moment', () => {
    const given = granted(hour).when(5, 'extend', { clock: 'own' }, house).when(6, 'extend', { clock: 'own' }, house);
    expect([given.clock('own').dueAt, given.clock('own').moves?.length]).toStrictEqual([due + 2 * HOUR, 2]);
    expect(said(given, 7, {})).toStrictEqual([
      'extension-exhausted',
      'this clock is extended 2 time(s) at most',
      '/fields/clock',
    ]);
  });

  it('is not for what is owed by law or left out; where the pack says nothing, a person says how far', () => {
    expect(said(granted(undefined, { statutory: true }), 5, { until: due + 1 })).toStrictEqual([
      'extension-exhausted',
      'this clock cannot be extended',
      '/fields/clock',
    ]);
    expect(said(granted(undefined), 5, { until: due + 99 * HOUR })).toMatchObject([{ to: due + 99 * HOUR }]);
    expect(said(granted(undefined), 5, {})).toStrictEqual([
      'field-invalid',
      'an extension ends after the present due moment',
      '/fields/until',
    ]);
    expect(said(granted(hour).whenTimeIs(120), 121, {})).toStrictEqual([
      'field-invalid',
      'no running clock of that name',
      '/fields/clock',
    ]);
    expect(said(granted(undefined, { limit: { kind: 'none' } }), 5, { until: due })).toStrictEqual([
      'field-invalid',
      'no running clock of that name',
      '/fields/clock',
    ]);
  });
});
