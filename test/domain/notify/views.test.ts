import { describe, expect, it } from 'vitest';
import { upcomingNotifications } from '../../../domain/notify/upcomingNotifications.ts';
import { deliveriesOf } from '../../../domain/notify/deliveriesOf.ts';
import { explainClock } from '../../../domain/clocks/explain.ts';
import { allFacts } from '../../support/rules/facts.ts';
import { isEnded, isOverdue, isOverdueNow, nextDueAt } from '../../../domain/case/overdue.ts';
import { plannedRungs } from '../../../domain/clocks/plannedRungs.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { BASE, Given, HOUR, MINUTE, T0 } from '../../support/rules/specification.ts';
import { department } from '../../support/rules/openedCase.ts';

describe('the facts of a case', () => {
  it('are its fields, where it stands, what was done and how its clocks stand', () => {
    const given = new Given({ repeatOf: 'c0' })
      .when(1, 'dispatch', { departments: ['it', 'law'] })
      .when(2, 'answer-dispatch', { dispatch: 'd1' }, department)
      .when(3, 'pay', { amount: 5 })
      .when(4, 'lose')
      .when(5, 'promise', { promisedAt: T0 + 9 * HOUR })
      .whenTimeIs(61)
      .when(62, 'resolve', { outcome: 'explained' });
    const counter = { id: 'counter', external: false, headOffice: false, noHandDown: false };
    expect(allFacts(ladderPack, given.state)).toMatchObject({
      visit: false,
      tier: 'plain',
      object: 'complaint',
      category: 'plain',
      channel: counter,
      channels: [counter],
      level: { id: 'house', rank: 1 },
      entryLevel: { id: 'desk', rank: 0 },
      resolvedLevel: { id: 'house', rank: 1 },
      unit: 'desk-a',
      stage: 'resolved',
      class: 'formal',
      repeat: true,
      anonymous: false,
      outcome: 'explained',
      firstContact: false,
      flags: ['lost'],
      steps: { lose: { id: 'lose', count: 1 } },
      clocks: { desk: { status: 'late', missed: true }, reply: { status: 'running', missed: false } },
      dispatches: { count: 2, open: 1 },
      approvals: { pending: 1 },
      moves: 3,
      promised: true,
    });
  });

  it('of a fresh case say no where nothing is known yet', () => {
    const facts = allFacts(ladderPack, new Given({ channel: 'ombudsman' }).state);
    expect(facts).toMatchObject({
      outcome: false,
      firstContact: false,
      repeat: false,
      overdue: false,
      promised: false,
      moves: 0,
      channel: { id: 'ombudsman', external: true },
    });
    expect(facts['resolvedLevel']).toBeUndefined();
    expect(allFacts(ladderPack, new Given({ channel: 'hotline' }).state)['channel']).toMatchObject({
      external: false,
      noHandDown: true,
    });
  });

  it('what is derived wins over a field of the same name', () => {
    expect(allFacts(ladderPack, new Given({ fields: { stage: 'odd', moves: 9 } }).state)).toMatchObject({
      stage: 'registered',
      moves: 0,
    });
  });
});

describe('what comes next', () => {
  it('are all rungs of running clocks, earliest first, the severe before the mild', () => {
    const planned = plannedRungs(ladderPack, new Given().state).map((rung) => [
      rung.clock,
      rung.occurrence,
      rung.rung,
      (rung.at - T0) / MINUTE,
      rung.notify.join(),
      rung.escalate,
    ]);
    expect(planned).toEqual([
      ['desk', 1, 'due', 60, 'desk-head,house-head', 'next'],
      ['desk', 1, 'after-30m', 90, 'house-head', undefined],
      ['reply', 1, 'warn-75', 180, 'handler', undefined],
      ['reply', 1, 'due', 240, 'house-head', undefined],
      ['reply', 1, 'after-1h', 300, 'house-head', 'group'],
    ]);
    expect(Object.hasOwn(plannedRungs(ladderPack, new Given().state)[1] ?? {}, 'escalate')).toBe(false);
  });

  it('is owed by the earliest due moment, also a missed one, and by nothing once all is done', () => {
    const given = new Given();
    expect(nextDueAt(given.state)).toBe(T0 + HOUR);
    expect(nextDueAt(given.when(1, 'resolve', { outcome: 'explained' }).state)).toBe(T0 + 4 * HOUR);
    given.whenTimeIs(241);
    expect([nextDueAt(given.state), isOverdue(given.state)]).toEqual([T0 + 4 * HOUR, true]);
    given.when(242, 'reply');
    expect([nextDueAt(given.state), isOverdue(given.state), isEnded(given.state)]).toEqual([undefined, true, false]);
    expect(isEnded(given.when(243, 'close').state)).toBe(true);
  });

  it('is overdue now from its lapse until somebody answers, late as it is', () => {
    const given = new Given().when(1, 'resolve', { outcome: 'explained' });
    expect(isOverdueNow(given.whenTimeIs(239).state)).toBe(false);
    expect(isOverdueNow(given.whenTimeIs(241).state)).toBe(true);
    given.when(242, 'reply');
    expect([isOverdueNow(given.state), isOverdue(given.state)]).toEqual([false, true]);
  });

  it('a missed clock that makes nobody overdue is forgotten once it is stopped', () => {
    const given = new Given()
      .when(1, 'dispatch', { departments: ['it'] })
      .when(2, 'escalate')
      .when(3, 'reply')
      .whenTimeIs(125);
    expect(isOverdue(given.state)).toBe(true);
    expect(isOverdue(given.when(126, 'answer-dispatch', {}, department).state)).toBe(false);
  });
});

describe('whom the coming rungs will tell', () => {
  it('each role by its first moment, with handler and department; never the complainant', () => {
    const given = new Given()
      .when(1, 'assign', { handler: 'kim' })
      .when(2, 'dispatch', { departments: ['it', 'law'] })
      .when(3, 'lose');
    const coming = upcomingNotifications(ladderPack, given.state);
    expect(
      coming.filter(
        (one, index) =>
          coming.findIndex(({ role, department }) => role === one.role && department === one.department) === index,
      ),
    ).toEqual([
      { role: 'desk-head', unit: 'desk-a', at: T0 + HOUR },
      { role: 'house-head', unit: 'desk-a', at: T0 + HOUR },
      { role: 'department-head', unit: 'desk-a', department: 'it', at: T0 + 122 * MINUTE },
      { role: 'department-head', unit: 'desk-a', department: 'law', at: T0 + 122 * MINUTE },
      { role: 'handler', unit: 'desk-a', handler: 'kim', at: T0 + 3 * HOUR },
    ]);
  });

  it('nobody, where no clock runs', () => {
    expect(
      upcomingNotifications(
        ladderPack,
        new Given().when(1, 'reply').when(2, 'resolve', { outcome: 'explained' }).state,
      ),
    ).toEqual([]);
  });
});

describe('an explanation', () => {
  const given = new Given().when(1, 'dispatch', { departments: ['it'] }).when(2, 'dispatch', { departments: ['law'] });

  it('names the clock, its rule and the parts of its due moment', () => {
    expect(explainClock(ladderPack, given.state, 'reply')).toEqual({
      clock: 'reply',
      occurrence: 1,
      title: 'Reply',
      rule: 'T2',
      status: 'running',
      startedAt: T0,
      dueAt: T0 + 4 * HOUR,
      segments: [{ from: T0, to: T0 + 4 * HOUR, reason: 'limit' }],
      provisional: false,
    });
  });

  it('is of the latest occurrence unless one is named, and of nothing that the case never had', () => {
    expect([
      explainClock(ladderPack, given.state, 'share')?.occurrence,
      explainClock(ladderPack, given.state, 'share', 1)?.occurrence,
    ]).toEqual([2, 1]);
    expect([explainClock(ladderPack, given.state, 'share', 3), explainClock(ladderPack, given.state, 'file')]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('what is told', () => {
  it('of rungs: the clock, when it was due, how late, where the case went', () => {
    const given = new Given().when(1, 'assign', { handler: 'kim' }).whenTimeIs(60);
    expect(deliveriesOf(ladderPack, 'c1', BASE, given.state, given.events)).toEqual([
      {
        no: 'c1',
        packHash: 'test',
        base: BASE,
        unit: 'desk-a',
        level: 'house',
        handler: 'kim',
        stage: 'registered',
        category: 'plain',
        seq: given.state.seq,
        items: [
          {
            key: 'desk/1/due',
            message: 'lapsed',
            notify: ['desk-head', 'house-head'],
            title: 'Desk hour',
            rule: 'T1',
            dueAt: T0 + HOUR,
            at: T0 + HOUR,
            plannedAt: T0 + HOUR,
            lateMs: 0,
            escalatedTo: 'house',
          },
        ],
      },
    ]);
  });

  it('of a dispatch: its department, by a notice at once and by its clock later', () => {
    const given = new Given()
      .when(1, 'escalate')
      .when(1, 'reply')
      .when(2, 'dispatch', { departments: ['it'] })
      .whenTimeIs(122);
    const items = deliveriesOf(ladderPack, 'c1', BASE, given.state, given.events).flatMap((one) => one.items);
    expect(items).toMatchObject([
      {
        key: expect.stringMatching(/^notice\/\d+\/share$/) as string,
        message: 'dispatched',
        notify: ['department-head'],
        title: 'share',
        department: 'it',
        at: T0 + 2 * MINUTE,
      },
      { key: 'share/1/due', title: 'Share', department: 'it' },
    ]);
  });

  it('nothing, of events that concern nobody', () => {
    const given = new Given();
    expect(deliveriesOf(ladderPack, 'c1', BASE, given.state, given.events)).toEqual([]);
  });
});
