import { describe, expect, it } from 'vitest';
import { clockEvents, rulesOf } from '../../domain/clocks.ts';
import type { CaseEvent, RecordedEvent } from '../../domain/event.ts';
import { instantsOf } from '../../domain/instants.ts';
import { escalationTarget, lapse } from '../../domain/lapse.ts';
import { needsWorkflow } from '../../domain/needsWorkflow.ts';
import { nextInstant } from '../../domain/nextInstant.ts';
import { isBreach, isEnded, isOverdue, isProvisionalCase, nextDueAt } from '../../domain/overdue.ts';
import type { ClockDef, Trigger } from '../../domain/clockDef.ts';
import type { EnginePack } from '../../domain/pack.ts';
import { pauseKind } from '../../domain/pausing.ts';
import { pendingRungs, rungInstant } from '../../domain/rungs.ts';
import type { CaseState, ClockState } from '../../domain/state.ts';
import { firingFor, firingsOf } from '../../domain/triggers.ts';
import { ladderPack } from '../support/ladderPack.ts';
import { ledgerPack } from '../support/ledgerPack.ts';
import { BASE, Given, HOUR, MINUTE, person, T0 } from '../support/specification.ts';

const house = person('house-head');
const DAY = 24 * HOUR;
const ACTOR = { id: 'somebody', unit: 'desk-a', roles: ['handler'] };
const opened = (): Given => new Given({ pack: ledgerPack });

/** The ledger pack with one clock of the test's own. */
function packWith(over: Partial<ClockDef>, more: Partial<EnginePack> = {}): EnginePack {
  const def: ClockDef = {
    id: 'own',
    title: 'Own',
    start: [{ on: 'accepted' }],
    stop: [{ on: 'closed' }],
    per: 'case',
    limit: { kind: 'elapsed', ms: 2 * HOUR },
    ladder: 'plain',
    severity: 1,
    ...over,
  };
  return { ...ledgerPack, ...more, clocks: [def] };
}

const withOwn = (over: Partial<ClockDef>, more: Partial<EnginePack> = {}): Given => new Given({ pack: packWith(over, more) });
const owns = (given: Given): readonly (readonly [string, string | undefined, number])[] =>
  given.state.clocks.map((clock) => [clock.status, clock.subject, (clock.startedAt - T0) / MINUTE] as const);
const ends = (given: Given): readonly unknown[] => given.events.filter((event) => event.type === 'ClockStopped' || event.type === 'ClockCancelled').map((event) => event.data);

describe('what an event sets off', () => {
  it.each<readonly [event: CaseEvent, firings: readonly unknown[]]>([
    [{ type: 'CaseRefused', data: { reason: '' } }, [{ on: 'refused' }]],
    [{ type: 'HandlerAssigned', data: {} }, [{ on: 'assigned' }]],
    [{ type: 'DepartmentDispatched', data: { dispatch: 'd1', department: 'it' } }, [{ on: 'dispatched', dispatch: 'd1' }]],
    [{ type: 'DispatchAnswered', data: { dispatch: 'd1', substantive: true } }, [{ on: 'dispatch-answered', dispatch: 'd1' }]],
    [{ type: 'DispatchRerouted', data: { dispatch: 'd1', from: 'it', department: 'law', reason: '' } }, [{ on: 'dispatch-rerouted', dispatch: 'd1' }]],
    [{ type: 'DispatchRefused', data: { dispatch: 'd1', reason: '' } }, [{ on: 'dispatch-refused', dispatch: 'd1' }]],
    [{ type: 'DispatchRefusalRuled', data: { dispatch: 'd1', valid: true } }, []],
    [{ type: 'LevelChanged', data: { from: 'desk', to: 'house' } }, [{ on: 'escalated' }, { on: 'level-entered', level: 'house' }]],
    [{ type: 'PromiseMade', data: { promisedAt: 1, deferral: false } }, [{ on: 'promised' }]],
    [{ type: 'CaseResolved', data: {} }, [{ on: 'resolved' }]],
    [{ type: 'CaseClosed', data: {} }, [{ on: 'closed' }]],
    [{ type: 'CaseReopened', data: { cycle: 2, reason: '' } }, [{ on: 'reopened' }]],
    [{ type: 'CaseWithdrawn', data: { by: 'complainant', reason: '' } }, [{ on: 'withdrawn' }]],
    [{ type: 'CaseMerged', data: { into: 'c2' } }, [{ on: 'merged' }]],
    [{ type: 'ChannelAdded', data: { channel: 'x' } }, [{ on: 'channel-added' }]],
    [{ type: 'CaseLinked', data: { no: 'c0', kind: 'related' } }, [{ on: 'linked' }]],
    [{ type: 'CategoryChanged', data: { from: 'a', to: 'b', reason: '' } }, [{ on: 'reclassified' }]],
    [{ type: 'StepRecorded', data: { step: 'reply', fields: {} } }, [{ on: 'step', step: 'reply' }]],
    [{ type: 'CommentAdded', data: { note: 'n' } }, []],
  ])('%j', (event, firings) => {
    expect(firingsOf(event, opened().state)).toStrictEqual(firings);
  });

  it('a registration, as far as it goes', () => {
    const data = { object: 'complaint', channel: 'counter', unit: 'u', category: 'plain', level: 'desk', fields: {}, anonymous: false, accepted: false };
    const base = [{ on: 'registered' }, { on: 'level-entered', level: 'desk' }];
    expect(firingsOf({ type: 'CaseRegistered', data }, undefined)).toStrictEqual(base);
    expect(firingsOf({ type: 'CaseRegistered', data: { ...data, accepted: true, repeatOf: 'c0' } }, undefined)).toStrictEqual([...base, { on: 'accepted' }, { on: 'linked' }]);
  });

  it('acceptance once', () => {
    const { acceptedAt: _accepted, ...waiting } = opened().state;
    const event: CaseEvent = { type: 'CaseAccepted', data: {} };
    expect([firingsOf(event, waiting), firingsOf(event, opened().state), firingsOf(event, undefined)]).toStrictEqual([[{ on: 'accepted' }], [], [{ on: 'accepted' }]]);
  });

  it('a request for approval', () => {
    const { events } = opened().when(1, 'refuse', { reason: 'mistake' });
    expect(events.flatMap((event) => (event.type === 'ApprovalRequested' ? firingsOf(event, undefined) : []))).toStrictEqual([{ on: 'approval-requested' }]);
  });

  it('and a trigger is set off by its name, its level, its step and its condition together', () => {
    const firings = [
      { on: 'level-entered', level: 'desk' },
      { on: 'step', step: 'reply' },
    ] as const;
    const off = (trigger: Trigger): boolean => firingFor(trigger, firings, { grave: true }) !== undefined;
    expect([off({ on: 'level-entered' }), off({ on: 'level-entered', level: 'desk' }), off({ on: 'level-entered', level: 'house' })]).toStrictEqual([true, true, false]);
    expect([off({ on: 'step', step: 'reply' }), off({ on: 'step', step: 'lose' }), off({ on: 'closed' })]).toStrictEqual([true, false, false]);
    expect([off({ on: 'step', when: { grave: true } }), off({ on: 'step', when: { grave: false } })]).toStrictEqual([true, false]);
  });
});

describe('a clock starts', () => {
  it('once for a case, once a level, once a dispatch, once a cycle', () => {
    const step: Partial<ClockDef> = { start: [{ on: 'step', step: 'lose' }], stop: [{ on: 'step', step: 'find' }] };
    expect(owns(withOwn(step).when(1, 'lose').when(2, 'lose'))).toStrictEqual([['running', undefined, 1]]);
    const level = withOwn({ per: 'level', start: [{ on: 'level-entered' }, { on: 'step', step: 'lose' }] });
    expect(owns(level.when(1, 'lose').when(2, 'escalate').when(3, 'lose'))).toStrictEqual([
      ['running', 'desk', 0],
      ['running', 'house', 2],
    ]);
    expect(owns(withOwn({ per: 'level', start: [{ on: 'step', step: 'lose' }] }).when(1, 'lose'))).toStrictEqual([['running', 'desk', 1]]);
    expect(owns(withOwn({ per: 'dispatch', start: [{ on: 'dispatched' }] }).when(1, 'dispatch', { departments: ['it', 'law'] }))).toStrictEqual([
      ['running', 'd1', 1],
      ['running', 'd2', 1],
    ]);
    expect(
      owns(
        withOwn({ per: 'cycle', ...step })
          .when(1, 'lose')
          .when(2, 'lose'),
      ),
    ).toStrictEqual([['running', '1', 1]]);
  });

  it('anew with each promise, which takes the place of the one before unless that was missed', () => {
    const promises = { per: 'promise', start: [{ on: 'promised' }], limit: { kind: 'field', field: 'promisedAt' } } as const;
    const replaced = withOwn(promises)
      .when(1, 'promise', { promisedAt: T0 + 9 * HOUR })
      .when(2, 'promise', { promisedAt: T0 + 8 * HOUR });
    expect(owns(replaced).map(([status]) => status)).toStrictEqual(['cancelled', 'running']);
    expect(ends(replaced)).toStrictEqual([{ clock: 'own', occurrence: 1, reason: 'superseded' }]);
    expect(replaced.clock('own', 2)).toMatchObject({ subject: String(T0 + 8 * HOUR), dueAt: T0 + 8 * HOUR });
    const missed = withOwn(promises)
      .when(1, 'promise', { promisedAt: T0 + HOUR })
      .whenTimeIs(60);
    const { ledger: _ledger, ...older } = missed.pack;
    const again = new Given({ pack: older });
    again.state = missed.state;
    again.when(61, 'promise', { promisedAt: T0 + 8 * HOUR });
    expect(owns(again).map(([status]) => status)).toStrictEqual(['missed', 'running']);
  });

  it('only where its condition holds, and never without the field of its limit', () => {
    expect(owns(withOwn({ when: { category: 'knotty' } }))).toStrictEqual([]);
    expect(owns(withOwn({ limit: { kind: 'field', field: 'lost' } }))).toStrictEqual([]);
  });

  it('with the rules of its definition, and no word that the definition does not have', () => {
    const bare: ClockDef = { id: 'own', title: 'Own', start: [], stop: [], per: 'case', limit: { kind: 'elapsed', ms: 1 }, ladder: 'plain', severity: 3 };
    expect(rulesOf(bare)).toStrictEqual({ ladder: 'plain', severity: 3, overdue: false, pausable: false });
    expect(rulesOf({ ...bare, rule: 'T9', overdue: true, pausable: true, owed: false, limit: { kind: 'none' } })).toStrictEqual({
      rule: 'T9',
      ladder: 'plain',
      severity: 3,
      overdue: true,
      pausable: true,
      monitor: true,
      owed: false,
    });
  });

  it('with its target, its calendar and whether that is out yet', () => {
    const work = withOwn({ limit: { kind: 'working-days', days: 3 }, target: { kind: 'working-days', days: 1 } }).clock('own');
    expect(work).toMatchObject({ targetAt: Date.parse('2026-11-25T00:00:00+08:00'), calendarVersion: 'test-1' });
    expect(work).not.toHaveProperty('provisional');
    const calendar = { ...(ledgerPack.calendar as NonNullable<EnginePack['calendar']>), openFrom: '11-24' };
    expect(withOwn({ limit: { kind: 'working-days', days: 3 } }, { calendar }).clock('own').provisional).toBe(true);
    const plain = withOwn({}).clock('own');
    for (const name of ['targetAt', 'calendarVersion', 'provisional', 'armedAt', 'subject', 'rule']) expect(plain).not.toHaveProperty(name);
  });

  it('from the moment in a field, from registration or from acceptance, where the pack says so; nothing of it acts before it begins', () => {
    const start: readonly Trigger[] = [{ on: 'step', step: 'lose' }];
    const from = (over: Partial<ClockDef>, fields = {}): ClockState => new Given({ pack: packWith({ start, ...over }), fields }).when(30, 'lose').clock('own');
    expect(from({})).not.toHaveProperty('armedAt');
    expect(from({ from: 'sentAt' }, { sentAt: T0 - HOUR })).toMatchObject({ startedAt: T0 - HOUR, dueAt: T0 + HOUR, armedAt: T0 + 30 * MINUTE });
    expect(from({ from: 'sentAt' }, { sentAt: 'unknown' }).startedAt).toBe(T0 + 30 * MINUTE);
    expect(from({ from: 'sentAt' }).startedAt).toBe(T0 + 30 * MINUTE);
    expect(from({ fromEvent: 'registered' })).toMatchObject({ startedAt: T0, armedAt: T0 + 30 * MINUTE });
    const late = new Given({ pack: packWith({ start, fromEvent: 'accepted' }, { acceptance: 'by-person' }) });
    expect(late.when(10, 'accept').when(30, 'lose').clock('own').startedAt).toBe(T0 + 10 * MINUTE);
    const never = new Given({ pack: packWith({ start, fromEvent: 'accepted' }, { acceptance: 'by-person' }) });
    expect(never.when(30, 'lose').clock('own').startedAt).toBe(T0 + 30 * MINUTE);
  });
});

describe('a clock that a reclassification starts', () => {
  const categories = { category: 'knotty', reason: 'mistake' };
  const back = { category: 'plain', reason: 'mistake' };
  it('counts from when it would have started, where it would have, and otherwise from now', () => {
    const start = (...on: readonly Trigger['on'][]): Given => withOwn({ when: { category: 'knotty' }, start: [...on.map((one) => ({ on: one })), { on: 'reclassified' }] });
    expect(owns(start('registered').when(30, 'reclassify', categories))).toStrictEqual([['running', undefined, 0]]);
    expect(owns(start('resolved').when(30, 'reclassify', categories))).toStrictEqual([['running', undefined, 30]]);
    const conditional = withOwn({ when: { category: 'knotty' }, start: [{ on: 'accepted', when: { grave: true } }, { on: 'reclassified' }] });
    expect(owns(conditional.when(30, 'reclassify', categories))).toStrictEqual([['running', undefined, 30]]);
    const gate = new Given({ pack: packWith({ when: { category: 'knotty' }, start: [{ on: 'accepted' }, { on: 'reclassified' }] }, { acceptance: 'by-person' }) });
    expect(owns(gate.when(10, 'accept').when(30, 'reclassify', categories))).toStrictEqual([['running', undefined, 10]]);
    const waiting = new Given({ pack: packWith({ when: { category: 'knotty' }, start: [{ on: 'accepted' }, { on: 'reclassified' }] }, { acceptance: 'by-person' }) });
    expect(owns(waiting.when(30, 'reclassify', categories))).toStrictEqual([['running', undefined, 30]]);
    const { ledger: _ledger, ...older } = packWith({ when: { category: 'knotty' }, start: [{ on: 'accepted' }, { on: 'reclassified' }] });
    expect(owns(new Given({ pack: older }).when(30, 'reclassify', categories))).toStrictEqual([['running', undefined, 30]]);
  });

  it('and that it cancelled before goes on only in a pack with a ledger, and only if a reclassification cancelled it', () => {
    const over: Partial<ClockDef> = {
      start: [{ on: 'accepted' }, { on: 'reclassified' }],
      when: { category: 'plain' },
      cancel: [
        { on: 'reclassified', when: { category: 'knotty' } },
        { on: 'step', step: 'lose' },
      ],
    };
    const there = (given: Given): Given => given.when(10, 'reclassify', categories).when(20, 'reclassify', back);
    expect(owns(there(withOwn(over)))).toStrictEqual([['running', undefined, 0]]);
    const { ledger: _ledger, ...older } = packWith(over);
    expect(owns(there(new Given({ pack: older })))).toStrictEqual([['cancelled', undefined, 0]]);
    expect(owns(withOwn(over).when(5, 'lose').when(10, 'reclassify', categories).when(20, 'reclassify', back))).toStrictEqual([['cancelled', undefined, 0]]);
  });
});

describe('a clock ends', () => {
  it('met or late by what stops it, cancelled with the reason by what cancels it', () => {
    const over: Partial<ClockDef> = { stop: [{ on: 'step', step: 'reply' }], cancel: [{ on: 'channel-added' }] };
    expect(ends(withOwn(over).when(5, 'reply'))).toStrictEqual([{ clock: 'own', occurrence: 1, outcome: 'met' }]);
    expect(ends(withOwn(over).whenTimeIs(120).when(130, 'reply'))).toStrictEqual([{ clock: 'own', occurrence: 1, outcome: 'late' }]);
    expect(ends(withOwn(over).when(5, 'add-channel', { channel: 'hotline' }))).toStrictEqual([{ clock: 'own', occurrence: 1, reason: 'channel-added' }]);
    expect(ends(withOwn(over).whenTimeIs(120).when(130, 'add-channel', { channel: 'hotline' }))).toStrictEqual([{ clock: 'own', occurrence: 1, outcome: 'late' }]);
    expect(ends(withOwn(over).when(5, 'reply').when(6, 'add-channel', { channel: 'hotline' }))).toHaveLength(1);
  });

  it('with the case, whatever the pack says', () => {
    expect(ends(withOwn({}).when(5, 'withdraw', { reason: 'mistake' }))).toMatchObject([{ reason: 'withdrawn' }]);
    expect(ends(withOwn({}).when(5, 'merge', { into: 'c2' }))).toMatchObject([{ reason: 'merged' }]);
    expect(ends(withOwn({}).when(5, 'refuse', { reason: 'mistake' }).when(6, 'approve', {}, house))).toMatchObject([{ reason: 'refused' }]);
  });

  it('of one dispatch by the answer to that one alone; one of the whole case by any', () => {
    const share: Partial<ClockDef> = { per: 'dispatch', start: [{ on: 'dispatched' }], stop: [{ on: 'dispatch-answered' }] };
    const answered = (over: Partial<ClockDef>): Given =>
      withOwn(over)
        .when(1, 'dispatch', { departments: ['it', 'law'] })
        .when(2, 'answer-dispatch', { dispatch: 'd2' }, person('department-head'));
    expect(owns(answered(share)).map(([status, subject]) => [subject, status])).toStrictEqual([
      ['d1', 'running'],
      ['d2', 'met'],
    ]);
    expect(owns(answered({ ...share, per: 'case', start: [{ on: 'accepted' }] }))).toStrictEqual([['met', undefined, 0]]);
    expect(owns(answered({ ...share, stop: [{ on: 'closed' }, { on: 'resolved' }] }).when(3, 'resolve', { outcome: 'explained' })).map(([status]) => status)).toStrictEqual([
      'met',
      'met',
    ]);
  });

  it('while it stands still with its due moment moved, and the rest of the pause gives it nothing', () => {
    const given = opened().when(10, 'pause', { kind: 'outside', reason: 'court' }, house).when(40, 'reply');
    expect(given.clock('reply')).toMatchObject({ status: 'met', dueAt: T0 + 4 * HOUR + 30 * MINUTE, stood: 30 * MINUTE });
    expect(given.when(60, 'resume', {}, house).clock('reply').dueAt).toBe(T0 + 4 * HOUR + 30 * MINUTE);
  });

  it('what changes days moves clocks of a case that is there, and nothing of one that is not', () => {
    const event = { type: 'ClosureLifted', data: { order: 'o1' }, id: 'x#1', seq: 2, at: T0, actor: ACTOR } as const;
    const resumed = { type: 'ClocksResumed', data: {}, id: 'x#1', seq: 2, at: T0, actor: ACTOR } as const;
    const { state } = opened();
    expect([clockEvents(ledgerPack, undefined, state, event), clockEvents(ledgerPack, undefined, state, resumed)]).toStrictEqual([[], []]);
  });
});

describe('a pause', () => {
  it('says which clocks stand still, until when at most, and ends with how much of its maximum it used', () => {
    const given = opened().when(10, 'pause', { kind: 'outside', reason: 'court' }, house);
    const data = (type: CaseEvent['type']): unknown => given.events.find((event) => event.type === type)?.data;
    expect(data('ClocksPaused')).toStrictEqual({ reason: 'court', kind: 'outside', clocks: [{ clock: 'reply', occurrence: 1 }], until: T0 + 10 * MINUTE + 5 * DAY });
    given.when(25, 'resume', {}, house);
    expect(data('ClocksResumed')).toStrictEqual({ kind: 'outside', stood: 15 * MINUTE });
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
    expect([resumed?.id, resumed?.data]).toStrictEqual([`resume:${T0 + 10 * MINUTE + 5 * DAY}#1`, { kind: 'outside', stood: 5 * DAY, until: T0 + 10 * MINUTE + 5 * DAY }]);
  });

  it('of no length moves nothing', () => {
    const given = opened().when(10, 'pause', { kind: 'outside', reason: 'court' }, house).when(10, 'resume', {}, house);
    expect(given.types()).not.toContain('ClockMoved');
    expect(given.clock('reply').status).toBe('running');
  });

  it('ends with its case, so that a reopened one does not stand still', () => {
    const pack = packWith({ cancel: [], stop: [{ on: 'step', step: 'reply' }] }, { pauses: { outside: { title: 'x', clocks: ['own'] } } });
    const given = new Given({ pack }).when(10, 'pause', { kind: 'outside', reason: 'court' }, house).when(20, 'resolve', { outcome: 'explained' }).when(30, 'close');
    expect([given.state.paused, given.clock('own').status, given.clock('own').dueAt]).toStrictEqual([undefined, 'running', T0 + 2 * HOUR + 20 * MINUTE]);
    const old = new Given().when(10, 'pause', { reason: 'mistake' }, house).when(20, 'resolve', { outcome: 'explained' }).when(30, 'close');
    expect(old.state.paused).toBeDefined();
  });

  it('says what it may stop, and which reasons it takes', () => {
    const said = (given: Given, fields: Readonly<Record<string, string>>): string => {
      const result = given.attempt(5, 'pause', fields, house);
      return result.ok ? 'let through' : `${result.rejection.detail} ${result.rejection.errors?.[0]?.pointer ?? ''}`;
    };
    expect(said(opened(), { kind: 'lunch', reason: 'court' })).toBe('name a kind of pause: outside, archive, hearing /fields/kind');
    expect(said(opened().when(1, 'reply'), { kind: 'outside', reason: 'court' })).toBe('no clock runs that this pause may stop; it may stop: reply ');
    const strict = { ...ledgerPack, lists: { ...ledgerPack.lists, few: ['court'] }, pauses: { outside: { title: 'x', reasons: 'few', clocks: ['reply'] } } };
    expect(said(new Given({ pack: strict }), { reason: 'police' })).toBe('the reason must be one of: court /fields/reason');
    expect(said(new Given({ pack: strict }), { reason: 'court' })).toBe('let through');
    const used = opened()
      .when(10, 'pause', { kind: 'outside', reason: 'court' }, house)
      .whenTimeIs(10 + 5 * 1_440);
    const again = used.attempt(20 + 5 * 1_440, 'pause', { kind: 'outside', reason: 'court' }, house);
    expect(again.ok ? '' : again.rejection.detail).toBe('the longest total of this kind of pause is used up');
  });

  it('is of the kind that is named, of the only one, or of the only one that has the reason', () => {
    const outside = { title: 'Outside', reasons: 'bodies', clocks: [] };
    const lunch = { title: 'Lunch', clocks: [] };
    const kind = (pauses: EnginePack['pauses'], fields: Readonly<Record<string, string | number>>): string => {
      const found = pauseKind({ ...ledgerPack, ...(pauses === undefined ? {} : { pauses }) }, fields);
      return found.ok ? (found.value?.id ?? 'none') : found.rejection.code;
    };
    const both = { outside, lunch };
    expect([kind({}, {}), kind({ outside }, {}), kind({ outside }, { kind: 'lunch' }), kind({ outside }, { kind: 'outside' })]).toStrictEqual([
      'none',
      'outside',
      'pause-kind-unknown',
      'outside',
    ]);
    expect([kind(both, { reason: 'weather' }), kind(both, { reason: 'court' }), kind(both, { reason: 5 }), kind(both, { kind: 'outside' })]).toStrictEqual([
      'lunch',
      'pause-kind-unknown',
      'lunch',
      'outside',
    ]);
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

  it('never stops a clock that nobody can miss', () => {
    const pack = packWith({ limit: { kind: 'none' } }, { pauses: { outside: { title: 'x', clocks: ['own'] } } });
    new Given({ pack }).thenRefused(5, 'pause', 'condition-not-met', { reason: 'court' }, house);
  });
});

describe('an extension', () => {
  const granted = (extendable: ClockDef['extendable'], over: Partial<ClockDef> = {}): Given => withOwn({ ...over, ...(extendable === undefined ? {} : { extendable }) });
  const said = (given: Given, minute: number, fields: Readonly<Record<string, string | number>>): readonly unknown[] => {
    const result = given.attempt(minute, 'extend', { clock: 'own', ...fields }, house);
    return result.ok ? result.value.events.map((event) => event.data) : [result.rejection.code, result.rejection.detail, result.rejection.errors?.[0]?.pointer];
  };
  const hour = { by: { kind: 'elapsed', ms: HOUR }, times: 2 } as const;
  const due = T0 + 2 * HOUR;

  it('goes as far as the pack allows when nobody says how far, and exactly so far at most', () => {
    expect(said(granted(hour), 5, {})).toStrictEqual([{ clock: 'own', occurrence: 1, from: due, to: due + HOUR, reason: 'extension', granted: { kind: 'elapsed', ms: HOUR } }]);
    expect(said(granted(hour), 5, { until: due + HOUR, reason: 'mistake' })).toMatchObject([{ to: due + HOUR, detail: 'mistake' }]);
    expect(said(granted(hour), 5, { until: due + HOUR + 1 })).toStrictEqual(['extension-too-long', 'at the latest until 2026-11-23T04:00:00.000Z', '/fields/until']);
    expect(said(granted(hour), 5, { until: due })).toStrictEqual(['field-invalid', 'an extension ends after the present due moment', '/fields/until']);
  });

  it('of days ends with the last of them, counted from the day that ends with the present due moment', () => {
    const days = { by: { kind: 'days', days: 2 }, times: 1 } as const;
    const given = granted(days, { limit: { kind: 'days', days: 1 } });
    expect(said(given, 5, {})).toMatchObject([{ from: Date.parse('2026-11-25T00:00:00+08:00'), to: Date.parse('2026-11-27T00:00:00+08:00') }]);
    const hours = { by: { kind: 'business-hours', ms: HOUR }, times: 1 } as const;
    const open = { businessHours: [{ from: '09:00', to: '17:00' }] };
    const business = new Given({ pack: packWith({ limit: { kind: 'business-hours', ms: 8 * HOUR }, extendable: hours }, open) });
    expect(said(business, 5, {})).toMatchObject([{ from: Date.parse('2026-11-23T17:00:00+08:00'), to: Date.parse('2026-11-24T10:00:00+08:00') }]);
  });

  it('is had so often and no oftener, each time from the present due moment', () => {
    const given = granted(hour).when(5, 'extend', { clock: 'own' }, house).when(6, 'extend', { clock: 'own' }, house);
    expect([given.clock('own').dueAt, given.clock('own').extensions]).toStrictEqual([due + 2 * HOUR, 2]);
    expect(said(given, 7, {})).toStrictEqual(['extension-exhausted', 'this clock is extended 2 time(s) at most', '/fields/clock']);
  });

  it('is not for what is owed by law, nor for what the pack leaves out; where it says nothing, a person says how far', () => {
    expect(said(granted(undefined, { statutory: true }), 5, { until: due + 1 })).toStrictEqual(['extension-exhausted', 'this clock cannot be extended', '/fields/clock']);
    expect(said(granted(undefined), 5, { until: due + 99 * HOUR })).toMatchObject([{ to: due + 99 * HOUR }]);
    expect(said(granted(undefined), 5, {})).toStrictEqual(['field-invalid', 'an extension ends after the present due moment', '/fields/until']);
    expect(said(granted(hour).whenTimeIs(120), 121, {})).toStrictEqual(['field-invalid', 'no running clock of that name', '/fields/clock']);
    expect(said(granted(undefined, { limit: { kind: 'none' } }), 5, { until: due })).toStrictEqual(['field-invalid', 'no running clock of that name', '/fields/clock']);
  });
});

describe('the rungs of a ladder', () => {
  const clock = { ...opened().clock('days'), startedAt: T0, dueAt: T0 + 10 * HOUR, targetAt: T0 + 4 * HOUR };
  const { targetAt: _target, ...untargeted } = clock;
  const zone = 'Asia/Shanghai';

  it('stand at a share of the way, rounded up, or at a span from the due moment, the start or the target', () => {
    expect(rungInstant({ kind: 'percent', percent: 75 }, clock, zone)).toBe(T0 + 7.5 * HOUR);
    expect(rungInstant({ kind: 'percent', percent: 50 }, { startedAt: 0, dueAt: 3 }, zone)).toBe(2);
    expect(rungInstant({ kind: 'offset', ms: -HOUR }, clock, zone)).toBe(T0 + 9 * HOUR);
    expect(rungInstant({ kind: 'offset', ms: HOUR, of: 'start' }, clock, zone)).toBe(T0 + HOUR);
    expect(rungInstant({ kind: 'offset', ms: HOUR, of: 'target' }, clock, zone)).toBe(T0 + 5 * HOUR);
    expect(rungInstant({ kind: 'offset', ms: HOUR, of: 'target' }, untargeted, zone)).toBeUndefined();
  });

  it('or at a time of day so many days or working days from the due day, which 24:00 belongs to', () => {
    const midnight = { startedAt: T0, dueAt: Date.parse('2026-11-28T00:00:00+08:00') };
    expect(rungInstant({ kind: 'day', days: -2, time: '09:00' }, midnight, zone)).toBe(Date.parse('2026-11-25T09:00:00+08:00'));
    expect(rungInstant({ kind: 'working-day', days: 1, time: '09:00' }, midnight, zone, ledgerPack.calendar)).toBe(Date.parse('2026-11-30T09:00:00+08:00'));
    expect(rungInstant({ kind: 'working-day', days: 1, time: '09:00' }, midnight, zone)).toBeUndefined();
  });

  const ladder = [
    { id: 'early', at: { kind: 'offset', ms: -3 * HOUR }, notify: ['handler'], message: 'warning' },
    { id: 'start', at: { kind: 'offset', ms: -2 * HOUR }, notify: ['handler'], message: 'warning' },
    { id: 'warn', at: { kind: 'offset', ms: -HOUR }, notify: ['handler'], message: 'warning' },
    { id: 'due', at: { kind: 'offset', ms: 0 }, notify: ['house-head'], message: 'lapsed' },
    { id: 'after', at: { kind: 'offset', ms: HOUR }, notify: ['house-head'], message: 'lapsed' },
  ] as const;
  const pack = packWith({ ladder: 'own' }, { ladders: { own: ladder } });
  const { state } = new Given({ pack });
  const planned = (over: Partial<ClockState>): readonly string[] =>
    pendingRungs(pack, state, { ...(state.clocks[0] as ClockState), ...over }).map(({ rung, at }) => `${rung.id}@${(at - T0) / MINUTE}`);

  it('that would stand before the start do not apply; those that fired do not fire again', () => {
    expect(planned({})).toStrictEqual(['start@0', 'warn@60', 'due@120', 'after@180']);
    expect(planned({ fired: ['warn', 'due'] })).toStrictEqual(['start@0', 'after@180']);
    expect(planned({ ladder: 'lost' })).toStrictEqual([]);
  });

  it('that lay in the past when the clock was armed act then; a warning of what is over is left out', () => {
    expect(planned({ armedAt: T0 + 90 * MINUTE })).toStrictEqual(['early@90', 'start@90', 'warn@90', 'due@120', 'after@180']);
    expect(planned({ armedAt: T0 + 60 * MINUTE })).toStrictEqual(['early@60', 'start@60', 'warn@60', 'due@120', 'after@180']);
    expect(planned({ armedAt: T0 + 120 * MINUTE })).toStrictEqual(['due@120', 'after@180']);
    expect(planned({ armedAt: T0 + 150 * MINUTE })).toStrictEqual(['due@150', 'after@180']);
  });

  it('of a provisional due moment warn two days before it, where the clock is that long, and tell of its lapse when it comes', () => {
    const long = { dueAt: T0 + 4 * DAY, provisional: true };
    expect(planned(long)).toStrictEqual(['early', 'start', 'warn'].map((id) => `${id}@${2 * 1_440}`).concat([`due@${4 * 1_440}`, `after@${4 * 1_440 + 60}`]));
    expect(planned({ ...long, dueAt: T0 + 2 * DAY })).toStrictEqual([`early@${2_880 - 180}`, `start@${2_880 - 120}`, `warn@${2_880 - 60}`, 'due@2880', 'after@2940']);
    expect(planned({ dueAt: T0 + 4 * DAY })[2]).toBe(`warn@${4 * 1_440 - 60}`);
  });
});

describe('what acts next', () => {
  it('at one moment: the end of a pause, then what lapses, then its rungs, the severe clock first', () => {
    const clocks = (['mild', 'severe'] as const).map((id, index) => ({ ...(packWith({}).clocks[0] as ClockDef), id, severity: index }));
    const given = new Given({ pack: { ...packWith({}), clocks } });
    const paused = { ...given.state, paused: { since: T0, reason: 'x', kind: 'outside', until: T0 + 2 * HOUR } };
    const text = (state: CaseState): readonly string[] => instantsOf(given.pack, state).map((one) => (one.kind === 'resume' ? one.kind : `${one.kind} ${one.clock.clock}`));
    expect(text(given.state)).toStrictEqual(['miss severe', 'miss mild', 'rung severe', 'rung mild']);
    expect(text(paused)).toStrictEqual(['resume', 'miss severe', 'miss mild', 'rung severe', 'rung mild']);
    expect(nextInstant(given.pack, paused)).toStrictEqual({ at: T0 + 2 * HOUR, key: 'resume/outside', label: 'An outside body assists', notify: ['house-head'] });
    expect(nextInstant({ ...given.pack, pauses: {} }, { ...paused, paused: { ...paused.paused, until: T0 + 1 } })).toStrictEqual({
      at: T0 + 1,
      key: 'resume/outside',
      label: 'outside',
      notify: [],
    });
  });

  it('names the rung, the clock and the calendar that a provisional moment hangs on', () => {
    const missed = new Given().whenTimeIs(60);
    expect(nextInstant(ladderPack, missed.state)).toStrictEqual({ at: T0 + 3 * HOUR, key: 'reply/1/warn-75', label: 'Reply', notify: ['handler'] });
    const provisional = withOwn({});
    const [own] = provisional.state.clocks as readonly [ClockState];
    const of = (clock: ClockState): unknown => nextInstant(provisional.pack, { ...provisional.state, clocks: [clock] });
    expect(of({ ...own, provisional: true, calendarVersion: 'v1' })).toMatchObject({ provisional: 'v1' });
    expect(of({ ...own, provisional: true })).toMatchObject({ provisional: '' });
    expect(of({ ...own, calendarVersion: 'v1' })).not.toHaveProperty('provisional');
    expect(of({ ...own, clock: 'gone' })).toMatchObject({ label: 'gone', key: 'gone/1/due' });
  });

  it('never is the lapse of a clock that nobody can miss, of one that stands still, or of one that has ended', () => {
    const kinds = (over: Partial<ClockState>): readonly string[] => {
      const { state, pack } = withOwn({});
      return instantsOf(pack, { ...state, clocks: state.clocks.map((clock) => ({ ...clock, ...over })) }).map((one) => one.kind);
    };
    expect([kinds({}), kinds({ monitor: true }), kinds({ status: 'missed' })]).toStrictEqual([['miss', 'rung'], ['rung'], ['rung']]);
    expect([kinds({ status: 'paused' }), kinds({ status: 'met' }), kinds({ status: 'late' }), kinds({ status: 'cancelled' })]).toStrictEqual([[], [], [], []]);
  });

  it('a case needs its workflow while it is open, while anything of it is planned, and while a clock stands still', () => {
    const given = opened();
    const ended: CaseState = { ...given.state, stage: 'closed' };
    const with_ = (status: ClockState['status']): boolean =>
      needsWorkflow(ledgerPack, { ...ended, clocks: [{ ...given.clock('simple'), status, fired: status === 'missed' ? ['due'] : [] }] });
    expect([needsWorkflow(ledgerPack, { ...given.state, clocks: [] }), needsWorkflow(ledgerPack, ended), needsWorkflow(ledgerPack, { ...ended, clocks: [] })]).toStrictEqual([
      true,
      true,
      false,
    ]);
    expect([with_('running'), with_('paused'), with_('met'), with_('missed')]).toStrictEqual([true, true, false, false]);
  });
});

describe('a lapse', () => {
  it('is recorded with its planned moment, by the clock, under an id that is always the same', () => {
    const { events } = lapse(ladderPack, new Given().state, T0 + HOUR + 5, BASE);
    expect(events.map((event) => [event.type, event.id, event.at, event.actor.id])).toStrictEqual([
      ['ClockMissed', 'miss:desk/1#1', T0 + HOUR, 'clock'],
      ['RungFired', 'rung:desk/1/due#1', T0 + HOUR, 'clock'],
      ['LevelChanged', 'rung:desk/1/due#2', T0 + HOUR, 'clock'],
      ['ClockStopped', 'rung:desk/1/due#3', T0 + HOUR, 'clock'],
    ]);
    expect([events[0]?.data, events[1]?.data, events[2]?.data]).toStrictEqual([
      { clock: 'desk', occurrence: 1, dueAt: T0 + HOUR },
      { clock: 'desk', occurrence: 1, rung: 'due', dueAt: T0 + HOUR, notify: ['desk-head', 'house-head'], message: 'lapsed', lateMs: 5 },
      { from: 'desk', to: 'house', clock: 'desk' },
    ]);
  });

  it('is an outage only when more than half a minute of the wall clock has passed', () => {
    const because = (late: number): unknown =>
      lapse(ladderPack, new Given().state, T0 + HOUR + late, BASE).events.flatMap((event) => (event.type === 'RungFired' ? [[event.data.lateBecause, event.at - T0]] : []));
    expect([because(30_000), because(30_001)]).toStrictEqual([[[undefined, HOUR]], [['suspended', HOUR + 30_001]]]);
  });

  it('of a single rung after an outage is told by itself', () => {
    const given = new Given().when(1, 'escalate');
    const fired = given.whenTimeIs(180 + 10).events.flatMap((event) => (event.type === 'RungFired' ? [event.data] : []));
    expect(fired.map((one) => [one.rung, one.lateBecause, one.coalesced])).toStrictEqual([['warn-75', 'suspended', undefined]]);
  });

  it('leaves alone what falls on the moment of an action, and does nothing where nothing is planned', () => {
    const { state } = new Given();
    expect(lapse(ladderPack, state, T0 + HOUR, BASE, { strict: true })).toStrictEqual({ state, events: [] });
    expect(lapse(ladderPack, state, T0 + HOUR, BASE, { strict: false }).events).not.toStrictEqual([]);
    expect(lapse(ladderPack, { ...state, clocks: [] }, T0 + HOUR, BASE)).toStrictEqual({ state: { ...state, clocks: [] }, events: [] });
  });

  it('moves a case to the next level or to a named one above, never down, beyond the top or to one that is not there', () => {
    const to = (level: string, escalate?: string): string | undefined => escalationTarget(ladderPack, level, escalate);
    expect([to('desk', 'next'), to('desk', 'group'), to('house', 'group'), to('group', 'next')]).toStrictEqual(['house', 'group', 'group', undefined]);
    expect([to('house', 'house'), to('house', 'desk'), to('desk', 'moon'), to('desk')]).toStrictEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('what counts against somebody', () => {
  const clock: ClockState = { ...opened().clock('simple'), status: 'missed', missedAt: T0, overdue: false };
  const state = (...clocks: readonly ClockState[]): CaseState => ({ ...opened().state, clocks });

  it('is a miss that is owed, and none that a calendar, a change of rules or an unpublished year made', () => {
    const breaches = (over: Partial<ClockState>): boolean => isBreach({ ...clock, ...over });
    expect([breaches({}), breaches({ status: 'late' }), breaches({ status: 'running' }), breaches({ status: 'met' })]).toStrictEqual([true, true, false, false]);
    expect([breaches({ owed: false }), breaches({ calendarAdjusted: true }), breaches({ ruleAdjusted: true }), breaches({ provisional: true })]).toStrictEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('makes a case overdue while it is undone, and for good where the clock says so', () => {
    expect([
      isOverdue(state(clock)),
      isOverdue(state({ ...clock, status: 'late' })),
      isOverdue(state({ ...clock, status: 'late', overdue: true })),
      isOverdue(state()),
    ]).toStrictEqual([true, false, true, false]);
  });

  it('is owed next by the earliest clock that still acts, that somebody can miss and somebody owes', () => {
    const due = (over: Partial<ClockState>): number | undefined => nextDueAt(state({ ...clock, dueAt: 5, ...over }, { ...clock, dueAt: 9 }));
    expect([due({}), due({ status: 'running' }), due({ status: 'paused' }), due({ monitor: true }), due({ owed: false }), nextDueAt(state())]).toStrictEqual([
      5,
      5,
      9,
      9,
      9,
      undefined,
    ]);
  });

  it('waits for a calendar while an acting clock does', () => {
    const waits = (over: Partial<ClockState>): boolean => isProvisionalCase(state({ ...clock, ...over }));
    expect([waits({ provisional: true }), waits({}), waits({ provisional: true, status: 'met' })]).toStrictEqual([true, false, false]);
  });

  it('ends with the case, however it ended', () => {
    const stages = ['registered', 'accepted', 'resolved', 'closed', 'refused', 'withdrawn', 'merged'] as const;
    expect(stages.filter((stage) => isEnded({ ...state(), stage }))).toStrictEqual(['closed', 'refused', 'withdrawn', 'merged']);
  });
});

describe('what follows of itself', () => {
  it('open requests fall with their case, each with what it held; decided ones do not', () => {
    const given = opened()
      .when(1, 'pay', { amount: 5 })
      .when(2, 'refuse', { reason: 'mistake' })
      .when(3, 'reject', { request: 'a1' }, person('desk-head'))
      .when(4, 'pay', { amount: 6 });
    given.when(5, 'withdraw', { reason: 'mistake' });
    const fallen = given.events.filter((event): event is RecordedEvent & { type: 'ApprovalRejected' } => event.type === 'ApprovalRejected').map((event) => event.data);
    expect(fallen).toStrictEqual([
      { request: 'a1', reason: '', reservation: 'c1' },
      { request: 'a2', reason: 'case-ended' },
      { request: 'a3', reason: 'case-ended', reservation: 'c4' },
    ]);
  });

  it('a class that changes says from which to which and by which rule; without a rule it says none', () => {
    const given = opened();
    expect(given.events.find((event) => event.type === 'ClassChanged')?.data).toStrictEqual({ from: '', to: 'pending' });
    given.when(5, 'freeze', { until: T0 }, person('watch')).when(6, 'resolve', { outcome: 'explained' });
    expect(given.events.at(-1)?.data).toStrictEqual({ from: 'pending', to: 'not-counted', rule: 'C2', frozen: 'pending' });
  });
});
