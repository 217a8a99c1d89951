import { say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../domain/case/classify.ts';
import type { Intake } from '../../../domain/case/command.ts';
import { deliveriesOf } from '../../../domain/notify/deliveriesOf.ts';
import type { CaseEvent, RecordedEvent } from '../../../domain/case/event.ts';
import { explainClock } from '../../../domain/clocks/explain.ts';
import { channelFact, levelRank } from '../../../domain/case/factValues.ts';
import { allFacts } from '../../support/rules/facts.ts';
import { absorb, handoverOf, type Handover } from '../../../domain/decide/merging.ts';
import { openCase, outsideWindow } from '../../../domain/decide/openCase.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { openingLevel, routeOf } from '../../../domain/decide/routing.ts';
import type { CaseState, ClockState } from '../../../domain/case/state.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { BASE, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';
import { department, desk, handler, house, opened, watch } from '../../support/rules/openedCase.ts';

const ACTOR = { id: 'somebody', unit: 'desk-a', roles: ['handler'] };
const plain: Intake = {
  object: 'complaint',
  channel: 'counter',
  unit: 'desk-a',
  category: 'plain',
  fields: {},
  anonymous: false,
  actor: person('clerk'),
};
const state = (over: Partial<CaseState>): CaseState => ({ ...opened().state, ...over });

/** The first event of a case, or the code of its refusal. */
function registered(over: Partial<Intake>, pack: EnginePack = ledgerPack): unknown {
  const result = openCase(pack, { ...plain, ...over }, T0);
  return result.ok ? result.value.events[0]?.data : [result.rejection.code, say(result.rejection, 'en')];
}

describe('a case is opened', () => {
  const { calendar: _calendar, ...rest } = ledgerPack;
  const uncounted = { ...rest, clocks: [] };
  const data = {
    object: 'complaint',
    channel: 'counter',
    unit: 'desk-a',
    category: 'plain',
    level: 'desk',
    fields: {},
    anonymous: false,
    accepted: true,
  };
  const calendar = { layers: ['test'], version: 'test-1' };

  it('with what was said, and no word of what was not', () => {
    expect(registered({})).toStrictEqual({ ...data, calendar });
    expect(registered({ anonymous: true, object: 'suggestion' }, uncounted)).toStrictEqual({
      ...data,
      anonymous: true,
      object: 'suggestion',
    });
    expect(registered({}, { ...ledgerPack, acceptance: 'by-person' })).toMatchObject({ accepted: false });
  });

  it('with its repeat, its handler, its route and its speakers', () => {
    const routing = [{ when: { channel: { external: true } }, unit: 'house-x', rule: 'E2' }];
    const pack = { ...ledgerPack, routing };
    expect(
      registered({ channel: 'ombudsman', repeatOf: 'c0', assigned: 'kim', representatives: 2 }, pack),
    ).toStrictEqual({
      ...data,
      channel: 'ombudsman',
      unit: 'house-x',
      level: 'group',
      repeatOf: 'c0',
      handler: 'kim',
      route: 'E2',
      representatives: 2,
      calendar,
    });
    expect(registered({ fields: { grave: true } })).toMatchObject({ bypass: true, level: 'group', route: 'E1' });
  });

  it('with its promise, which is no deferral, and by the intake alone', () => {
    const result = openCase(ledgerPack, { ...plain, fields: { promisedAt: T0 + 1 } }, T0);
    expect(result.ok && result.value.events.find((event) => event.type === 'PromiseMade')?.data).toStrictEqual({
      promisedAt: T0 + 1,
      deferral: false,
    });
    expect(
      result.ok &&
        result.value.events.every((event, index) => event.id === `intake#${index + 1}` && event.actor.id === 'clerk-1'),
    ).toBe(true);
    const bare = openCase(ledgerPack, { ...plain, fields: { promisedAt: 'soon' } }, T0);
    expect(bare.ok && bare.value.events.some((event) => event.type === 'PromiseMade')).toBe(false);
  });

  it('never by somebody whom it names, and without what its category needs', () => {
    expect(registered({ fields: { named: 'clerk-1' } })).toStrictEqual([
      'recused',
      'whoever is named in the complaint cannot register it; somebody else must',
    ]);
    const categories = { plain: { title: 'Plain', require: ['visit', 'before', 'lost'] } };
    expect(registered({ fields: { visit: true } }, { ...ledgerPack, categories })).toStrictEqual([
      'field-missing',
      '/fields/before: category "plain" needs before; /fields/lost: category "plain" needs lost',
    ]);
  });

  it('on every day where the pack has no window', () => {
    expect(outsideWindow(ledgerPack, T0)).toBeUndefined();
  });
});

describe('where a case goes', () => {
  const asked = (when: Readonly<Record<string, string | number | boolean>>, over: Partial<Intake> = {}): boolean =>
    routeOf({ ...ledgerPack, routing: [{ when, unit: 'x' }] }, { ...plain, ...over }) !== undefined;

  it('may hang on whatever is known at the door', () => {
    expect([
      asked({ object: 'complaint' }),
      asked({ category: 'plain' }),
      asked({ channel: 'counter' }),
      asked({ channels: 'counter' }),
      asked({ unit: 'desk-a' }),
    ]).toStrictEqual(Array(5).fill(true));
    expect([
      asked({ anonymous: true }),
      asked({ anonymous: true }, { anonymous: true }),
      asked({ visit: true }, { fields: { visit: true } }),
    ]).toStrictEqual([false, true, true]);
    expect([
      asked({ repeat: true }),
      asked({ repeat: true }, { repeatOf: 'c0' }),
      asked({ representatives: 0 }),
      asked({ representatives: 2 }, { representatives: 2 }),
    ]).toStrictEqual([false, true, true, true]);
    const { routing: _routing, ...unrouted } = ledgerPack;
    expect(routeOf(unrouted, plain)).toBeUndefined();
  });

  it('opens at the level of its route, else of its channel; a repeat one higher where the pack says so', () => {
    const level = (over: Partial<Intake>, pack: EnginePack = ledgerPack): string =>
      openingLevel(pack, { ...plain, ...over }, undefined);
    expect([
      level({}),
      level({ channel: 'hotline' }),
      level({ channel: 'lost' }),
      level({ repeatOf: 'c0' }),
    ]).toStrictEqual(['desk', 'house', '', 'house']);
    const { repeat: _repeat, ...flat } = ledgerPack;
    expect([
      level({ repeatOf: 'c0' }, flat),
      level({ repeatOf: 'c0' }, { ...flat, repeat: {} }),
      level({ repeatOf: 'c0' }, { ...flat, repeat: { escalate: 'group' } }),
    ]).toStrictEqual(['desk', 'desk', 'group']);
    expect(openingLevel(ledgerPack, { ...plain, repeatOf: 'c0' }, { entry: 'group' })).toBe('group');
  });
});

describe('the facts of a case', () => {
  it('of what was done, asked and given', () => {
    const given = opened()
      .when(1, 'lose')
      .when(2, 'pay', { amount: 5 })
      .when(3, 'refuse', { reason: 'mistake' })
      .when(4, 'reject', { request: 'a2' }, desk)
      .when(5, 'pause', { kind: 'archive', reason: 'court' }, house)
      .when(6, 'freeze', { until: T0 }, watch);
    expect(allFacts(ledgerPack, given.state)).toMatchObject({
      steps: { lose: { id: 'lose', count: 1 } },
      approvals: { pending: 1, asked: ['payment'] },
      paused: true,
      frozen: true,
      bypass: false,
      representatives: 0,
      clocks: { days: { status: 'paused', missed: false, provisional: false, calendarAdjusted: false } },
    });
    expect(allFacts(ledgerPack, opened().state)).toMatchObject({
      paused: false,
      frozen: false,
      approvals: { pending: 0, asked: [] },
    });
    expect(
      allFacts(
        ledgerPack,
        state({ steps: { pay: { count: 2, firstAt: 0, lastAt: 1, fields: { amount: 5, count: 99 } } } }),
      )['steps'],
    ).toStrictEqual({
      pay: { amount: 5, id: 'pay', count: 2 },
    });
    expect(
      allFacts(
        ledgerPack,
        state({ bypass: true, representatives: 3, firstContact: true, outcome: 'x', resolvedLevel: 'moon' }),
      ),
    ).toMatchObject({
      bypass: true,
      representatives: 3,
      firstContact: true,
      outcome: 'x',
      resolvedLevel: { id: 'moon', rank: -1 },
    });
  });

  it('of a clock that ran several times: how it stands now, and whether any run of it was missed', () => {
    const [clock] = opened().state.clocks as readonly [ClockState, ...ClockState[]];
    const facts = (...clocks: readonly ClockState[]): unknown => allFacts(ledgerPack, state({ clocks }))['clocks'];
    const late: ClockState = { ...clock, status: 'late', missedAt: 1 };
    expect(facts(late, { ...clock, occurrence: 2, provisional: true })).toStrictEqual({
      [clock.clock]: { status: 'running', missed: true, provisional: true, calendarAdjusted: false },
    });
    expect(facts({ ...late, calendarAdjusted: true })).toStrictEqual({
      [clock.clock]: { status: 'late', missed: false, provisional: false, calendarAdjusted: true },
    });
    expect(facts(clock, { ...late, occurrence: 2 })).toMatchObject({ [clock.clock]: { status: 'late', missed: true } });
  });

  it('of channels and levels that the pack does not know say so', () => {
    expect(channelFact(ledgerPack, 'lost')).toStrictEqual({
      id: 'lost',
      external: false,
      headOffice: false,
      noHandDown: false,
    });
    expect(
      channelFact({ ...ledgerPack, channels: { hq: { title: 'HQ', entry: 'group', headOffice: true } } }, 'hq'),
    ).toMatchObject({ headOffice: true });
    expect([levelRank(ledgerPack, 'group'), levelRank(ledgerPack, 'moon')]).toStrictEqual([2, -1]);
  });

  it('must fit a row of the class table', () => {
    expect(() =>
      classify({ ...ledgerPack, classes: [{ class: 'a', title: 'A', when: { grave: 'never' } }] }, opened().state),
    ).toThrow('the class table of ledger 1.0.0 is not total');
  });
});

describe('what is told of a case', () => {
  const [, reply] = new Given().state.clocks as readonly [ClockState, ClockState];
  const recorded = (event: CaseEvent, seq = 9): RecordedEvent => ({
    ...event,
    id: `x#${seq}`,
    seq,
    at: T0 + MINUTE,
    actor: ACTOR,
  });
  const fired = {
    clock: 'reply',
    occurrence: 1,
    rung: 'due',
    dueAt: T0,
    notify: ['house-head'],
    message: 'lapsed',
    lateMs: 7,
  };
  const items = (pack: EnginePack, of: CaseState, ...events: readonly RecordedEvent[]): readonly unknown[] =>
    deliveriesOf(pack, 'c1', BASE, of, events).flatMap((one) => one.items);
  const item = {
    key: 'reply/1/due',
    message: 'lapsed',
    notify: ['house-head'],
    title: 'Reply',
    rule: 'T2',
    dueAt: reply.dueAt,
    plannedAt: fired.dueAt,
    at: T0 + MINUTE,
    lateMs: 7,
  };

  it('a rung: how late and why, whether together with others, and where the case went with it', () => {
    const { state: now } = new Given();
    expect(items(ladderPack, now, recorded({ type: 'RungFired', data: fired }))).toStrictEqual([item]);
    const late = { ...fired, lateBecause: 'suspended', coalesced: true } as const;
    expect(items(ladderPack, now, recorded({ type: 'RungFired', data: late }))).toStrictEqual([
      { ...item, lateBecause: 'suspended', coalesced: true },
    ]);
    const up = (clock: string): RecordedEvent =>
      recorded({ type: 'LevelChanged', data: { from: 'desk', to: 'house', clock } }, 10);
    expect(items(ladderPack, now, recorded({ type: 'RungFired', data: fired }), up('reply'))).toStrictEqual([
      { ...item, escalatedTo: 'house' },
    ]);
    expect(items(ladderPack, now, recorded({ type: 'RungFired', data: fired }), up('desk'))).toStrictEqual([item]);
    expect(items(ladderPack, now, recorded({ type: 'RungFired', data: { ...fired, notify: [] } }))).toStrictEqual([]);
    const { dueAt: _due, ...undated } = item;
    const gone = {
      key: 'gone/1/due',
      message: 'lapsed',
      notify: ['house-head'],
      title: 'gone',
      plannedAt: fired.dueAt,
      at: T0 + MINUTE,
      lateMs: 7,
    };
    expect(items(ladderPack, now, recorded({ type: 'RungFired', data: { ...fired, clock: 'gone' } }))).toStrictEqual([
      gone,
    ]);
    expect(items(ladderPack, now, recorded({ type: 'RungFired', data: { ...fired, occurrence: 2 } }))).toStrictEqual([
      { ...undated, key: 'reply/2/due' },
    ]);
  });

  it('a rung of a provisional due moment, with the calendar it waits for', () => {
    const { state: now } = new Given();
    const with_ = (over: Partial<ClockState>): CaseState => ({ ...now, clocks: [{ ...reply, ...over }] });
    const told = (over: Partial<ClockState>): unknown =>
      items(ladderPack, with_(over), recorded({ type: 'RungFired', data: fired }))[0];
    expect([
      told({ provisional: true, calendarVersion: 'v1' }),
      told({ provisional: true }),
      told({ calendarVersion: 'v1' }),
    ]).toStrictEqual([{ ...item, provisional: 'v1' }, { ...item, provisional: '' }, item]);
  });

  it('a rung of a department’s share names it; of the whole case, those that owe an answer', () => {
    const given = new Given()
      .when(1, 'dispatch', { departments: ['it', 'law', 'post'] })
      .when(2, 'answer-dispatch', { dispatch: 'd1' }, department)
      .when(3, 'dispatch', { departments: ['it'] });
    const share = { ...fired, clock: 'share', occurrence: 2, notify: ['department-head'] };
    expect(items(ladderPack, given.state, recorded({ type: 'RungFired', data: share }))).toMatchObject([
      { department: 'law', title: 'Share' },
    ]);
    expect(items(ladderPack, given.state, recorded({ type: 'RungFired', data: share }))[0]).not.toHaveProperty(
      'departments',
    );
    const whole = (notify: readonly string[], of = given.state): unknown =>
      items(ladderPack, of, recorded({ type: 'RungFired', data: { ...fired, notify } }))[0];
    expect(whole(['house-head', 'department-head'])).toMatchObject({ departments: ['law', 'post', 'it'] });
    expect(whole(['house-head'])).not.toHaveProperty('departments');
    expect(whole(['department-head'], new Given().state)).not.toHaveProperty('departments');
  });

  it('a notice of the pack, once for each event that it is about, with its department if it has one', () => {
    const notices = [
      { id: 'linked', on: { on: 'linked' }, notify: ['watch'], message: 'linked' },
      { id: 'crime', on: { on: 'linked', when: { category: 'crime' } }, notify: ['watch'], message: 'crime' },
    ] as const;
    const pack = { ...ledgerPack, notices };
    const linked = recorded({ type: 'CaseLinked', data: { no: 'c0', kind: 'related' } });
    expect(items(pack, opened().state, linked)).toStrictEqual([
      { key: 'notice/9/linked', message: 'linked', notify: ['watch'], title: 'linked', at: T0 + MINUTE },
    ]);
    expect(items({ ...pack, notices: [] }, opened().state, linked)).toStrictEqual([]);
  });

  it('an extension, to whoever complained, with the new due moment, where the pack has words for it', () => {
    const move = { clock: 'law', occurrence: 1, from: 1, to: 2, reason: 'extension', because: [] } as const;
    const told = (over: Readonly<Record<string, unknown>>, pack: EnginePack = ledgerPack): readonly unknown[] =>
      items(pack, opened().state, recorded({ type: 'ClockMoved', data: { ...move, ...over } }));
    expect(told({})).toStrictEqual([
      {
        key: 'law/1/extension-9',
        message: 'extended',
        notify: ['complainant'],
        title: 'law',
        dueAt: 2,
        at: T0 + MINUTE,
      },
    ]);
    expect([told({ reason: 'pause' }), told({ clock: 'reply' }), told({}, { ...ledgerPack, roles: {} })]).toStrictEqual(
      [[], [], []],
    );
    const ruled = { ...ledgerPack, clocks: ledgerPack.clocks.map((def) => ({ ...def, rule: 'T9' })) };
    expect(told({}, ruled)).toMatchObject([{ rule: 'T9' }]);
  });

  it('with where the case stands; a handler only where it has one', () => {
    const [delivery] = deliveriesOf(ladderPack, 'c1', BASE, new Given().state, [
      recorded({ type: 'RungFired', data: fired }),
    ]);
    expect(delivery).not.toHaveProperty('handler');
  });

  it('an explanation has the clock’s calendar, and its name where the pack has forgotten it', () => {
    const provisional = { ...reply, provisional: true, calendarVersion: 'v1', clock: 'gone' };
    const told = explainClock(ladderPack, { ...new Given().state, clocks: [provisional] }, 'gone');
    expect(told).toMatchObject({ title: 'gone', provisional: true, calendarVersion: 'v1', rule: 'T2' });
    const { rule: _rule, ...bare } = reply;
    expect(explainClock(ladderPack, { ...new Given().state, clocks: [bare] }, 'reply')).not.toHaveProperty('rule');
  });
});

describe('one case goes into another', () => {
  const cause = { id: 'absorb-b', at: T0 + 5 * MINUTE, actor: handler };
  const into = (given: Given, handover: Handover): readonly RecordedEvent[] | string => {
    const result = absorb(given.pack, given.state, handover, cause);
    return result.ok ? result.value.events : `${result.rejection.code}: ${say(result.rejection, 'en')}`;
  };
  const handover: Handover = { no: 'b', dues: [], channels: [] };
  const due = T0 + 2 * HOUR;

  it('leaves what it still owes, except the departments’ shares, its channels, and who may know of it', () => {
    const given = opened({ fields: { named: 'kim' } })
      .when(1, 'dispatch', { departments: ['it'] })
      .when(2, 'reply');
    const left = handoverOf(ledgerPack, 'b', given.state, T0);
    expect(left.dues.map((one) => one.clock)).toStrictEqual([
      'desk',
      'law',
      'fixed',
      'work',
      'days',
      'simple',
      'round',
    ]);
    expect(left.dues[0]).toStrictEqual({ clock: 'desk', subject: 'desk', dueAt: T0 + HOUR });
    expect(left.dues[1]).not.toHaveProperty('subject');
    expect([left.no, left.channels, left.access]).toStrictEqual(['b', ['counter'], { recused: ['kim'] }]);
    expect(handoverOf(ledgerPack, 'b', opened().state, T0)).not.toHaveProperty('access');
    const statuses = ['running', 'paused', 'missed', 'met', 'late', 'cancelled'] as const;
    const [clock] = opened().state.clocks as readonly [ClockState, ...ClockState[]];
    const kept = handoverOf(
      ledgerPack,
      'b',
      state({ clocks: statuses.map((status, index) => ({ ...clock, status, dueAt: index })) }),
      T0,
    );
    expect(kept.dues.map((one) => one.dueAt)).toStrictEqual([0, 1, 2]);
  });

  it('moves a running or paused clock to its earliest due moment, none that ended or is missed', () => {
    const moved = (given: Given): unknown => {
      const events = into(given, {
        ...handover,
        dues: [
          { clock: 'reply', dueAt: due },
          { clock: 'reply', dueAt: due + 1 },
        ],
      });
      return typeof events === 'string'
        ? events
        : events.flatMap((event) => (event.type === 'ClockMoved' ? [event.data] : []));
    };
    const move = { clock: 'reply', occurrence: 1, from: T0 + 4 * HOUR, to: due, reason: 'merge', detail: 'b' };
    expect(moved(opened())).toMatchObject([move]);
    expect(moved(opened().when(1, 'pause', { kind: 'outside', reason: 'court' }, house))).toMatchObject([move]);
    expect(moved(opened().when(1, 'reply'))).toStrictEqual([]);
    expect(moved(opened().whenTimeIs(240))).toStrictEqual([]);
  });

  it('shows a clock as late that was met after the other case had been promised it, and as nothing else', () => {
    const [replied, ledger] = [opened().when(60, 'reply'), { ...cause, at: T0 + 70 * MINUTE }];
    const after = (dueAt: number): unknown => {
      const dues = [{ clock: 'reply', dueAt }];
      const result = absorb(replied.pack, replied.state, { ...handover, dues }, ledger);
      if (!result.ok) throw new Error(say(result.rejection, 'en'));
      const { status, dueAt: now, missedAt } = result.value.state.clocks.find(({ clock }) => clock === 'reply') ?? {};
      return [status, now, missedAt];
    };
    const promised = T0 + 4 * HOUR;
    expect(after(T0 + 50 * MINUTE)).toStrictEqual(['late', T0 + 50 * MINUTE, T0 + 50 * MINUTE]);
    expect(after(T0 + 60 * MINUTE)).toStrictEqual(['met', promised, undefined]);
    expect(after(T0 + 65 * MINUTE)).toStrictEqual(['met', promised, undefined]);
  });

  it('leaves the due moment of a paused clock as it would be if the pause ended now', () => {
    const paused = opened().when(60, 'pause', { kind: 'outside', reason: 'court' }, house);
    const left = (at: number): number | undefined =>
      handoverOf(paused.pack, 'b', paused.state, at).dues.find(({ clock }) => clock === 'reply')?.dueAt;
    expect([left(T0 + 60 * MINUTE), left(T0 + 6 * HOUR)]).toStrictEqual([T0 + 4 * HOUR, T0 + 9 * HOUR]);
  });

  it('of a clock of each level counts only for the same level', () => {
    const moved = (subject: string): number => {
      const events = into(opened(), { ...handover, dues: [{ clock: 'desk', subject, dueAt: T0 + MINUTE }] });
      return typeof events === 'string' ? -1 : events.filter((event) => event.type === 'ClockMoved').length;
    };
    expect([moved('desk'), moved('house')]).toStrictEqual([1, 0]);
    const rounds = into(opened(), { ...handover, dues: [{ clock: 'round', subject: '2', dueAt: T0 + MINUTE }] });
    expect(typeof rounds === 'string' ? rounds : rounds.filter((event) => event.type === 'ClockMoved')).toHaveLength(1);
  });

  it('brings the people it named and the channels that are new and known here', () => {
    const given = opened({ fields: { named: 'kim' } });
    const events = into(given, {
      ...handover,
      channels: ['counter', 'hotline', 'lost'],
      access: { recused: ['kim', 'lee'] },
    });
    expect(typeof events === 'string' ? events : events.map((event) => [event.type, event.data])).toStrictEqual([
      ['CaseAbsorbed', { no: 'b', dues: [] }],
      ['AccessSet', { recused: ['kim', 'lee'] }],
      ['ChannelAdded', { channel: 'hotline' }],
    ]);
    const none = into(given, { ...handover, access: { recused: ['kim'] } });
    expect(typeof none === 'string' ? none : none.map((event) => event.type)).toStrictEqual(['CaseAbsorbed']);
  });

  it('of which only some may know goes into none that others may see', () => {
    const secret = { ...handover, access: { roles: ['watch'] } };
    expect(into(opened(), secret)).toBe(
      'merge-not-possible: a confidential case only goes into one that the same roles may see',
    );
    expect(typeof into(opened({ category: 'crime' }), secret)).toBe('object');
    expect(
      into(opened({ category: 'crime' }), {
        ...handover,
        access: { roles: ['watch', 'handler'] },
      }),
    ).toContain('merge-not-possible');
    expect(typeof into(opened({ category: 'crime' }), handover)).toBe('object');
    expect(into(opened().when(1, 'withdraw', { reason: 'mistake' }), handover)).toBe(
      'case-not-open: the case that it should go into has ended',
    );
  });
});
