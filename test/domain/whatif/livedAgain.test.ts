import { told } from '../../support/rules/told.ts';
import { say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import { breachedClocks, whatIfSummary, type WhatIfCase } from '../../../domain/whatif/whatIfSummary.ts';
import { lifeChanges } from '../../../domain/whatif/lifeChanges.ts';
import { absorb, handoverOf } from '../../../domain/decide/merging.ts';
import type { ActionDef, EnginePack } from '../../../domain/pack/pack.ts';
import { whatIfAlone } from '../../support/rules/whatIfAlone.ts';
import { recordedCase } from '../../../domain/whatif/recordedCase.ts';
import { whatIfCases } from '../../../domain/whatif/whatIfCases.ts';
import type { WhatIf } from '../../../domain/whatif/whatIfRun.ts';
import type { CaseState, ClockState } from '../../../domain/case/state.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { BASE, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

const KNOWN = Object.keys(ladderPack.fields);
const desk = person('desk-head');
const house = person('house-head');
const department = person('department-head');

function lived(given: Given, pack: EnginePack = given.pack, minutes = 1_440, known = KNOWN): WhatIf {
  const result = whatIfAlone(pack, recordedCase(given.events, BASE), {
    base: BASE,
    until: T0 + minutes * MINUTE,
    knownFields: known,
  });
  if (!result.ok) throw new Error(say(result.rejection, 'en'));
  return result.value;
}

const types = (events: readonly RecordedEvent[]): readonly string[] =>
  events.map((event) => `${event.type}@${(event.at - T0) / MINUTE}`);

describe('a case is lived again', () => {
  it('until the last moment that is looked at, that moment with it', () => {
    expect([
      lived(new Given(), ladderPack, 60).state.level,
      lived(new Given(), ladderPack, 59).state.level,
    ]).toStrictEqual(['house', 'desk']);
  });

  it('as it was, with what lapsed with an action after it, and what lapsed before it before', () => {
    for (const minute of [60, 61]) {
      const given = new Given().when(minute, 'comment').whenTimeIs(70);
      expect(types(lived(given, ladderPack, 70).events)).toStrictEqual(types(given.events));
    }
  });

  it('with the engine away as it was: what would have acted meanwhile acts when it came back', () => {
    const given = new Given().whenTimeIs(90).whenTimeIs(180).whenTimeIs(239);
    const shorter: EnginePack = {
      ...ladderPack,
      clocks: ladderPack.clocks.map((def) =>
        def.id === 'reply' ? { ...def, limit: { kind: 'elapsed', ms: 75 * MINUTE } } : def,
      ),
    };
    const rungs = lived(given, shorter, 90).events.flatMap((event) =>
      event.type === 'RungFired' ? [`${event.data.rung}@${(event.at - T0) / MINUTE}`] : [],
    );
    expect(rungs).toStrictEqual(['warn-75@56.25', 'due@90', 'due@90']);
    expect(lived(new Given(), shorter, 59).events.some((event) => event.type === 'ClockMissed')).toBe(false);
  });

  it('without fields that are gone, and with new ones filled in where nobody knew of them', () => {
    const fields = {
      ...ladderPack.fields,
      urgent: { title: 'Urgent', type: 'boolean', default: true },
      later: { title: 'Later', type: 'money' },
    } as const;
    expect(lived(new Given(), { ...ladderPack, fields }).state.fields).toStrictEqual({
      visit: false,
      tier: 'plain',
      urgent: true,
    });
    expect(lived(new Given(), { ...ladderPack, fields }, 1, [...KNOWN, 'urgent']).state.fields).toStrictEqual({
      visit: false,
      tier: 'plain',
    });
    const given = new Given({ fields: { visit: true } });
    expect(lived(given, ladderPack, 1, []).state.fields['visit']).toBe(true);
  });

  it('with dispatches and requests under the names that these rules gave', () => {
    const given = new Given()
      .when(1, 'dispatch', { departments: ['it'] })
      .when(2, 'dispatch', { departments: ['law'] })
      .when(3, 'answer-dispatch', { dispatch: 'd2' }, department);
    const first = { ...(ladderPack.actions['dispatch'] as ActionDef), once: true };
    const handler = new Given()
      .when(1, 'pay', { amount: 5 })
      .when(2, 'reject', { request: 'a1', reason: 'mistake' }, desk)
      .when(3, 'pay', { amount: 6 });
    handler.when(4, 'approve', { request: 'a2' }, desk).when(5, 'approve', { request: 'a2' }, house);
    expect(lived(given).state.dispatches.map((one) => one.status)).toStrictEqual(['open', 'answered']);
    const barred: EnginePack = {
      ...ladderPack,
      actions: { ...ladderPack.actions, dispatch: { ...first, from: ['registered'], when: { moves: { min: 1 } } } },
    };
    const again = new Given()
      .when(1, 'dispatch', { departments: ['it'] })
      .when(2, 'escalate')
      .when(3, 'dispatch', { departments: ['law'] })
      .when(4, 'answer-dispatch', { dispatch: 'd2' }, department);
    expect(lived(again, barred).state.dispatches).toMatchObject([{ id: 'd1', department: 'law', status: 'answered' }]);
    expect(lived(handler).state.steps['pay']?.count).toBe(1);
  });

  it('with what was entered past the rules, and a withdrawal only while it is open', () => {
    const given = new Given().when(1, 'withdraw', { reason: 'mistake' });
    const actor = { id: 'administrator', unit: '', roles: ['administrator'] };
    const entered = (at: number): RecordedEvent => ({
      type: 'CaseWithdrawn',
      data: { by: 'administrator', reason: 'gone' },
      id: 'w#1',
      seq: given.state.seq + 1,
      at: T0 + at * MINUTE,
      actor,
    });
    const twice = new Given();
    twice.events = [...given.events, entered(2)];
    expect(lived(twice).events.filter((event) => event.type === 'CaseWithdrawn')).toHaveLength(1);
    const open = new Given();
    open.events = [...open.events, { ...entered(2), seq: open.state.seq + 1 }];
    expect(lived(open).events.find((event) => event.type === 'CaseWithdrawn')).toMatchObject({
      data: { by: 'administrator', reason: 'gone' },
      id: 'w#1',
    });
  });

  it('with the cases that went into it, as long as it is open under these rules', () => {
    const given = new Given({ pack: ledgerPack });
    const other = handoverOf(ledgerPack, 'b', new Given({ pack: ledgerPack, channel: 'ombudsman' }).state, T0);
    const result = absorb(ledgerPack, given.state, other, {
      id: 'absorb-b',
      at: T0 + MINUTE,
      actor: person('handler'),
    });
    if (!result.ok) throw new Error('not absorbed');
    given.events.push(...result.value.events);
    given.state = result.value.state;
    const known = Object.keys(ledgerPack.fields);
    expect(lived(given, ledgerPack, 2, known).state).toMatchObject({
      absorbed: ['b'],
      channels: ['counter', 'ombudsman'],
    });
    const ended = new Given({ pack: ledgerPack }).when(0, 'withdraw', { reason: 'mistake' });
    ended.events.push(...result.value.events.map((event, index) => ({ ...event, seq: ended.state.seq + index + 1 })));
    expect(lived(ended, ledgerPack, 2, known).state).not.toHaveProperty('absorbed');
  });

  it('and whatever these rules would not have let people do is listed with its reason', () => {
    const given = new Given().when(3, 'reply');
    const pack: EnginePack = {
      ...ladderPack,
      actions: { ...ladderPack.actions, reply: { ...(ladderPack.actions['reply'] as ActionDef), by: ['watch'] } },
    };
    expect(told(lived(given, pack).refused)).toStrictEqual([
      {
        at: T0 + 3 * MINUTE,
        action: 'reply',
        code: 'actor-not-allowed',
        detail: 'only these roles may do this: watch',
      },
    ]);
  });
});

describe('a cap is held against one case lived again', () => {
  const capped = (max: number, over: Readonly<Record<string, unknown>> = {}): EnginePack => ({
    ...ladderPack,
    approvals: {
      ...ladderPack.approvals,
      payment: {
        title: 'P',
        approvers: 1,
        roles: ['desk-head'],
        cap: { field: 'amount', limits: [{ max }], perCustomer: true, ...over },
      },
    },
  });
  const paid = (given: Given, minute: number, amount: number): Given =>
    given.when(minute, 'pay', { amount }).when(minute + 1, 'approve', {}, desk);
  const refusals = (given: Given, pack: EnginePack): readonly string[] =>
    lived(given, pack).refused.map((one) => `${one.action} ${one.code}`);
  const roomy = capped(1_000);

  it('over all that it pays, to the last cent', () => {
    const twice = paid(paid(new Given({ pack: roomy }), 1, 60), 10, 40);
    expect(refusals(twice, capped(100))).toStrictEqual([]);
    expect(refusals(twice, capped(99))).toStrictEqual(['pay cap-exhausted', 'approve approval-not-found']);
    expect(refusals(twice, capped(59))).toStrictEqual(['pay above-cap', 'approve approval-not-found']);
  });

  it('without what was turned down, or refused when it was approved', () => {
    const rejected = paid(
      new Given({ pack: roomy }).when(1, 'pay', { amount: 60 }).when(2, 'reject', { reason: 'mistake' }, desk),
      10,
      60,
    );
    expect(refusals(rejected, capped(100))).toStrictEqual([]);
    const lost = new Given({ pack: roomy }).when(1, 'pay', { amount: 60 }).when(2, 'assign', { unit: 'desk-a' });
    const once = {
      ...roomy,
      actions: { ...roomy.actions, pay: { ...(roomy.actions['pay'] as ActionDef), when: { moves: 0 } } },
    };
    const moved = new Given({ pack: once })
      .when(1, 'pay', { amount: 60 })
      .when(2, 'escalate')
      .when(3, 'approve', {}, desk);
    expect(moved.events.some((event) => event.type === 'ActionRefused')).toBe(true);
    expect(refusals(lost, capped(100))).toStrictEqual([]);
    expect(refusals(moved, { ...once, approvals: capped(100).approvals })).toStrictEqual([]);
  });

  it('with what the customer had before', () => {
    const one = paid(new Given({ pack: roomy, fields: { before: 50 } }), 1, 60);
    expect(refusals(one, capped(100, { already: 'before' }))).toStrictEqual([
      'pay cap-exhausted',
      'approve approval-not-found',
    ]);
    expect(refusals(one, capped(110, { already: 'before' }))).toStrictEqual([]);
  });
});

describe('a log is lived again', () => {
  const whatIf = (pack: EnginePack, base = BASE, log = new Given().events): WhatIfCase => {
    const [only] = whatIfCases([{ no: 'c1', log, rules: { pack }, base, until: T0 + HOUR, knownFields: KNOWN }]);
    if (only === undefined) throw new Error('nothing came of it');
    return only;
  };

  it('and is the same case, with both sides at hand', () => {
    const { changes, before, after, no } = whatIf(ladderPack, BASE, new Given().whenTimeIs(60).events);
    expect([no, changes, before.events.length, after?.state.level]).toStrictEqual([
      'c1',
      [],
      after?.events.length,
      'house',
    ]);
    expect(() => whatIf(ladderPack, BASE, [])).toThrow('a log begins with CaseRegistered');
  });

  it('only on the days on which the rules take cases, except in a rehearsal', () => {
    const pack = { ...ladderPack, window: { from: '2026-12-01', to: '2026-12-31' } };
    expect(told(whatIf(pack))).toMatchObject({
      notTaken: { code: 'outside-window', detail: 'the pack "ladder" takes cases from 2026-12-01 to 2026-12-31' },
      changes: [],
    });
    expect(whatIf(pack, { origin: T0, speed: 60 }).notTaken).toBeUndefined();
    expect(told(whatIf({ ...ladderPack, objects: [] }).notTaken)).toMatchObject({
      code: 'object-unknown',
      detail: 'no such kind of case; choose one of: ',
    });
    expect(whatIf(ladderPack)).not.toHaveProperty('notTaken');
  });
});

describe('two lives of a case', () => {
  const { state } = new Given();
  const [clock] = state.clocks as readonly [ClockState, ...ClockState[]];
  const fired = (at: number, over: { readonly notify?: readonly string[] } = {}): RecordedEvent => ({
    type: 'RungFired',
    data: {
      clock: 'desk',
      occurrence: 1,
      rung: 'due',
      dueAt: at,
      notify: ['house-head'],
      message: 'lapsed',
      lateMs: 0,
      ...over,
    },
    id: 'r#1',
    seq: 3,
    at,
    actor: person('clock'),
  });
  const differ = (
    before: Partial<CaseState>,
    after: Partial<CaseState>,
    was: readonly RecordedEvent[] = [],
    is: readonly RecordedEvent[] = [],
  ): unknown =>
    lifeChanges(
      { state: { ...state, ...before }, events: was },
      { state: { ...state, ...after }, events: is, refused: [] },
    );

  it('differ in a clock that ends otherwise, is due otherwise, or runs on one side alone', () => {
    const fate = { status: 'running', dueAt: clock.dueAt };
    const one = { kind: 'clock', clock: 'desk', occurrence: 1 };
    expect(differ({ clocks: [clock] }, { clocks: [{ ...clock, status: 'met' }] })).toStrictEqual([
      { ...one, before: fate, after: { ...fate, status: 'met' } },
    ]);
    expect(differ({ clocks: [clock] }, { clocks: [{ ...clock, dueAt: 5 }] })).toStrictEqual([
      { ...one, before: fate, after: { ...fate, dueAt: 5 } },
    ]);
    expect(differ({ clocks: [clock] }, { clocks: [] })).toStrictEqual([{ ...one, before: fate }]);
    expect(differ({ clocks: [] }, { clocks: [{ ...clock, occurrence: 2 }] })).toStrictEqual([
      { ...one, occurrence: 2, after: fate },
    ]);
    expect(differ({ clocks: [clock] }, { clocks: [{ ...clock, severity: 9 }] })).toStrictEqual([]);
  });

  it('say of a due moment that waits for its calendar which version that is', () => {
    const one = { kind: 'clock', clock: 'desk', occurrence: 1 };
    const waits = { ...clock, provisional: true, calendarVersion: 'cn-3' };
    const fate = { status: 'running', dueAt: clock.dueAt };
    expect(
      differ({ clocks: [waits] }, { clocks: [{ ...clock, provisional: false, calendarVersion: 'cn-4' }] }),
    ).toStrictEqual([{ ...one, before: { ...fate, provisional: 'cn-3' }, after: fate }]);
    expect(differ({ clocks: [waits] }, { clocks: [waits] })).toStrictEqual([]);
  });

  it('differ in a rung that fires at another moment, tells others, or on one side alone', () => {
    const rung = { kind: 'rung', clock: 'desk', occurrence: 1, rung: 'due' };
    expect(differ({}, {}, [fired(5)], [fired(6)])).toStrictEqual([
      { ...rung, before: { at: 5, notify: ['house-head'] }, after: { at: 6, notify: ['house-head'] } },
    ]);
    expect(differ({}, {}, [fired(5)], [])).toStrictEqual([{ ...rung, before: { at: 5, notify: ['house-head'] } }]);
    expect(differ({}, {}, [], [fired(5, { notify: [] })])).toStrictEqual([{ ...rung, after: { at: 5, notify: [] } }]);
    expect(differ({}, {}, [fired(5)], [fired(5)])).toStrictEqual([]);
  });

  it('and what would have been refused comes last', () => {
    const refusal = { at: 1, action: 'reply', code: 'case-not-open', phrase: 'other-ended' } as const;
    expect(
      lifeChanges({ state, events: [] }, { state: { ...state, class: 'x' }, events: [], refused: [refusal] }),
    ).toStrictEqual([
      { kind: 'class', before: state.class, after: 'x' },
      { kind: 'refused', ...refusal },
    ]);
  });

  it('add up: the same, the changed and what was not taken; clocks, breaches, rungs and classes on both sides', () => {
    const life = (over: Partial<CaseState>, ...events: readonly RecordedEvent[]): WhatIfCase['before'] => ({
      state: { ...state, clocks: [clock], class: 'a', ...over },
      events,
    });
    const missed = {
      clocks: [
        { ...clock, status: 'missed' as const, missedAt: 5 },
        { ...clock, occurrence: 2 },
        // Nobody answers for what a calendar of later made late, or for days that are not published.
        { ...clock, occurrence: 3, status: 'missed' as const, missedAt: 5, calendarAdjusted: true },
        { ...clock, occurrence: 4, status: 'late' as const, missedAt: 5, provisional: true },
      ],
    };
    expect(breachedClocks(life(missed))).toStrictEqual(['desk']);
    const change = { kind: 'class', before: 'a', after: 'b' } as const;
    const sum = whatIfSummary([
      { no: '1', before: life({}), after: life({}), changes: [] },
      {
        no: '2',
        before: life(missed, fired(5)),
        after: life(
          { class: 'b', clocks: [{ ...clock, clock: 'reply' }] },
          fired(5, { notify: ['handler', 'house-head'] }),
        ),
        changes: [change],
      },
      { no: '3', before: life({}), notTaken: { code: 'case-not-open', phrase: 'other-ended' }, changes: [] },
    ]);
    expect(sum).toStrictEqual({
      cases: 3,
      same: 1,
      changed: 1,
      notTaken: 1,
      clocks: {
        desk: { ran: { before: 6, after: 1 }, breached: { before: 1, after: 0 } },
        reply: { ran: { before: 0, after: 1 }, breached: { before: 0, after: 0 } },
      },
      told: { 'house-head': { before: 1, after: 1 }, handler: { before: 0, after: 1 } },
      classes: { a: { before: 3, after: 1 }, b: { before: 0, after: 1 } },
    });
  });
});
