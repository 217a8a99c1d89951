import { describe, expect, it } from 'vitest';
import { lapse } from '../../../domain/decide/lapse.ts';
import { isOverdue, nextDueAt } from '../../../domain/case/overdue.ts';
import { BASE, given, HOUR, MINUTE, T0 } from '../../support/rules/specification.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';

describe('a case that nobody touches', () => {
  it('climbs at the desk hour and tells the house of a missing reply', () => {
    const life = given().whenTimeIs(60).whenTimeIs(180).whenTimeIs(240).whenTimeIs(300);
    expect(life.rungs()).toEqual(['desk/due@60', 'reply/warn-75@180', 'reply/due@240', 'reply/after-1h@300']);
    expect(life.state.level).toBe('group');
    expect(life.state.flags).toEqual(['severe']);
  });

  it('becomes formal the moment its reply is overdue, not before', () => {
    expect(given().whenTimeIs(239).state.class).toBe('pending');
    expect(given().whenTimeIs(240).state.class).toBe('formal');
  });
});

describe('an outage of the engine', () => {
  it('fires the late rungs once, in order, to be told together, and says how late and why', () => {
    const life = given().whenTimeIs(360);
    const fired = life.events.flatMap((event) => (event.type === 'RungFired' ? [event.data] : []));
    expect(fired.map((one) => one.rung)).toEqual(['due', 'warn-75', 'due', 'after-1h']);
    expect(fired.every((one) => one.coalesced === true && one.lateBecause === 'suspended')).toBe(true);
    expect(fired.map((one) => one.lateMs)).toEqual([300, 180, 120, 60].map((minutes) => minutes * MINUTE));
  });

  it('is why a rung is late that was planned seconds before the engine came back', () => {
    const late = lapse(ladderPack, given().state, T0 + 4 * HOUR + 2_000, BASE);
    const fired = late.events.flatMap((event) => (event.type === 'RungFired' ? [event.data] : []));
    expect(fired.map((one) => [one.rung, one.lateBecause, one.coalesced])).toEqual(
      ['due', 'warn-75', 'due'].map((rung) => [rung, 'suspended', true]),
    );
    expect(fired.at(-1)?.lateMs).toBe(2_000);
  });

  it('is not an outage when a wake-up is merely slow: what follows keeps its planned moments', () => {
    const life = given();
    const late = lapse(ladderPack, life.state, T0 + HOUR + 2_000, BASE);
    expect(late.events.find((event) => event.type === 'RungFired')).toMatchObject({
      at: T0 + HOUR,
      data: { lateMs: 2_000 },
    });
    expect(late.events.some((event) => event.type === 'RungFired' && event.data.coalesced)).toBe(false);
  });

  it('counts lateness on the wall clock also in a drill', () => {
    const life = given();
    const drill = { origin: T0, speed: 600 };
    const late = lapse(ladderPack, life.state, T0 + HOUR + 600_000, drill);
    expect(late.events.find((event) => event.type === 'RungFired')).toMatchObject({ data: { lateMs: 1_000 } });
  });
});

describe('the ladder', () => {
  it('stops when the clock is stopped', () => {
    expect(given().when(30, 'resolve', { outcome: 'satisfied' }).whenTimeIs(100).rungs()).toEqual([]);
  });

  it('goes on after the due moment until somebody acts', () => {
    const life = given().whenTimeIs(240).when(250, 'reply').whenTimeIs(400);
    expect(life.rungs()).not.toContain('reply/after-1h@300');
    expect(life.clock('reply').status).toBe('late');
  });

  it('moves a case up only: a case already above the target stays where it is', () => {
    const life = given().when(5, 'escalate', { to: 'group' }).whenTimeIs(300);
    expect(life.state.level).toBe('group');
    expect(life.types().filter((type) => type === 'LevelChanged')).toHaveLength(1);
  });

  it('reminds at nine in the morning of the third day and lapses at the end of the fifth', () => {
    const life = given().when(10, 'lose').when(20, 'reply').when(30, 'resolve', { outcome: 'explained' });
    const reminder = (Date.parse('2026-11-26T09:00:00+08:00') - T0) / MINUTE;
    const due = (Date.parse('2026-11-29T00:00:00+08:00') - T0) / MINUTE;
    life.whenTimeIs(reminder).whenTimeIs(due);
    expect(life.rungs()).toEqual([`file/day-3@${reminder}`, `file/due@${due}`]);
    expect(life.state.flags).toEqual(['lost', 'unfiled']);
  });
});

describe('a resolve that races a lapse', () => {
  it('is in time at the due moment itself and late one millisecond after', () => {
    expect(given().when(60, 'resolve', { outcome: 'satisfied' }).clock('desk').status).toBe('met');
    const late = given().when(60 + 1 / MINUTE, 'resolve', { outcome: 'satisfied' });
    expect(late.clock('desk').status).toBe('late');
    expect(late.rungs()).toEqual(['desk/due@60']);
  });
});

describe('a time that nobody here owes', () => {
  const right = {
    id: 'right',
    title: 'Right',
    start: [{ on: 'accepted' }],
    stop: [{ on: 'closed' }],
    per: 'case',
    limit: { kind: 'elapsed', ms: 60_000 },
    ladder: 'reply',
    severity: 0,
  } as const;
  const opened = (owed: boolean): ReturnType<typeof given> =>
    given({ pack: { ...ladderPack, clocks: owed ? [right] : [{ ...right, owed: false }] } });

  it('leads no queue, and its end makes nobody late', () => {
    expect([nextDueAt(opened(false).state), nextDueAt(opened(true).state)]).toEqual([undefined, T0 + 60_000]);
    expect([isOverdue(opened(false).whenTimeIs(5).state), isOverdue(opened(true).whenTimeIs(5).state)]).toEqual([
      false,
      true,
    ]);
  });

  it('is recorded when it ends all the same', () => {
    expect(opened(false).whenTimeIs(5).clock('right')).toMatchObject({ status: 'missed', missedAt: T0 + 60_000 });
  });
});
