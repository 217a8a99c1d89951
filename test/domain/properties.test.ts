import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValues, RecordedEvent } from '../../domain/event.ts';
import { evolve, evolveAll } from '../../domain/evolve.ts';
import { instantsOf } from '../../domain/instants.ts';
import { ladderPack } from '../support/ladderPack.ts';
import { Given, HOUR, MINUTE, person, T0 } from '../support/specification.ts';

interface Move {
  readonly gap: number;
  readonly action: string;
}

const FIELDS: Readonly<Record<string, FieldValues>> = {
  resolve: { outcome: 'explained' },
  pay: { amount: 100 },
  dispatch: { departments: ['x'] },
  'add-channel': { channel: 'ombudsman' },
  promise: { promisedAt: T0 + 400 * HOUR },
  assign: { unit: 'desk-b' },
  edit: { visit: true },
  pause: { reason: 'mistake' },
  withdraw: { reason: 'mistake' },
  reopen: { reason: 'mistake' },
  'refuse-dispatch': { reason: 'mistake' },
};

const ROLES = ['handler', 'desk-head', 'house-head', 'department-head'] as const;
const actions = ['tick', ...Object.keys(ladderPack.actions)];
const moves: fc.Arbitrary<readonly Move[]> = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 150 }), action: fc.constantFrom(...actions) }), { maxLength: 25 });

/** Lives a life; what the rules refuse is simply not done. */
function live(script: readonly Move[]): Given {
  const given = new Given();
  let minute = 0;
  for (const [index, move] of script.entries()) {
    minute += move.gap;
    if (move.action === 'tick') given.whenTimeIs(minute);
    else tryAll(given, minute, move.action, index);
  }
  return given.whenTimeIs(minute + 1);
}

function tryAll(given: Given, minute: number, action: string, index: number): void {
  for (const role of ROLES) {
    const actor = person(role, `${role}-${index}`);
    if (given.attempt(minute, action, FIELDS[action] ?? {}, actor).ok) {
      given.when(minute, action, FIELDS[action] ?? {}, actor);
      return;
    }
  }
}

const key = (event: RecordedEvent): string => (event.type === 'RungFired' ? `${event.data.clock}/${event.data.occurrence}/${event.data.rung}` : '');

describe('whatever people do, and whenever', () => {
  it('no rung fires early and none fires twice', () => {
    fc.assert(
      fc.property(moves, (script) => {
        const fired = live(script).events.filter((event) => event.type === 'RungFired');
        for (const event of fired) expect(event.at).toBeGreaterThanOrEqual(event.type === 'RungFired' ? event.data.dueAt : 0);
        expect(new Set(fired.map(key)).size).toBe(fired.length);
      }),
    );
  });

  it('no rung is skipped: whatever is still planned lies ahead', () => {
    fc.assert(
      fc.property(moves, (script) => {
        const given = live(script);
        const now = T0 + (script.reduce((sum, move) => sum + move.gap, 0) + 1) * MINUTE;
        for (const instant of instantsOf(ladderPack, given.state)) expect(instant.at).toBeGreaterThan(now);
      }),
    );
  });

  it('a clock is met or missed, never both, and met means in time', () => {
    fc.assert(
      fc.property(moves, (script) => {
        for (const clock of live(script).state.clocks) {
          if (clock.status === 'met') expect([clock.missedAt, (clock.stoppedAt ?? Infinity) <= clock.dueAt]).toEqual([undefined, true]);
          if (clock.status === 'late' || clock.status === 'missed') expect(clock.missedAt).toBe(clock.dueAt);
        }
      }),
    );
  });

  it('a clock that is stopped while it stands still is met, and its due moment says why', () => {
    const given = live([
      { gap: 3, action: 'tick' },
      { gap: 126, action: 'pause' },
      { gap: 112, action: 'reply' },
    ]);
    const clock = given.clock('reply');
    expect([clock.status, (clock.dueAt - clock.startedAt) / MINUTE, clock.because.map((part) => part.reason)]).toEqual(['met', 240 + 112, ['limit', 'pause']]);
  });

  it('a due moment moves only by a recorded pause or extension', () => {
    fc.assert(
      fc.property(moves, (script) => {
        const dues = new Map<string, number>();
        for (const event of live(script).events) {
          if (event.type === 'ClockStarted') dues.set(`${event.data.clock}/${event.data.occurrence}`, event.data.dueAt);
          if (event.type === 'ClockMoved') dues.set(`${event.data.clock}/${event.data.occurrence}`, event.data.to);
        }
        for (const clock of live(script).state.clocks) expect(clock.dueAt).toBe(dues.get(`${clock.clock}/${clock.occurrence}`));
      }),
    );
  });

  it('an explanation adds up from the start to the due moment without a gap', () => {
    fc.assert(
      fc.property(moves, (script) => {
        for (const clock of live(script).state.clocks) {
          expect(clock.because[0]?.from).toBe(clock.startedAt);
          expect(clock.because.at(-1)?.to).toBe(clock.dueAt);
          clock.because.slice(1).forEach((segment, index) => expect(segment.from).toBe(clock.because[index]?.to));
        }
      }),
    );
  });

  it('the state is the fold of the events, and replaying any prefix twice changes nothing', () => {
    fc.assert(
      fc.property(moves, fc.nat(), (script, cut) => {
        const given = live(script);
        const prefix = given.events.slice(0, 1 + (cut % given.events.length));
        const folded = evolveAll(undefined, given.events);
        expect(folded).toEqual(given.state);
        expect(prefix.reduce((state, event) => evolve(state, event), evolveAll(undefined, given.events))).toEqual(given.state);
      }),
    );
  });

  it('events are numbered without a gap, have ids of their own, and time never runs backwards', () => {
    fc.assert(
      fc.property(moves, (script) => {
        const { events } = live(script);
        events.forEach((event, index) => expect(event.seq).toBe(index + 1));
        expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
        events.slice(1).forEach((event, index) => expect(event.at).toBeGreaterThanOrEqual(events[index]?.at ?? 0));
      }),
    );
  });

  it('comments, edits and transfers change no clock', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('comment', 'edit', 'assign', 'link', 'add-channel'), { maxLength: 12 }), (idle) => {
        const given = new Given();
        const clocks = given.state.clocks;
        idle.forEach((action, index) => tryAll(given, index, action, index));
        expect(given.state.clocks).toEqual(clocks);
      }),
    );
  });
});
