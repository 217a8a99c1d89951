import { told } from '../../support/rules/told.ts';
import { faultsIn, say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import type { CaseEvent, RecordedEvent } from '../../../domain/case/event.ts';
import { evolveAll } from '../../../domain/case/evolve.ts';
import { newlyStarting } from '../../../domain/clocks/lateStarts.ts';
import { migrateCase } from '../../../domain/migration/migrateCase.ts';
import { migrationPlan } from '../../../domain/migration/migrationPlan.ts';
import type { CalendarDays } from '../../../domain/time/calendar.ts';
import type { ClockDef, RungDef } from '../../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { Advance } from '../../../domain/decide/withConsequences.ts';
import type { ClockState } from '../../../domain/case/state.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { added, limited, move, version, withClock } from '../../support/rules/ledgerVersions.ts';
import { expectPlain, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

const DAY = 24 * HOUR;
const house = person('house-head');
const calendar = ledgerPack.calendar as CalendarDays;
const opened = (): Given => new Given({ pack: ledgerPack });

function migrate(given: Given, minute: number, next: EnginePack, old: EnginePack = given.pack): Advance {
  const result = move(given, minute, next, old);
  if (!result.ok) throw new Error(`${result.rejection.code}: ${say(result.rejection, 'en')}`);
  expect(evolveAll(given.state, result.value.events)).toStrictEqual(result.value.state);
  expectPlain(result.value);
  return result.value;
}

type Of<T extends CaseEvent['type']> = Extract<RecordedEvent, { readonly type: T }>;
const ofType = <T extends CaseEvent['type']>({ events }: Advance, type: T): readonly Of<T>['data'][] =>
  events.filter((event): event is Of<T> => event.type === type).map((event) => event.data as Of<T>['data']);
const terms = (advance: Advance): unknown => ofType(advance, 'PackMigrated')[0]?.clocks;
const clock = ({ state }: Advance, id: string): ClockState =>
  state.clocks.findLast((one) => one.clock === id) as ClockState;

describe('the terms of a clock under another version', () => {
  const simple = { clock: 'simple', occurrence: 1, ladder: 'plain', severity: 1, overdue: false };

  it.each<readonly [what: string, over: Partial<ClockDef>, said: Readonly<Record<string, unknown>>]>([
    ['its rule', { rule: 'T9' }, { rule: 'T9' }],
    ['its severity', { severity: 7 }, { severity: 7 }],
    ['whether it makes a case overdue', { overdue: true }, { overdue: true }],
    ['whether somebody owes it', { owed: false }, { owed: false }],
    ['its target', { target: { kind: 'elapsed', ms: HOUR } }, { targetAt: T0 + HOUR }],
    ['its ladder', { ladder: 'share' }, { ladder: 'share' }],
  ])('are said when the version says otherwise: %s', (_what, over, said) => {
    const advance = migrate(opened(), 10, withClock('simple', over));
    expect(terms(advance)).toStrictEqual([{ ...simple, ...said }]);
    expect(clock(advance, 'simple')).toMatchObject({ ...said, dueAt: T0 + 10 * HOUR });
  });

  it('are said of a clock whose rule, target or owing is gone', () => {
    const given = new Given({
      pack: withClock('simple', { rule: 'T9', owed: false, target: { kind: 'elapsed', ms: HOUR } }),
    });
    const advance = migrate(given, 10, ledgerPack);
    expect(terms(advance)).toStrictEqual([simple]);
    for (const name of ['rule', 'owed', 'targetAt']) expect(clock(advance, 'simple')).not.toHaveProperty(name);
  });

  it('are not said when the title alone is another, and of clocks that have ended nothing is said', () => {
    expect(terms(migrate(opened(), 10, withClock('simple', { title: 'Simpler' })))).toBeUndefined();
    expect(terms(migrate(opened().when(5, 'reply'), 10, withClock('reply', { severity: 9 })))).toBeUndefined();
    expect(
      terms(
        migrate(
          opened().when(5, 'pause', { kind: 'outside', reason: 'court' }, house),
          10,
          withClock('reply', { severity: 9 }),
        ),
      ),
    ).toMatchObject([{ clock: 'reply' }]);
  });

  it('are said with the ladder when its rungs differ; rungs before the start do not apply', () => {
    const rung = (id: string, ms: number): RungDef => ({
      id,
      at: { kind: 'offset', ms },
      notify: ['handler'],
      message: 'warning',
    });
    const ladders = (...rungs: readonly RungDef[]): EnginePack =>
      version({ ladders: { ...ledgerPack.ladders, plain: rungs } });
    const said = (next: EnginePack, given = opened(), minute = 10): unknown =>
      (terms(migrate(given, minute, next)) as readonly { clock: string }[]).find((one) => one.clock === 'simple');
    expect(said(ladders(rung('at-start', -10 * HOUR), rung('before', -11 * HOUR), rung('due', 0)))).toStrictEqual({
      ...simple,
      passed: ['before'],
    });
    expect(said(ladders(rung('due', HOUR)))).toStrictEqual(simple);
    expect(said(ladders(rung('due', -11 * HOUR)), opened().whenTimeIs(601), 602)).toStrictEqual(simple);
    const past = migrate(opened(), 10, {
      ...ladders(rung('before', -11 * HOUR)),
      clocks: limited('simple', { kind: 'elapsed', ms: 1 }).clocks,
    });
    expect(
      (terms(past) as readonly { clock: string; passed?: readonly string[] }[]).find((one) => one.clock === 'simple'),
    ).not.toHaveProperty('passed');
  });

  it('carry the calendar, and whether it is out yet', () => {
    const open = { ...calendar, version: 'test-2', layers: ['other'], openFrom: '11-24' };
    const advance = migrate(opened(), 10, version({ calendar: open }));
    expect(terms(advance)).toMatchObject([{ clock: 'work', provisional: true, calendarVersion: 'test-2' }]);
    expect(ofType(advance, 'ClockMoved')).toStrictEqual([]);
    expect(clock(advance, 'work')).toMatchObject({ provisional: true, calendarVersion: 'test-2' });
  });

  it('are those of a clock that nobody can miss, when the version only watches it', () => {
    const advance = migrate(opened(), 10, limited('simple', { kind: 'none' }));
    expect(terms(advance)).toStrictEqual([{ ...simple, monitor: true }]);
    expect(clock(advance, 'simple')).toMatchObject({ monitor: true, dueAt: T0 });
  });
});

describe('a due moment under another version', () => {
  const moved = (given: Given, minute: number, next: EnginePack, id: string): unknown => {
    const data = ofType(migrate(given, minute, next), 'ClockMoved').find((one) => one.clock === id);
    return data === undefined ? 'stays' : new Date(data.to + 8 * HOUR).toISOString().slice(5, 16);
  };

  it('moves with its limit; a move into the past is marked, one to this very moment too', () => {
    const at = (ms: number): unknown => terms(migrate(opened(), 60, limited('simple', { kind: 'elapsed', ms })));
    expect([at(HOUR), at(HOUR + 1), at(HOUR - 1)]).toMatchObject([
      [{ ruleAdjusted: true }],
      [{}],
      [{ ruleAdjusted: true }],
    ]);
    expect((at(HOUR + 1) as readonly object[])[0]).not.toHaveProperty('ruleAdjusted');
  });

  it('stays where another limit gives the same, and where an earlier lapse was missed', () => {
    expect(
      moved(
        opened(),
        10,
        limited('days', { kind: 'elapsed', ms: clock({ state: opened().state, events: [] }, 'days').dueAt - T0 }),
        'days',
      ),
    ).toBe('stays');
    expect(moved(opened().whenTimeIs(600), 610, limited('simple', { kind: 'elapsed', ms: 99 * HOUR }), 'simple')).toBe(
      'stays',
    );
  });

  it('keeps what a pause of hours gave, hour by hour', () => {
    const given = opened()
      .when(10, 'pause', { kind: 'outside', reason: 'court' }, house)
      .when(100, 'resume', {}, house);
    expect(moved(given, 110, limited('reply', { kind: 'elapsed', ms: 6 * HOUR }), 'reply')).toBe('11-23T16:30');
  });

  it('keeps what a pause of days gave, by whole days: of the calendar, or of work', () => {
    const given = opened()
      .when(10, 'pause', { kind: 'archive', reason: 'court' }, house)
      .when(10 + 2 * 1_440, 'resume', {}, house);
    const minute = 20 + 2 * 1_440;
    expect(moved(given, minute, limited('days', { kind: 'days', days: 4 }), 'days')).toBe('11-30T00:00');
    expect(moved(given, minute, limited('days', { kind: 'working-days', days: 4 }), 'days')).toBe('12-03T00:00');
    expect(moved(given, minute, limited('days', { kind: 'elapsed', ms: 5 * DAY }), 'days')).toBe('11-30T09:00');
    expect(moved(given, minute, limited('work', { kind: 'days', days: 4 }), 'work')).toBe('11-30T00:00');
    expect(moved(given, minute, limited('days', { kind: 'months', months: 1 }), 'days')).toBe('12-26T00:00');
  });

  it('keeps an extension to another time of day as the time that it was', () => {
    const given = new Given({ pack: ledgerPack });
    const { extendable: _extendable, ...law } = ledgerPack.clocks.find((def) => def.id === 'law') as ClockDef;
    const free = { ...ledgerPack, clocks: [{ ...law, statutory: false }] };
    const one = new Given({ pack: free }).when(
      10,
      'extend',
      { clock: 'law', until: clock({ state: given.state, events: [] }, 'law').dueAt + 30 * HOUR },
      house,
    );
    const next = version({ clocks: [{ ...law, statutory: false, limit: { kind: 'days', days: 16 } }] });
    expect(moved(one, 20, next, 'law')).toBe('12-11T06:00');
  });

  it('is never later than what was agreed when two cases became one', () => {
    const given = opened();
    const simple = given.clock('simple');
    const merged = {
      ...simple,
      dueAt: T0 + 3 * HOUR,
      moves: [{ kind: 'merged' as const, dueAt: T0 + 3 * HOUR }],
    };
    given.state = { ...given.state, clocks: given.state.clocks.map((one) => (one.clock === 'simple' ? merged : one)) };
    expect(moved(given, 10, limited('simple', { kind: 'elapsed', ms: 5 * HOUR }), 'simple')).toBe('stays');
    expect(moved(given, 10, limited('simple', { kind: 'elapsed', ms: 2 * HOUR }), 'simple')).toBe('11-23T11:00');
  });

  it('moves with the zone of the version, and with other calendars', () => {
    expect(moved(opened(), 10, version({ timezone: 'Asia/Tokyo' }), 'days')).toBe('11-26T23:00');
    const other = version({
      calendar: { ...calendar, layers: ['other'], version: 'o-1', off: { '2026-11-24': 'a feast' } },
    });
    expect(moved(opened(), 10, other, 'work')).toBe('11-28T00:00');
    expect(moved(opened(), 10, other, 'days')).toBe('stays');
  });
});

describe('the days that a migrated case is counted with', () => {
  const days = (next: EnginePack, given = opened(), old = given.pack): unknown =>
    ofType(migrate(given, 10, next, old), 'PackMigrated')[0]?.calendar;
  const { calendar: _calendar, ...rest } = version({ clocks: ledgerPack.clocks.filter((def) => def.id !== 'work') });
  const newer = { ...calendar, version: 'test-2' };

  it('stay as they are unless the version is counted with other calendars, or with none', () => {
    expect(days(version({}))).toBeUndefined();
    expect(days(version({ calendar: newer }))).toStrictEqual(calendar);
    expect(days(version({ calendar: { ...newer, layers: ['other'] } }))).toStrictEqual({ ...newer, layers: ['other'] });
    expect(days(rest)).toBeNull();
  });

  it('stay those that were published for it', () => {
    const given = opened();
    given.state = { ...given.state, calendar: newer };
    expect(days(version({ calendar: { ...calendar, version: 'test-3' } }), given)).toBeUndefined();
  });

  it('are those of the version where it had none', () => {
    const given = new Given({ pack: { ...rest, hash: 'old', version: '1' } });
    expect(days(version({ clocks: rest.clocks }), given)).toStrictEqual(calendar);
    expect(days({ ...rest, hash: 'new' }, given)).toBeUndefined();
  });
});

describe('a clock that another version starts', () => {
  const extra = (
    given: Given,
    minute: number,
    over: Partial<ClockDef>,
  ): readonly (readonly [string | undefined, number, number])[] =>
    migrate(given, minute, added(over)).state.clocks.flatMap((one) =>
      one.clock === 'extra' ? [[one.subject, one.occurrence, (one.startedAt - T0) / MINUTE] as const] : [],
    );

  it('starts for each level, dispatch and cycle from its own moment; of promises the last alone', () => {
    expect(
      extra(opened().when(20, 'escalate').when(30, 'escalate'), 60, { per: 'level', start: [{ on: 'level-entered' }] }),
    ).toStrictEqual([
      ['desk', 1, 0],
      ['house', 2, 20],
      ['group', 3, 30],
    ]);
    const dispatched = opened()
      .when(5, 'dispatch', { departments: ['it', 'law'] })
      .when(6, 'answer-dispatch', { dispatch: 'd1' }, person('department-head'));
    const share: Partial<ClockDef> = {
      per: 'dispatch',
      start: [{ on: 'dispatched' }],
      stop: [{ on: 'dispatch-answered' }],
    };
    expect(extra(dispatched, 60, share)).toStrictEqual([['d2', 1, 5]]);
    const reopened = opened()
      .when(1, 'resolve', { outcome: 'explained' })
      .when(2, 'close')
      .when(3, 'reopen', { reason: 'mistake' });
    expect(
      extra(reopened, 60, {
        per: 'cycle',
        start: [{ on: 'accepted' }, { on: 'reopened' }],
        stop: [{ on: 'step', step: 'lose' }],
      }),
    ).toStrictEqual([
      ['1', 1, 0],
      ['2', 2, 3],
    ]);
    const promised = opened();
    for (const hours of [10, 9, 8]) promised.when(13 - hours, 'promise', { promisedAt: T0 + hours * HOUR });
    expect(
      extra(promised, 60, {
        per: 'promise',
        start: [{ on: 'promised' }],
        limit: { kind: 'field', field: 'promisedAt' },
      }),
    ).toStrictEqual([[String(T0 + 8 * HOUR), 1, 5]]);
    expect(extra(opened().when(7, 'lose'), 60, { per: 'level', start: [{ on: 'step', step: 'lose' }] })).toStrictEqual([
      ['desk', 1, 7],
    ]);
  });

  it('starts once, at the first moment at which it would have', () => {
    expect(
      extra(opened().when(7, 'lose').when(9, 'lose'), 60, { start: [{ on: 'step', step: 'lose' }] }),
    ).toStrictEqual([[undefined, 1, 7]]);
    expect(extra(opened().when(7, 'lose'), 60, { start: [{ on: 'step', step: 'find' }] })).toStrictEqual([]);
  });

  it('does not start where a stop, a cancellation or the end of the case has ended it since', () => {
    const lose: Partial<ClockDef> = { start: [{ on: 'step', step: 'lose' }] };
    const given = opened().when(7, 'lose').when(8, 'add-channel', { channel: 'hotline' });
    expect(extra(given, 60, { ...lose, cancel: [{ on: 'channel-added' }] })).toStrictEqual([]);
    expect(extra(given, 60, { ...lose, stop: [{ on: 'channel-added' }] })).toStrictEqual([]);
    expect(
      extra(opened().when(6, 'add-channel', { channel: 'hotline' }).when(7, 'lose'), 60, {
        ...lose,
        stop: [{ on: 'channel-added' }],
      }),
    ).toStrictEqual([[undefined, 1, 7]]);
    expect(extra(opened(), 60, { stop: [{ on: 'accepted' }] })).toStrictEqual([[undefined, 1, 0]]);
    const dispatched = opened()
      .when(5, 'dispatch', { departments: ['it', 'law'] })
      .when(6, 'answer-dispatch', { dispatch: 'd1' }, person('department-head'));
    expect(extra(dispatched, 60, { stop: [{ on: 'dispatch-answered' }] })).toStrictEqual([]);
  });

  it('is marked when its moment has passed, or is this very moment, and not when nobody can miss it', () => {
    const marked = (over: Partial<ClockDef>): unknown =>
      ofType(migrate(opened(), 60, added(over)), 'ClockStarted').map((data) => data.ruleAdjusted);
    expect([
      marked({ limit: { kind: 'elapsed', ms: HOUR } }),
      marked({ limit: { kind: 'elapsed', ms: HOUR + 1 } }),
      marked({ limit: { kind: 'none' } }),
    ]).toStrictEqual([[true], [undefined], [undefined]]);
  });

  it('is one that the old version has not, or starts otherwise, for something else or on a condition', () => {
    const names = (next: EnginePack): readonly string[] => newlyStarting(ledgerPack, next).map((def) => def.id);
    expect([
      names(version({})),
      names(added({})),
      names(withClock('simple', { title: 'x', limit: { kind: 'none' } })),
    ]).toStrictEqual([[], ['extra'], []]);
    expect([
      names(withClock('simple', { start: [] })),
      names(withClock('simple', { when: {} })),
      names(withClock('simple', { per: 'cycle' })),
    ]).toStrictEqual([['simple'], ['simple'], ['simple']]);
  });

  it('that starts on something else now goes on where it runs already', () => {
    const next = withClock('round', { start: [{ on: 'registered' }, { on: 'reopened' }] });
    expect(ofType(migrate(opened(), 60, next), 'ClockStarted')).toStrictEqual([]);
  });

  it('starts for the cycle that is new to it beside the one that it has already', () => {
    const round = {
      ...(ledgerPack.clocks.find((def) => def.id === 'round') as ClockDef),
      start: [{ on: 'accepted' }] as const,
      stop: [],
    };
    const old = { ...ledgerPack, clocks: [round] };
    const given = new Given({ pack: old })
      .when(1, 'resolve', { outcome: 'explained' })
      .when(2, 'close')
      .when(3, 'reopen', { reason: 'mistake' });
    const { state } = migrate(
      given,
      60,
      version({ clocks: [{ ...round, start: [{ on: 'accepted' }, { on: 'reopened' }] }] }),
    );
    expect(state.clocks.map((one) => [one.subject, one.occurrence, (one.startedAt - T0) / MINUTE])).toStrictEqual([
      ['1', 1, 0],
      ['2', 2, 3],
    ]);
  });

  it('of each dispatch does not start where something has ended them all', () => {
    const resolved = opened()
      .when(5, 'dispatch', { departments: ['it'] })
      .when(6, 'resolve', { outcome: 'explained' });
    expect(
      extra(resolved, 60, { per: 'dispatch', start: [{ on: 'dispatched' }], stop: [{ on: 'resolved' }] }),
    ).toStrictEqual([]);
  });
});

describe('a migration', () => {
  it('is told by its versions, its request and its place in the log', () => {
    const { events } = migrate(opened(), 10, version({ hash: 'ledger-2-of-the-tests' }));
    const ref = (of: EnginePack): unknown => ({ id: of.id, version: of.version, hash: of.hash });
    expect(events).toMatchObject([
      {
        id: `migrate:ledger-2-of-@${opened().state.seq}#1`,
        at: T0 + 10 * MINUTE,
        actor: { id: 'admin-2', unit: '', roles: ['administrator'] },
      },
    ]);
    expect(events[0]?.data).toStrictEqual({
      from: ref(ledgerPack),
      to: ref(version({ hash: 'ledger-2-of-the-tests' })),
      request: 'r1',
      requestedBy: 'policy-1',
      approvedBy: 'admin-2',
    });
  });

  it('is laid out beforehand: what moves, what ends, what starts, and what lies in the past', () => {
    const given = opened().whenTimeIs(60);
    const next = {
      ...added({ limit: { kind: 'elapsed', ms: MINUTE } }),
      clocks: added({ limit: { kind: 'elapsed', ms: MINUTE } })
        .clocks.filter((def) => def.id !== 'fixed')
        .map((def): ClockDef =>
          def.id === 'simple'
            ? { ...def, limit: { kind: 'elapsed', ms: HOUR } }
            : def.id === 'law'
              ? { ...def, limit: { kind: 'days', days: 1 } }
              : def,
        ),
    };
    const law = given.clock('law').dueAt;
    expect(migrationPlan(given.state, migrate(given, 120, next))).toStrictEqual({
      moved: [
        { clock: 'law', occurrence: 1, from: law, to: law - 14 * DAY, past: false },
        { clock: 'simple', occurrence: 1, from: T0 + 10 * HOUR, to: T0 + HOUR, past: true },
      ],
      ended: [{ clock: 'fixed', occurrence: 1 }],
      started: [{ clock: 'extra', occurrence: 1, startedAt: T0, dueAt: T0 + MINUTE, past: true }],
    });
    const missed = migrationPlan(
      opened().state,
      migrate(
        opened().whenTimeIs(600),
        610,
        version({ clocks: ledgerPack.clocks.filter((def) => def.id !== 'simple') }),
      ),
    );
    expect(missed.ended).toStrictEqual([{ clock: 'simple', occurrence: 1 }]);
  });

  it('of a confidential case to a version without confidential cases opens it', () => {
    const { access: _access, fields: _fields, ...rest } = version({});
    const open = { ...rest, fields: ladderPack.fields };
    const watch = { ...person('watch'), roles: ['watch'] };
    const given = new Given({ pack: ledgerPack, category: 'crime', actor: watch });
    const advance = migrate(given, 10, open);
    expect([ofType(advance, 'AccessSet'), advance.state.access]).toStrictEqual([[{}], {}]);
  });
});

describe('a case stays under its version, and is told why', () => {
  const without = <T>(record: Readonly<Record<string, T>>, ...names: readonly string[]): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([one]) => !names.includes(one)));
  const said = (given: Given, next: EnginePack, minute = 10): string => {
    const result = move(given, minute, next);
    return result.ok
      ? 'moves'
      : [say(result.rejection, 'en'), ...faultsIn(result.rejection).map((one) => one.pointer)].join(' ');
  };
  const noAction = (...names: readonly string[]): EnginePack =>
    version({ actions: without(ledgerPack.actions, ...names) });

  it('where the version lacks what the case has', () => {
    expect(said(opened(), ledgerPack)).toBe('the case is under ledger 1.0.0 already /to');
    expect(said(opened(), version({ id: 'other' }))).toBe(
      'the case is under "ledger" and stays under a version of it /to',
    );
    expect(said(opened(), version({ levels: ledgerPack.levels.slice(1) }))).toBe(
      'the version has no level "desk" /levels',
    );
    expect(
      said(opened().when(1, 'escalate', { to: 'group' }), version({ levels: ledgerPack.levels.slice(0, 2) })),
    ).toBe('the version has no level "group" /levels');
    const up = opened().when(1, 'escalate', { to: 'group' });
    expect(said(up, version({ levels: ledgerPack.levels.slice(1) }))).toBe('the version has no level "desk" /levels');
    const resolved = opened().when(1, 'resolve', { outcome: 'explained' });
    resolved.state = { ...resolved.state, level: 'house', entryLevel: 'house', resolvedLevel: 'desk' };
    expect(said(resolved, version({ levels: ledgerPack.levels.slice(1) }))).toBe(
      'the version has no level "desk" /levels',
    );
    expect(said(opened(), version({ categories: {} }))).toBe(
      'the version has no category "plain"; reclassify the case first',
    );
    expect(
      said(
        opened().when(1, 'add-channel', { channel: 'hotline' }),
        version({ channels: without(ledgerPack.channels, 'hotline') }),
      ),
    ).toBe('the version has no channel "hotline"');
    expect(said(opened(), version({ objects: [] }))).toBe('the version takes no complaint');
    const { pauses: _pauses, ...pauseless } = version({});
    const paused = opened().when(1, 'pause', { kind: 'outside', reason: 'court' }, house);
    expect([
      said(paused, pauseless),
      said(paused, version({ pauses: without(ledgerPack.pauses ?? {}, 'archive') })),
    ]).toStrictEqual(['the version has no pause "outside"; end the pause first /pauses', 'moves']);
    expect(said(opened(), pauseless)).toBe('moves');
  });

  it('where a request waits that the version could not decide', () => {
    const waiting = opened().when(1, 'refuse', { reason: 'mistake' });
    const words = '"refuse" waits for an approval that the version does not have; decide it first /approvals';
    expect([
      said(waiting, version({ approvals: without(ledgerPack.approvals, 'second') })),
      said(waiting, noAction('refuse')),
    ]).toStrictEqual([words, words]);
    expect(said(waiting, noAction('approve'))).toBe(
      'the version has no action "approve", which the case still needs /actions/approve',
    );
    const decided = waiting.when(2, 'reject', {}, person('desk-head'));
    expect([said(decided, noAction('refuse')), said(decided, noAction('approve'))]).toStrictEqual(['moves', 'moves']);
  });

  it('where the version has no way on: none to accept, resolve, close, resume or answer what must be', () => {
    const gate = new Given({ pack: { ...ledgerPack, acceptance: 'by-person' } });
    const needs = (given: Given, name: string): boolean =>
      said(given, noAction(name)) ===
      `the version has no action "${name}", which the case still needs /actions/${name}`;
    const resolved = (): Given => opened().when(1, 'resolve', { outcome: 'explained' });
    expect([needs(gate, 'accept'), needs(opened(), 'accept'), needs(gate.when(1, 'accept'), 'accept')]).toStrictEqual([
      true,
      false,
      false,
    ]);
    expect([
      needs(opened(), 'resolve'),
      needs(opened().when(1, 'accept'), 'resolve'),
      needs(resolved(), 'resolve'),
    ]).toStrictEqual([true, true, false]);
    expect([
      needs(opened(), 'close'),
      needs(resolved(), 'close'),
      needs(resolved().when(2, 'close'), 'close'),
    ]).toStrictEqual([true, true, false]);
    expect([
      needs(opened(), 'resume'),
      needs(opened().when(1, 'pause', { kind: 'outside', reason: 'court' }, house), 'resume'),
    ]).toStrictEqual([false, true]);
    const dispatched = opened().when(1, 'dispatch', { departments: ['it'] });
    expect([needs(opened(), 'answer-dispatch'), needs(dispatched, 'answer-dispatch')]).toStrictEqual([false, true]);
    expect(needs(dispatched.when(2, 'answer-dispatch', {}, person('department-head')), 'answer-dispatch')).toBe(false);
    expect(
      said(new Given({ pack: { ...ledgerPack, actions: without(ledgerPack.actions, 'close') } }), noAction('close')),
    ).toBe('moves');
  });

  it('where a clock of it could not go on', () => {
    expect(said(opened(), version({ ladders: without(ledgerPack.ladders, 'plain') }))).toBe(
      'the version has no ladder "plain" for the clock "law" /clocks/law/ladder',
    );
    expect(said(opened(), withClock('simple', { per: 'cycle' }))).toBe(
      'the clock "simple" runs once per case, in the version once per cycle /clocks/simple/per',
    );
    const lost =
      'the limit of "simple" cannot be counted: the case lacks its field, or the version its calendar or hours ' +
      '/clocks/simple/limit';
    expect([
      said(opened(), limited('simple', { kind: 'field', field: 'lost' })),
      said(opened(), limited('simple', { kind: 'business-hours', ms: 1 })),
    ]).toStrictEqual([lost, lost]);
    expect(said(opened().when(1, 'reply'), withClock('reply', { per: 'cycle', ladder: 'lost' }))).toBe('moves');
    const onlyWork = { ...ledgerPack, clocks: ledgerPack.clocks.filter((def) => def.id === 'simple') };
    expect(said(new Given({ pack: onlyWork }), version({ clocks: [] }))).toBe('moves');
  });

  it('where it has ended, or has gone on since it was looked at', () => {
    expect(said(opened().when(5, 'withdraw', { reason: 'mistake' }), version({}))).toBe(
      'the case has ended and keeps the rules it ended under',
    );
    const { state } = opened();
    const order = { request: 'r', requestedBy: 'a', approvedBy: 'b', seq: state.seq - 1, happened: [] };
    const detail = `the case has gone on since event ${state.seq - 1}; look at it again`;
    expect(told(migrateCase(ledgerPack, version({}), state, order, T0))).toStrictEqual({
      ok: false,
      rejection: { code: 'case-changed', detail, errors: [{ pointer: '/seq', detail }] },
    });
  });
});
