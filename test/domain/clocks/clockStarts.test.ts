import { describe, expect, it } from 'vitest';
import { clockEvents, rulesOf } from '../../../domain/clocks/clocks.ts';
import type { ClockDef, Trigger } from '../../../domain/pack/clockDef.ts';
import type { ActionDef, EnginePack } from '../../../domain/pack/pack.ts';
import type { ClockState } from '../../../domain/case/state.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';
import { ends, owns, packWith, withOwn } from '../../support/rules/ownClock.ts';

const house = person('house-head');
const ACTOR = { id: 'somebody', unit: 'desk-a', roles: ['handler'] };
/** Putting a promise off waits for somebody who agrees. */
const deferrable = ladderPack.actions['promise'] as ActionDef;
const opened = (): Given => new Given({ pack: ledgerPack });

describe('a clock starts', () => {
  it('once for a case, once a level, once a dispatch, once a cycle', () => {
    const step: Partial<ClockDef> = { start: [{ on: 'step', step: 'lose' }], stop: [{ on: 'step', step: 'find' }] };
    expect(owns(withOwn(step).when(1, 'lose').when(2, 'lose'))).toStrictEqual([['running', undefined, 1]]);
    const level = withOwn({ per: 'level', start: [{ on: 'level-entered' }, { on: 'step', step: 'lose' }] });
    expect(owns(level.when(1, 'lose').when(2, 'escalate').when(3, 'lose'))).toStrictEqual([
      ['running', 'desk', 0],
      ['running', 'house', 2],
    ]);
    expect(owns(withOwn({ per: 'level', start: [{ on: 'step', step: 'lose' }] }).when(1, 'lose'))).toStrictEqual([
      ['running', 'desk', 1],
    ]);
    expect(
      owns(
        withOwn({ per: 'dispatch', start: [{ on: 'dispatched' }] }).when(1, 'dispatch', { departments: ['it', 'law'] }),
      ),
    ).toStrictEqual([
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
    const promises = {
      per: 'promise',
      start: [{ on: 'promised' }],
      limit: { kind: 'field', field: 'promisedAt' },
    } as const;
    const replaced = withOwn(promises)
      .when(1, 'promise', { promisedAt: T0 + 9 * HOUR })
      .when(2, 'promise', { promisedAt: T0 + 8 * HOUR });
    expect(owns(replaced).map(([status]) => status)).toStrictEqual(['cancelled', 'running']);
    expect(ends(replaced)).toStrictEqual([{ clock: 'own', occurrence: 1, reason: 'superseded' }]);
    expect(replaced.clock('own', 2)).toMatchObject({ subject: String(T0 + 8 * HOUR), dueAt: T0 + 8 * HOUR });
    const missed = withOwn(promises, { actions: { ...ledgerPack.actions, promise: deferrable } })
      .when(1, 'promise', { promisedAt: T0 + HOUR })
      .whenTimeIs(60);
    missed.when(61, 'promise', { promisedAt: T0 + 8 * HOUR }).when(62, 'approve', {}, house);
    expect(owns(missed).map(([status]) => status)).toStrictEqual(['missed', 'running']);
  });

  it('only where its condition holds, and never without the field of its limit', () => {
    expect(owns(withOwn({ when: { category: 'knotty' } }))).toStrictEqual([]);
    expect(owns(withOwn({ limit: { kind: 'field', field: 'lost' } }))).toStrictEqual([]);
  });

  it('with the rules of its definition, and no word that the definition does not have', () => {
    const bare: ClockDef = {
      id: 'own',
      title: 'Own',
      start: [],
      stop: [],
      per: 'case',
      limit: { kind: 'elapsed', ms: 1 },
      ladder: 'plain',
      severity: 3,
    };
    expect(rulesOf(bare)).toStrictEqual({ ladder: 'plain', severity: 3, overdue: false });
    expect(rulesOf({ ...bare, rule: 'T9', overdue: true, owed: false, limit: { kind: 'none' } })).toStrictEqual({
      rule: 'T9',
      ladder: 'plain',
      severity: 3,
      overdue: true,
      monitor: true,
      owed: false,
    });
  });

  it('with its target, its calendar and whether that is out yet', () => {
    const work = withOwn({ limit: { kind: 'working-days', days: 3 }, target: { kind: 'working-days', days: 1 } }).clock(
      'own',
    );
    expect(work).toMatchObject({ targetAt: Date.parse('2026-11-25T00:00:00+08:00'), calendarVersion: 'test-1' });
    expect(work).not.toHaveProperty('provisional');
    const calendar = { ...(ledgerPack.calendar as NonNullable<EnginePack['calendar']>), openFrom: '11-24' };
    expect(withOwn({ limit: { kind: 'working-days', days: 3 } }, { calendar }).clock('own').provisional).toBe(true);
    const plain = withOwn({}).clock('own');
    for (const name of ['targetAt', 'calendarVersion', 'provisional', 'actsFrom', 'subject', 'rule'])
      expect(plain).not.toHaveProperty(name);
  });

  it('from a field, registration or acceptance where the pack says so; nothing acts before it begins', () => {
    const start: readonly Trigger[] = [{ on: 'step', step: 'lose' }];
    const from = (over: Partial<ClockDef>, fields = {}): ClockState =>
      new Given({ pack: packWith({ start, ...over }), fields }).when(30, 'lose').clock('own');
    expect(from({})).not.toHaveProperty('actsFrom');
    expect(from({ from: 'sentAt' }, { sentAt: T0 - HOUR })).toMatchObject({
      startedAt: T0 - HOUR,
      dueAt: T0 + HOUR,
      actsFrom: T0 + 30 * MINUTE,
    });
    expect(from({ from: 'sentAt' }, { sentAt: 'unknown' }).startedAt).toBe(T0 + 30 * MINUTE);
    expect(from({ from: 'sentAt' }).startedAt).toBe(T0 + 30 * MINUTE);
    expect(from({ fromEvent: 'registered' })).toMatchObject({ startedAt: T0, actsFrom: T0 + 30 * MINUTE });
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
    const start = (...on: readonly Trigger['on'][]): Given =>
      withOwn({ when: { category: 'knotty' }, start: [...on.map((one) => ({ on: one })), { on: 'reclassified' }] });
    expect(owns(start('registered').when(30, 'reclassify', categories))).toStrictEqual([['running', undefined, 0]]);
    expect(owns(start('resolved').when(30, 'reclassify', categories))).toStrictEqual([['running', undefined, 30]]);
    const conditional = withOwn({
      when: { category: 'knotty' },
      start: [{ on: 'accepted', when: { grave: true } }, { on: 'reclassified' }],
    });
    expect(owns(conditional.when(30, 'reclassify', categories))).toStrictEqual([['running', undefined, 30]]);
    const gate = new Given({
      pack: packWith(
        { when: { category: 'knotty' }, start: [{ on: 'accepted' }, { on: 'reclassified' }] },
        { acceptance: 'by-person' },
      ),
    });
    expect(owns(gate.when(10, 'accept').when(30, 'reclassify', categories))).toStrictEqual([
      ['running', undefined, 10],
    ]);
    const waiting = new Given({
      pack: packWith(
        { when: { category: 'knotty' }, start: [{ on: 'accepted' }, { on: 'reclassified' }] },
        { acceptance: 'by-person' },
      ),
    });
    expect(owns(waiting.when(30, 'reclassify', categories))).toStrictEqual([['running', undefined, 30]]);
  });

  it('and that it cancelled before goes on where it was, but only if a reclassification cancelled it', () => {
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
    expect(
      owns(withOwn(over).when(5, 'lose').when(10, 'reclassify', categories).when(20, 'reclassify', back)),
    ).toStrictEqual([['cancelled', undefined, 0]]);
  });
});

describe('a clock ends', () => {
  it('met or late by what stops it, cancelled with the reason by what cancels it', () => {
    const over: Partial<ClockDef> = { stop: [{ on: 'step', step: 'reply' }], cancel: [{ on: 'channel-added' }] };
    expect(ends(withOwn(over).when(5, 'reply'))).toStrictEqual([{ clock: 'own', occurrence: 1, outcome: 'met' }]);
    expect(ends(withOwn(over).whenTimeIs(120).when(130, 'reply'))).toStrictEqual([
      { clock: 'own', occurrence: 1, outcome: 'late' },
    ]);
    expect(ends(withOwn(over).when(5, 'add-channel', { channel: 'hotline' }))).toStrictEqual([
      { clock: 'own', occurrence: 1, reason: 'channel-added' },
    ]);
    expect(ends(withOwn(over).whenTimeIs(120).when(130, 'add-channel', { channel: 'hotline' }))).toStrictEqual([
      { clock: 'own', occurrence: 1, outcome: 'late' },
    ]);
    expect(ends(withOwn(over).when(5, 'reply').when(6, 'add-channel', { channel: 'hotline' }))).toHaveLength(1);
  });

  it('with the case, whatever the pack says', () => {
    expect(ends(withOwn({}).when(5, 'withdraw', { reason: 'mistake' }))).toMatchObject([{ reason: 'withdrawn' }]);
    expect(ends(withOwn({}).when(5, 'merge', { into: 'c2' }))).toMatchObject([{ reason: 'merged' }]);
    expect(ends(withOwn({}).when(5, 'refuse', { reason: 'mistake' }).when(6, 'approve', {}, house))).toMatchObject([
      { reason: 'refused' },
    ]);
  });

  it('of one dispatch by the answer to that one alone; one of the whole case by any', () => {
    const share: Partial<ClockDef> = {
      per: 'dispatch',
      start: [{ on: 'dispatched' }],
      stop: [{ on: 'dispatch-answered' }],
    };
    const answered = (over: Partial<ClockDef>): Given =>
      withOwn(over)
        .when(1, 'dispatch', { departments: ['it', 'law'] })
        .when(2, 'answer-dispatch', { dispatch: 'd2' }, person('department-head'));
    expect(owns(answered(share)).map(([status, subject]) => [subject, status])).toStrictEqual([
      ['d1', 'running'],
      ['d2', 'met'],
    ]);
    expect(owns(answered({ ...share, per: 'case', start: [{ on: 'accepted' }] }))).toStrictEqual([
      ['met', undefined, 0],
    ]);
    expect(
      owns(
        answered({ ...share, stop: [{ on: 'closed' }, { on: 'resolved' }] }).when(3, 'resolve', {
          outcome: 'explained',
        }),
      ).map(([status]) => status),
    ).toStrictEqual(['met', 'met']);
  });

  it('while it stands still with its due moment moved, and the rest of the pause gives it nothing', () => {
    const given = opened().when(10, 'pause', { kind: 'outside', reason: 'court' }, house).when(40, 'reply');
    expect(given.clock('reply')).toMatchObject({
      status: 'met',
      dueAt: T0 + 4 * HOUR + 30 * MINUTE,
    });
    expect(given.when(60, 'resume', {}, house).clock('reply').dueAt).toBe(T0 + 4 * HOUR + 30 * MINUTE);
  });

  it('what changes days moves clocks of a case that is there, and nothing of one that is not', () => {
    const event = { type: 'ClosureLifted', data: { order: 'o1' }, id: 'x#1', seq: 2, at: T0, actor: ACTOR } as const;
    const resumed = {
      type: 'ClocksResumed',
      data: { kind: 'outside' },
      id: 'x#1',
      seq: 2,
      at: T0,
      actor: ACTOR,
    } as const;
    const { state } = opened();
    expect([
      clockEvents(ledgerPack, undefined, state, event),
      clockEvents(ledgerPack, undefined, state, resumed),
    ]).toStrictEqual([[], []]);
  });
});
