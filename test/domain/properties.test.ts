import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValues, RecordedEvent } from '../../domain/event.ts';
import { evolve, evolveAll } from '../../domain/evolve.ts';
import { instantsOf } from '../../domain/instants.ts';
import { ladderPack } from '../support/ladderPack.ts';
import { ledgerPack } from '../support/ledgerPack.ts';
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

describe('whatever people do with a pack that has a ledger', () => {
  const games = [
    'tick',
    'pause',
    'resume',
    'extend',
    'approve',
    'reclassify',
    'promise',
    'assign',
    'edit',
    'add-channel',
    'comment',
    'link',
    'reply',
    'resolve',
    'close',
    'reopen',
    'escalate',
  ];
  const plays = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 2_000 }), action: fc.constantFrom(...games), pick: fc.nat({ max: 5 }) }), { maxLength: 30 });

  function play(script: readonly (Move & { readonly pick: number })[]): Given {
    const given = new Given({ pack: ledgerPack });
    let minute = 0;
    for (const [index, { gap, action, pick }] of script.entries()) {
      minute += gap;
      const fields: Readonly<Record<string, FieldValues>> = {
        ...FIELDS,
        pause: { kind: ['outside', 'archive', 'hearing'][pick % 3] ?? '', reason: 'court' },
        extend: { clock: pick % 2 === 0 ? 'law' : 'reply' },
        reclassify: { category: pick % 2 === 0 ? 'knotty' : 'plain', reason: 'mistake' },
        promise: { promisedAt: T0 + (400 + pick * 10 - (index % 7)) * HOUR },
        assign: pick % 2 === 0 ? { unit: 'desk-a' } : { handler: 'handler-1' },
        link: { no: 'x', kind: 'repeat' },
      };
      if (action === 'tick') given.whenTimeIs(minute);
      else
        for (const role of ROLES)
          if (given.attempt(minute, action, fields[action] ?? {}, person(role, `${role}-${index}`)).ok) {
            given.when(minute, action, fields[action] ?? {}, person(role, `${role}-${index}`));
            break;
          }
    }
    return given.whenTimeIs(minute + 1);
  }

  /** Ms between pauses and resumptions. */
  function pausedMs(events: readonly RecordedEvent[], until: number): number {
    let since: number | undefined;
    let total = 0;
    for (const event of events) {
      if (event.type === 'ClocksPaused') since = event.at;
      if (event.type === 'ClocksResumed' && since !== undefined) {
        total += (event.data.until ?? event.at) - since;
        since = undefined;
      }
    }
    return total + (since === undefined ? 0 : until - since);
  }

  it('no clock wins more than it stood still and was granted with an approval', () => {
    fc.assert(
      fc.property(plays, (script) => {
        const given = play(script);
        const minutes = script.reduce((sum, move) => sum + move.gap, 0) + 1;
        const paused = pausedMs(given.events, T0 + minutes * MINUTE);
        for (const clock of given.state.clocks) {
          const first = clock.because.filter((part) => part.reason !== 'pause' && part.reason !== 'extension').at(-1)?.to ?? clock.startedAt;
          const granted = clock.because.filter((part) => part.reason === 'extension').reduce((sum, part) => sum + part.to - part.from, 0);
          expect(clock.dueAt - first).toBeLessThanOrEqual(paused + granted);
          for (const part of clock.because) if (part.reason === 'extension') expect(part.by?.length).toBe(1);
        }
      }),
    );
  });

  it('a due moment is what its first event said, plus recorded moves, and the explanation has no gap', () => {
    fc.assert(
      fc.property(plays, (script) => {
        for (const clock of play(script).state.clocks) {
          expect(clock.because.at(-1)?.to).toBe(clock.dueAt);
          clock.because.slice(1).forEach((part, index) => expect(part.from).toBe(clock.because[index]?.to));
        }
      }),
    );
  });

  it('time never runs backwards, nothing planned is left behind, and the state is the fold of the events', () => {
    fc.assert(
      fc.property(plays, (script) => {
        const given = play(script);
        const now = T0 + (script.reduce((sum, move) => sum + move.gap, 0) + 1) * MINUTE;
        given.events.slice(1).forEach((event, index) => expect(event.at).toBeGreaterThanOrEqual(given.events[index]?.at ?? 0));
        for (const instant of instantsOf(ledgerPack, given.state)) expect(instant.at).toBeGreaterThan(now);
        expect(evolveAll(undefined, given.events)).toEqual(given.state);
      }),
    );
  });

  it('a clock that no pause lists never stands still, and what is owed by law keeps its moment unless it was extended', () => {
    fc.assert(
      fc.property(plays, (script) => {
        const given = play(script);
        expect(given.clock('fixed').because).toHaveLength(2);
        for (const clock of given.state.clocks) if (!['reply', 'days', 'law'].includes(clock.clock)) expect(clock.because.every((part) => part.reason !== 'pause')).toBe(true);
      }),
    );
  });
});
