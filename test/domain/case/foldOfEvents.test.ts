import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../domain/case/event.ts';
import type { Limit } from '../../../domain/pack/clockDef.ts';
import { evolve, evolveAll, withDays } from '../../../domain/case/evolve.ts';
import type { CaseState, ClockState } from '../../../domain/case/state.ts';
import { ACTOR, afterEvent } from '../../support/rules/afterEvent.ts';
import { Given, T0 } from '../../support/rules/specification.ts';

const opened: CaseState = new Given().state;
const at = T0 + 1_000;

const after = (event: CaseEvent, state = opened, when = at): CaseState => afterEvent(state, event, when);

describe('what a case is when it is registered', () => {
  const registered = (over: Readonly<Record<string, unknown>>): CaseState => {
    const data = {
      object: 'complaint',
      channel: 'counter',
      unit: 'u',
      category: 'plain',
      level: 'desk',
      fields: { a: 1 },
      anonymous: false,
      accepted: false,
      ...over,
    };
    return evolve(undefined, { type: 'CaseRegistered', data, id: 'i#1', seq: 1, at: T0, actor: ACTOR });
  };

  it('is what was said, and nothing that was not', () => {
    expect(registered({})).toStrictEqual({
      seq: 1,
      stage: 'registered',
      object: 'complaint',
      category: 'plain',
      entryCategory: 'plain',
      unit: 'u',
      entryUnit: 'u',
      channels: ['counter'],
      level: 'desk',
      entryLevel: 'desk',
      levels: [{ level: 'desk', seq: 1, since: T0 }],
      class: '',
      classes: [],
      anonymous: false,
      fields: { a: 1 },
      flags: [],
      registeredAt: T0,
      cycle: 1,
      steps: {},
      clocks: [],
      dispatches: [],
      approvals: [],
      links: [],
      moves: 0,
    });
  });

  it('keeps who handles it, what it repeats, who speaks for it and which calendar counts', () => {
    const more = {
      accepted: true,
      repeatOf: 'c0',
      handler: 'kim',
      bypass: true,
      representatives: 3,
      calendar: { layers: ['cn'], version: 'cn-1' },
    };
    expect(registered(more)).toMatchObject({
      acceptedAt: T0,
      links: [{ no: 'c0', kind: 'repeat', at: T0 }],
      handler: 'kim',
      bypass: true,
      representatives: 3,
      calendarLayers: ['cn'],
      calendarVersion: 'cn-1',
    });
  });

  it('comes of a registration alone', () => {
    expect(() => evolve(undefined, { type: 'CaseClosed', data: {}, id: 'i#1', seq: 4, at: T0, actor: ACTOR })).toThrow(
      'a case begins with CaseRegistered, not CaseClosed (seq 4)',
    );
    expect(evolveAll(undefined, [])).toBeUndefined();
  });
});

describe('an event that the case has had already', () => {
  it('changes nothing', () => {
    const event = { type: 'CaseClosed', data: {}, id: 'i#1', at, actor: ACTOR } as const;
    expect(evolve(opened, { ...event, seq: opened.seq })).toBe(opened);
    expect(evolve(opened, { ...event, seq: opened.seq + 1 }).stage).toBe('closed');
  });
});

describe('what each event makes of a case', () => {
  const resolved = after({ type: 'CaseResolved', data: { outcome: 'explained', firstContact: true } });
  const paused = after({
    type: 'ClocksPaused',
    data: { reason: 'court', kind: 'outside', clocks: [], until: T0 + 9, approvedBy: ['kim'] },
  });
  it('steps are counted with what was given last, and each flag is set once', () => {
    const lost: CaseEvent = { type: 'StepRecorded', data: { step: 'lose', fields: {}, flag: 'lost' } };
    const found: CaseEvent = { type: 'StepRecorded', data: { step: 'find', fields: {}, flag: 'found' } };
    const state = after(found, after(lost, after({ ...lost, data: { ...lost.data, fields: { amount: 3 } } })));
    const step = { count: 1, firstAt: at, lastAt: at, fields: {} };
    expect([state.steps, state.flags]).toStrictEqual([{ lose: { ...step, count: 2 }, find: step }, ['lost', 'found']]);
  });

  it('a case keeps each case that went into it', () => {
    const took = (no: string, state?: CaseState): CaseState =>
      after({ type: 'CaseAbsorbed', data: { no, dues: [] } }, state);
    expect(took('c4', took('c3')).absorbed).toStrictEqual(['c3', 'c4']);
  });

  it('an order that closes days holds until that very order is lifted', () => {
    const closed = (order: string, state?: CaseState): CaseState =>
      after({ type: 'ClosureOrdered', data: { order, days: [], approver: 'chief' } }, state);
    const lifted = (order: string, state?: CaseState): readonly string[] | undefined =>
      after({ type: 'ClosureLifted', data: { order } }, state).closures?.map((one) => one.order);
    const two = closed('o2', closed('o1'));
    expect([lifted('o1', two), lifted('o3', two), lifted('o1')]).toStrictEqual([['o2'], ['o1', 'o2'], []]);
    expect([two.daysChangedAt, two.closures?.[0]]).toStrictEqual([at, { order: 'o1', days: [] }]);
  });

  it('a later click on accepting leaves the moment of acceptance', () => {
    const { acceptedAt: _accepted, ...waiting } = opened;
    expect([
      after({ type: 'CaseAccepted', data: {} }).acceptedAt,
      after({ type: 'CaseAccepted', data: {} }, waiting).acceptedAt,
    ]).toStrictEqual([T0, at]);
  });

  it('a pause is kept with its kind, its end and who agreed; once ended it is one of those it has had', () => {
    expect(
      after({ type: 'ClocksPaused', data: { reason: 'court', kind: 'archive', clocks: [] } }).paused,
    ).toStrictEqual({ seq: opened.seq + 1, since: at, reason: 'court', kind: 'archive' });
    expect(paused.paused).toStrictEqual({
      seq: opened.seq + 1,
      since: at,
      reason: 'court',
      kind: 'outside',
      until: T0 + 9,
      approvedBy: ['kim'],
    });
    const once = after({ type: 'ClocksResumed', data: { kind: 'outside' } }, paused);
    const { until: _until, ...pause } = paused.paused ?? {};
    expect([once.paused, once.pauses]).toStrictEqual([undefined, [{ ...pause, to: at }]]);
    const usedUp = after({ type: 'ClocksResumed', data: { kind: 'outside', until: T0 + 9 } }, paused);
    expect(usedUp.pauses).toMatchObject([{ to: T0 + 9 }]);
    expect(after({ type: 'ClocksResumed', data: { kind: 'outside' } })).not.toHaveProperty('pauses');
  });

  it('a reopened case is accepted, in its next cycle, and what was said at its end is gone', () => {
    const again = after(
      { type: 'CaseReopened', data: { cycle: 2, reason: '' } },
      after({ type: 'CaseClosed', data: {} }, resolved),
    );
    expect([again.stage, again.cycle, again.reopenedAt]).toStrictEqual(['accepted', 2, at]);
    for (const name of ['closedAt', 'resolvedAt', 'outcome', 'firstContact', 'resolvedLevel'])
      expect(again).not.toHaveProperty(name);
    expect([again.firstClosedAt, again.firstResolvedAt]).toStrictEqual([at, at]);
  });

  it('a case is counted with the days it is given, and with none when it is given none', () => {
    const days = { layers: ['cn'], version: 'cn-2', years: [2026], off: {}, work: {} };
    const with_ = withDays(opened, days);
    expect(with_).toMatchObject({ calendar: days, calendarVersion: 'cn-2', calendarLayers: ['cn'] });
    for (const name of ['calendar', 'calendarVersion', 'calendarLayers'])
      expect(withDays(with_, null)).not.toHaveProperty(name);
    const ref = { id: 'ladder', version: '2', hash: 'h' };
    const moved = { from: ref, to: ref, request: 'r', requestedBy: 'a', approvedBy: 'b' };
    expect(after({ type: 'PackMigrated', data: moved }, with_)).toMatchObject({ pack: ref, calendar: days });
    expect(after({ type: 'PackMigrated', data: { ...moved, calendar: null } }, with_)).not.toHaveProperty('calendar');
    const published = after({
      type: 'CalendarPublished',
      data: { calendar: days, source: { calendar: 'cn', year: 2026, title: 't', date: '2025-11-04' } },
    });
    expect([published.calendar, published.calendarVersion]).toStrictEqual([days, 'cn-2']);
  });
});

describe('what each event makes of a clock', () => {
  const reply = opened.clocks.findIndex((clock) => clock.clock === 'reply');
  const ref = { clock: 'reply', occurrence: 1 };
  const of = (state: CaseState): ClockState => state.clocks[reply] as ClockState;
  const was = of(opened);
  const moved = (over: Readonly<Record<string, unknown>>, state = opened): ClockState =>
    of(
      after(
        {
          type: 'ClockMoved',
          data: {
            ...ref,
            from: was.dueAt,
            to: was.dueAt + 10,
            reason: 'extension',
            because: was.because,
            ...over,
          } as never,
        },
        state,
      ),
    );

  it('touches no other clock, and no other occurrence of it', () => {
    const stopped = after({ type: 'ClockStopped', data: { ...ref, outcome: 'met' } });
    expect(stopped.clocks.map((clock) => clock.status)).toStrictEqual(
      opened.clocks.map((clock) => (clock.clock === 'reply' ? 'met' : clock.status)),
    );
    expect(after({ type: 'ClockStopped', data: { ...ref, occurrence: 2, outcome: 'met' } }).clocks).toStrictEqual(
      opened.clocks,
    );
  });

  it('a move keeps what was granted, who agreed, and what it is counted with from now on', () => {
    const because = [{ from: was.startedAt, to: was.dueAt + 10, reason: 'extension' }] as const;
    const by: Limit = { kind: 'elapsed', ms: 10 };
    const once = moved({ because, moves: [{ kind: 'extended', by }], approvedBy: ['kim'], targetAt: 7 });
    expect(once).toStrictEqual({
      ...was,
      dueAt: was.dueAt + 10,
      firstDueAt: was.dueAt,
      movedBy: ['extension'],
      targetAt: 7,
      because: [{ ...because[0], by: ['kim'] }],
      moves: [{ kind: 'extended', by, approvedBy: ['kim'] }],
    });
    const twice: CaseState = { ...opened, clocks: opened.clocks.map(() => once) };
    expect(moved({ because, moves: [{ kind: 'merged', dueAt: 1 }] }, twice).moves).toHaveLength(2);
    expect(moved({ because, provisional: true, calendarVersion: 'v2' })).toMatchObject({
      provisional: true,
      calendarVersion: 'v2',
    });
    const provisional: CaseState = {
      ...opened,
      clocks: opened.clocks.map((clock) => ({ ...clock, provisional: true })),
    };
    expect(moved({ because }, provisional)).not.toHaveProperty('provisional');
    const earlier = moved({ because, reason: 'merge', to: was.dueAt - 10, detail: 'c0' });
    expect([earlier.dueAt, earlier.actsFrom, earlier.moves]).toStrictEqual([was.dueAt - 10, at, undefined]);
    expect(moved({ because, reason: 'merge', to: was.dueAt })).not.toHaveProperty('actsFrom');
    expect(moved({ because, reason: 'calendar' }).actsFrom).toBe(at);
  });

  it('a moment that a version put into the past is owed again once it is given time', () => {
    const past: CaseState = { ...opened, clocks: opened.clocks.map((clock) => ({ ...clock, ruleAdjusted: true })) };
    const adjusted = (over: Readonly<Record<string, unknown>>): unknown => moved(over, past).ruleAdjusted;
    expect([
      adjusted({ reason: 'extension' }),
      adjusted({ reason: 'migration' }),
      adjusted({ reason: 'merge', to: at }),
      adjusted({ reason: 'merge', to: at + 1 }),
    ]).toStrictEqual([undefined, true, true, undefined]);
    expect(moved({ reason: 'migration' })).not.toHaveProperty('ruleAdjusted');
  });
});

describe('what each event makes of dispatches and requests', () => {
  const two = after(
    { type: 'DepartmentDispatched', data: { dispatch: 'd2', department: 'law' } },
    after({ type: 'DepartmentDispatched', data: { dispatch: 'd1', department: 'it' } }),
  );
  it('a dispatch is open until it is answered or refused, and counts how often it was passed on', () => {
    const open = { id: 'd1', department: 'it', status: 'open', dispatchedAt: at, rerouted: 0 };
    const law = { ...open, id: 'd2', department: 'law' };
    expect([two.dispatches, two.moves]).toStrictEqual([[open, law], 2]);
    expect(
      after({ type: 'DispatchAnswered', data: { dispatch: 'd1', substantive: false } }, two).dispatches,
    ).toStrictEqual([{ ...open, status: 'answered', answeredAt: at, substantive: false }, law]);
    expect(
      after(
        { type: 'DispatchRerouted', data: { dispatch: 'd1', from: 'it', department: 'post', reason: 'theirs' } },
        two,
      ).dispatches[0],
    ).toStrictEqual({
      ...open,
      department: 'post',
      departmentFirst: 'it',
      rerouteReason: 'theirs',
      rerouted: 1,
      reroutedAt: at,
    });
    const refused = after({ type: 'DispatchRefused', data: { dispatch: 'd1', reason: 'not ours' } }, two);
    expect(refused.dispatches[0]).toStrictEqual({ ...open, status: 'refused', refusal: { reason: 'not ours', at } });
    expect(
      after({ type: 'DispatchRefusalRuled', data: { dispatch: 'd1', valid: true } }, refused).dispatches[0]?.refusal,
    ).toStrictEqual({ reason: 'not ours', at, valid: true, ruledAt: at });
  });

  it('a request waits until it is decided, and remembers who agreed', () => {
    const data = {
      request: 'a1',
      approval: 'payment',
      action: 'pay',
      fields: { amount: 5 },
      requester: { ...ACTOR, reach: true },
      needed: 2,
    };
    const asked = after(
      { type: 'ApprovalRequested', data: { ...data, request: 'a2' } },
      after({ type: 'ApprovalRequested', data }),
    );
    expect(asked.approvals).toStrictEqual(
      [data, { ...data, request: 'a2' }].map((one) => ({ ...one, status: 'pending', givenBy: [], requestedAt: at })),
    );
    const agreed = after({ type: 'ApprovalGiven', data: { request: 'a1', remaining: 1 } }, asked);
    expect(agreed.approvals.map((one) => one.givenBy)).toStrictEqual([['somebody'], []]);
    expect(
      after({ type: 'ApprovalCompleted', data: { request: 'a1' } }, agreed).approvals.map((one) => one.status),
    ).toStrictEqual(['completed', 'pending']);
    expect(
      after({ type: 'ApprovalRejected', data: { request: 'a2', reason: '' } }, agreed).approvals.map(
        (one) => one.status,
      ),
    ).toStrictEqual(['pending', 'rejected']);
  });
});

describe('a clock that is counted with other days', () => {
  const [clock] = opened.clocks as readonly [ClockState, ...ClockState[]];
  const { because } = clock;
  const said = { clock: clock.clock, occurrence: 1, from: clock.dueAt, reason: 'calendar', because } as const;
  const counted = (one: ClockState, to: number): ClockState | undefined =>
    after({ type: 'ClockMoved', data: { ...said, to } }, { ...opened, clocks: [one] }).clocks[0];
  const late: ClockState = { ...clock, status: 'late', provisional: true, missedAt: 5, stoppedAt: clock.dueAt };
  const missed: ClockState = { ...clock, status: 'missed', missedAt: 5 };

  it('that was missed runs again when its true moment lies ahead, and was missed at that moment otherwise', () => {
    const movedByDays = { firstDueAt: clock.dueAt, movedBy: ['calendar'] };
    const again = { ...clock, ...movedByDays, dueAt: at + 1, lapsedBefore: 1, actsFrom: at };
    expect(counted(missed, at + 1)).toStrictEqual(again);
    expect(counted({ ...missed, lapsedBefore: 1 }, at + 1)).toStrictEqual({ ...again, lapsedBefore: 2 });
    expect(counted(missed, at)).toMatchObject({ status: 'missed', missedAt: at });
  });

  it('that ended late was in time when its true moment was not before its end', () => {
    expect(counted(late, clock.dueAt)).toMatchObject({ status: 'met', stoppedAt: clock.dueAt });
    expect(counted(late, clock.dueAt)).not.toHaveProperty('missedAt');
    expect(counted(late, clock.dueAt - 1)).toMatchObject({ status: 'late', missedAt: clock.dueAt - 1 });
  });
});
