import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitContext } from '../../../domain/limits/caseCalendar.ts';
import type { FieldValues, RecordedEvent } from '../../../domain/case/event.ts';
import { evolveAll } from '../../../domain/case/evolve.ts';
import { scheduledOf } from '../../../domain/clocks/scheduled.ts';
import { countedBetween } from '../../../domain/limits/countedTime.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

interface Move {
  readonly gap: number;
  readonly action: string;
  readonly pick: number;
}

const FIELDS: Readonly<Record<string, FieldValues>> = {
  resolve: { outcome: 'explained' },
  'add-channel': { channel: 'ombudsman' },
  edit: { visit: true },
  reopen: { reason: 'mistake' },
};

const ROLES = ['handler', 'desk-head', 'house-head'] as const;

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
  const plays = fc.array(
    fc.record({ gap: fc.integer({ min: 0, max: 2_000 }), action: fc.constantFrom(...games), pick: fc.nat({ max: 5 }) }),
    { maxLength: 30 },
  );

  function play(script: readonly Move[]): Given {
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

  /** What a clock won, in ms of its own unit: a clock of working days skips the others without winning them. */
  function wonBy(clock: string, from: number, to: number, state: CaseState): number {
    const limit = ledgerPack.clocks.find((def) => def.id === clock)?.limit;
    return limit?.kind === 'working-days'
      ? countedBetween(limit, from, to, limitContext(ledgerPack, state))
      : to - from;
  }

  const promises: Readonly<Record<string, (given: Given, now: number) => void>> = {
    'no clock wins more than it stood still and was granted with an approval': (given, now) => {
      const paused = pausedMs(given.events, now);
      for (const clock of given.state.clocks) {
        const extensions = clock.because.filter((part) => part.reason === 'extension');
        const first =
          clock.because.findLast((part) => part.reason !== 'pause' && part.reason !== 'extension')?.to ??
          clock.startedAt;
        const granted = extensions.reduce((sum, part) => sum + part.to - part.from, 0);
        expect(wonBy(clock.clock, first, clock.dueAt, given.state)).toBeLessThanOrEqual(paused + granted);
        for (const part of extensions) expect(part.by?.length).toBe(1);
      }
    },
    'a due moment is what its first event said, plus recorded moves, and the explanation has no gap': ({ state }) => {
      for (const { because, dueAt } of state.clocks) {
        expect(because.at(-1)?.to).toBe(dueAt);
        because.slice(1).forEach((part, index) => expect(part.from).toBe(because[index]?.to));
      }
    },
    'time never runs backwards, nothing planned is left behind, and the state is the fold of the events': (
      { events, state },
      now,
    ) => {
      events.slice(1).forEach((event, index) => expect(event.at).toBeGreaterThanOrEqual(events[index]?.at ?? 0));
      for (const instant of scheduledOf(ledgerPack, state)) expect(instant.at).toBeGreaterThan(now);
      expect(evolveAll(undefined, events)).toEqual(state);
    },
    'a clock that no pause lists never stands still, and what is owed by law keeps its moment unless it was extended': (
      given,
    ) => {
      expect(given.clock('fixed').because).toHaveLength(2);
      for (const clock of given.state.clocks)
        if (!['reply', 'days', 'work', 'law'].includes(clock.clock))
          expect(clock.because.every((part) => part.reason !== 'pause')).toBe(true);
    },
  };

  it(Object.keys(promises).join('; '), () => {
    fc.assert(
      fc.property(plays, (script) => {
        const minutes = script.reduce((sum, move) => sum + move.gap, 0) + 1;
        const given = play(script);
        for (const holds of Object.values(promises)) holds(given, T0 + minutes * MINUTE);
      }),
    );
  });
});
