import { describe, expect, it } from 'vitest';
import { scheduledOf } from '../../../domain/clocks/scheduled.ts';
import { lapse, needsWorkflow } from '../../../domain/decide/lapse.ts';
import { escalationTarget } from '../../../domain/decide/routing.ts';
import { nextTimer } from '../../../domain/clocks/nextTimer.ts';
import { isBreach, isEnded, isOverdue, isProvisionalCase, nextDueAt } from '../../../domain/case/overdue.ts';
import type { ClockDef, RungAt } from '../../../domain/pack/clockDef.ts';
import type { CalendarDays } from '../../../domain/time/calendar.ts';
import type { Span } from '../../../domain/clocks/shareOf.ts';
import { defined } from '../../../domain/values/own.ts';
import { pendingRungs, rungInstant } from '../../../domain/clocks/rungs.ts';
import type { CaseState, ClockState } from '../../../domain/case/state.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { BASE, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';
import { packWith, withOwn } from '../../support/rules/ownClock.ts';

const DAY = 24 * HOUR;
const opened = (): Given => new Given({ pack: ledgerPack });

describe('the rungs of a ladder', () => {
  const clock = { ...opened().clock('days'), startedAt: T0, dueAt: T0 + 10 * HOUR, targetAt: T0 + 4 * HOUR };
  const { targetAt: _target, ...untargeted } = clock;
  const zone = 'Asia/Shanghai';

  const instant = (at: RungAt, of: Span = clock, calendar?: CalendarDays): number | undefined =>
    rungInstant(at, of, { kind: 'elapsed', ms: 10 * HOUR }, { timezone: zone, fields: {}, ...defined({ calendar }) });

  it('stand at a share of the time, rounded up, or at a span from the due moment, the start or the target', () => {
    expect(instant({ kind: 'percent', percent: 75 })).toBe(T0 + 7.5 * HOUR);
    expect(instant({ kind: 'percent', percent: 50 }, { startedAt: 0, dueAt: 3 })).toBe(2);
    expect(instant({ kind: 'offset', ms: -HOUR })).toBe(T0 + 9 * HOUR);
    expect(instant({ kind: 'offset', ms: HOUR, of: 'start' })).toBe(T0 + HOUR);
    expect(instant({ kind: 'offset', ms: HOUR, of: 'target' })).toBe(T0 + 5 * HOUR);
    expect(instant({ kind: 'offset', ms: HOUR, of: 'target' }, untargeted)).toBeUndefined();
  });

  it('or at a time of day so many days or working days from the due day, which 24:00 belongs to', () => {
    const midnight = { startedAt: T0, dueAt: Date.parse('2026-11-28T00:00:00+08:00') };
    expect(instant({ kind: 'day', days: -2, time: '09:00' }, midnight)).toBe(Date.parse('2026-11-25T09:00:00+08:00'));
    expect(instant({ kind: 'working-day', days: 1, time: '09:00' }, midnight, ledgerPack.calendar)).toBe(
      Date.parse('2026-11-30T09:00:00+08:00'),
    );
    expect(instant({ kind: 'working-day', days: 1, time: '09:00' }, midnight)).toBeUndefined();
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
    pendingRungs(pack, state, { ...(state.clocks[0] as ClockState), ...over }).map(
      ({ rung, at }) => `${rung.id}@${(at - T0) / MINUTE}`,
    );

  it('that would stand before the start do not apply; those that fired do not fire again', () => {
    expect(planned({})).toStrictEqual(['start@0', 'warn@60', 'due@120', 'after@180']);
    expect(planned({ fired: ['warn', 'due'] })).toStrictEqual(['start@0', 'after@180']);
    expect(planned({ ladder: 'lost' })).toStrictEqual([]);
  });

  it('that lay in the past when the clock was armed act then; a warning of what is over is left out', () => {
    expect(planned({ actsFrom: T0 + 90 * MINUTE })).toStrictEqual(['start@90', 'warn@90', 'due@120', 'after@180']);
    expect(planned({ actsFrom: T0 + 60 * MINUTE })).toStrictEqual(['start@60', 'warn@60', 'due@120', 'after@180']);
    expect(planned({ actsFrom: T0 + 120 * MINUTE })).toStrictEqual(['due@120', 'after@180']);
    expect(planned({ actsFrom: T0 + 150 * MINUTE })).toStrictEqual(['due@150', 'after@180']);
  });

  it('of a provisional due moment warn two days before it and tell of its lapse when it comes', () => {
    const long = { dueAt: T0 + 4 * DAY, provisional: true };
    expect(planned(long)).toStrictEqual(
      ['early', 'start', 'warn']
        .map((id) => `${id}@${2 * 1_440}`)
        .concat([`due@${4 * 1_440}`, `after@${4 * 1_440 + 60}`]),
    );
    expect(planned({ ...long, dueAt: T0 + 2 * DAY })).toStrictEqual([
      `early@${2_880 - 180}`,
      `start@${2_880 - 120}`,
      `warn@${2_880 - 60}`,
      'due@2880',
      'after@2940',
    ]);
    expect(planned({ dueAt: T0 + 4 * DAY })[2]).toBe(`warn@${4 * 1_440 - 60}`);
  });
});

describe('what acts next', () => {
  it('at one moment: the end of a pause, then what lapses, then its rungs, the severe clock first', () => {
    const clocks = (['mild', 'severe'] as const).map((id, index) => ({
      ...(packWith({}).clocks[0] as ClockDef),
      id,
      severity: index,
    }));
    const given = new Given({ pack: { ...packWith({}), clocks } });
    const paused = {
      ...given.state,
      paused: { seq: 1, since: T0, reason: 'x', kind: 'outside', until: T0 + 2 * HOUR },
    };
    const text = (state: CaseState): readonly string[] =>
      scheduledOf(given.pack, state).map((one) =>
        one.kind === 'resume' ? one.kind : `${one.kind} ${one.clock.clock}`,
      );
    expect(text(given.state)).toStrictEqual(['miss severe', 'miss mild', 'rung severe', 'rung mild']);
    expect(text(paused)).toStrictEqual(['resume', 'miss severe', 'miss mild', 'rung severe', 'rung mild']);
    expect(nextTimer(given.pack, paused)).toStrictEqual({
      at: T0 + 2 * HOUR,
      key: 'resume/outside',
      label: 'An outside body assists',
      notify: ['house-head'],
    });
    expect(
      nextTimer({ ...given.pack, pauses: {} }, { ...paused, paused: { ...paused.paused, until: T0 + 1 } }),
    ).toStrictEqual({
      at: T0 + 1,
      key: 'resume/outside',
      label: 'outside',
      notify: [],
    });
  });

  it('names the rung, the clock and the calendar that a provisional moment hangs on', () => {
    const missed = new Given().whenTimeIs(60);
    expect(nextTimer(ladderPack, missed.state)).toStrictEqual({
      at: T0 + 3 * HOUR,
      key: 'reply/1/warn-75',
      label: 'Reply',
      notify: ['handler'],
    });
    const provisional = withOwn({});
    const [own] = provisional.state.clocks as readonly [ClockState];
    const of = (clock: ClockState): unknown => nextTimer(provisional.pack, { ...provisional.state, clocks: [clock] });
    expect(of({ ...own, provisional: true, calendarVersion: 'v1' })).toMatchObject({ provisional: 'v1' });
    expect(of({ ...own, provisional: true })).toMatchObject({ provisional: '' });
    expect(of({ ...own, calendarVersion: 'v1' })).not.toHaveProperty('provisional');
    expect(of({ ...own, clock: 'gone' })).toMatchObject({ label: 'gone', key: 'gone/1/due' });
  });

  it('never is the lapse of a clock that nobody can miss, of one that stands still, or of one that has ended', () => {
    const kinds = (over: Partial<ClockState>): readonly string[] => {
      const { state, pack } = withOwn({});
      return scheduledOf(pack, { ...state, clocks: state.clocks.map((clock) => ({ ...clock, ...over })) }).map(
        (one) => one.kind,
      );
    };
    expect([kinds({}), kinds({ monitor: true }), kinds({ status: 'missed' })]).toStrictEqual([
      ['miss', 'rung'],
      ['rung'],
      ['rung'],
    ]);
    expect([
      kinds({ status: 'paused' }),
      kinds({ status: 'met' }),
      kinds({ status: 'late' }),
      kinds({ status: 'cancelled' }),
    ]).toStrictEqual([[], [], [], []]);
  });

  it('a case needs its workflow while it is open, something is planned or a clock is paused', () => {
    const given = opened();
    const ended: CaseState = { ...given.state, stage: 'closed' };
    const with_ = (status: ClockState['status']): boolean =>
      needsWorkflow(ledgerPack, {
        ...ended,
        clocks: [{ ...given.clock('simple'), status, fired: status === 'missed' ? ['due'] : [] }],
      });
    expect([
      needsWorkflow(ledgerPack, { ...given.state, clocks: [] }),
      needsWorkflow(ledgerPack, ended),
      needsWorkflow(ledgerPack, { ...ended, clocks: [] }),
    ]).toStrictEqual([true, true, false]);
    expect([with_('running'), with_('paused'), with_('met'), with_('missed')]).toStrictEqual([
      true,
      true,
      false,
      false,
    ]);
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
      {
        clock: 'desk',
        occurrence: 1,
        rung: 'due',
        dueAt: T0 + HOUR,
        notify: ['desk-head', 'house-head'],
        message: 'lapsed',
        lateMs: 5,
      },
      { from: 'desk', to: 'house', clock: 'desk' },
    ]);
  });

  it('is an outage only when more than half a minute of the wall clock has passed', () => {
    const because = (late: number): unknown =>
      lapse(ladderPack, new Given().state, T0 + HOUR + late, BASE).events.flatMap((event) =>
        event.type === 'RungFired' ? [[event.data.lateBecause, event.at - T0]] : [],
      );
    expect([because(30_000), because(30_001)]).toStrictEqual([[[undefined, HOUR]], [['suspended', HOUR + 30_001]]]);
  });

  it('of a single rung after an outage is told by itself', () => {
    const given = new Given().when(1, 'escalate');
    const fired = given
      .whenTimeIs(180 + 10)
      .events.flatMap((event) => (event.type === 'RungFired' ? [event.data] : []));
    expect(fired.map((one) => [one.rung, one.lateBecause, one.coalesced])).toStrictEqual([
      ['warn-75', 'suspended', undefined],
    ]);
  });

  it('leaves alone what falls on the moment of an action, and does nothing where nothing is planned', () => {
    const { state } = new Given();
    expect(lapse(ladderPack, state, T0 + HOUR, BASE, { strict: true })).toStrictEqual({ state, events: [] });
    expect(lapse(ladderPack, state, T0 + HOUR, BASE, { strict: false }).events).not.toStrictEqual([]);
    expect(lapse(ladderPack, { ...state, clocks: [] }, T0 + HOUR, BASE)).toStrictEqual({
      state: { ...state, clocks: [] },
      events: [],
    });
  });

  it('moves a case to the next level or a named one above, never down, beyond the top or nowhere', () => {
    const to = (level: string, escalate?: string): string | undefined => escalationTarget(ladderPack, level, escalate);
    expect([to('desk', 'next'), to('desk', 'group'), to('house', 'group'), to('group', 'next')]).toStrictEqual([
      'house',
      'group',
      'group',
      undefined,
    ]);
    expect([to('house', 'house'), to('house', 'desk'), to('desk', 'moon'), to('desk')]).toStrictEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('what counts against somebody', () => {
  const clock: ClockState = { ...opened().clock('simple'), status: 'missed', missedAt: T0, overdue: false };
  const state = (...clocks: readonly ClockState[]): CaseState => ({ ...opened().state, clocks });

  it('is a miss that is owed, and none that a calendar, a change of rules or an unpublished year made', () => {
    const breaches = (over: Partial<ClockState>): boolean => isBreach({ ...clock, ...over });
    expect([
      breaches({}),
      breaches({ status: 'late' }),
      breaches({ status: 'running' }),
      breaches({ status: 'met' }),
    ]).toStrictEqual([true, true, false, false]);
    expect([
      breaches({ owed: false }),
      breaches({ calendarAdjusted: true }),
      breaches({ ruleAdjusted: true }),
      breaches({ provisional: true }),
    ]).toStrictEqual([false, false, false, false]);
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
    const due = (over: Partial<ClockState>): number | undefined =>
      nextDueAt(state({ ...clock, dueAt: 5, ...over }, { ...clock, dueAt: 9 }));
    expect([
      due({}),
      due({ status: 'running' }),
      due({ status: 'paused' }),
      due({ monitor: true }),
      due({ owed: false }),
      nextDueAt(state()),
    ]).toStrictEqual([5, 5, 9, 9, 9, undefined]);
  });

  it('waits for a calendar while an acting clock does', () => {
    const waits = (over: Partial<ClockState>): boolean => isProvisionalCase(state({ ...clock, ...over }));
    expect([waits({ provisional: true }), waits({}), waits({ provisional: true, status: 'met' })]).toStrictEqual([
      true,
      false,
      false,
    ]);
  });

  it('ends with the case, however it ended', () => {
    const stages = ['registered', 'accepted', 'resolved', 'closed', 'refused', 'withdrawn', 'merged'] as const;
    expect(stages.filter((stage) => isEnded({ ...state(), stage }))).toStrictEqual([
      'closed',
      'refused',
      'withdrawn',
      'merged',
    ]);
  });
});

describe('what follows of itself', () => {
  it('a class that changes says from which to which and by which rule; without a rule it says none', () => {
    const given = opened();
    expect(given.events.find((event) => event.type === 'ClassChanged')?.data).toStrictEqual({
      from: '',
      to: 'pending',
    });
    given.when(5, 'freeze', { until: T0 }, person('watch')).when(6, 'resolve', { outcome: 'explained' });
    expect(given.events.at(-1)?.data).toStrictEqual({
      from: 'pending',
      to: 'not-counted',
      rule: 'C2',
      frozen: 'pending',
    });
  });
});
