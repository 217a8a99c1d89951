import { say } from '../../../language/phrase.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import { evolveAll } from '../../../domain/case/evolve.ts';
import { scheduledOf } from '../../../domain/clocks/scheduled.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import { migrationPlan } from '../../../domain/migration/migrationPlan.ts';
import { isBreach } from '../../../domain/case/overdue.ts';
import type { Limit } from '../../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { Advance } from '../../../domain/decide/withConsequences.ts';
import type { CaseState, ClockState } from '../../../domain/case/state.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { added, limited, move, version } from '../../support/rules/ledgerVersions.ts';
import { BASE, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

const DAY = 24 * HOUR;

function moved(given: Given, minute: number, next: EnginePack): Advance {
  const result = move(given, minute, next);
  if (!result.ok) throw new Error(`${result.rejection.code}: ${say(result.rejection, 'en')}`);
  expect(evolveAll(given.state, result.value.events)).toEqual(result.value.state);
  return result.value;
}

const clockOf = (state: CaseState, id: string): ClockState =>
  state.clocks.findLast((one) => one.clock === id) as ClockState;
const typesOf = (events: readonly RecordedEvent[]): readonly string[] => events.map((event) => event.type);

describe('a case that goes over to another version', () => {
  it('keeps every clock as it was when the version says the same about them', () => {
    const given = new Given({ pack: ledgerPack })
      .when(60, 'pause', { kind: 'archive', reason: 'court' }, person('house-head'))
      .when(2_000, 'resume', {}, person('house-head'));
    expect(moved(given, 2_100, version({})).state.clocks).toEqual(given.state.clocks);
  });

  it('counts a changed limit from where the clock started, and the move is recorded with both moments', () => {
    const given = new Given({ pack: ledgerPack });
    const { state, events } = moved(given, 120, limited('simple', { kind: 'elapsed', ms: 5 * HOUR }));
    expect(clockOf(state, 'simple')).toMatchObject({ startedAt: T0, dueAt: T0 + 5 * HOUR });
    expect(events[1]).toMatchObject({
      type: 'ClockMoved',
      data: { clock: 'simple', from: T0 + 10 * HOUR, to: T0 + 5 * HOUR, reason: 'migration', detail: 'ledger 2' },
    });
    expect(clockOf(state, 'simple').because.at(-1)).toMatchObject({ reason: 'limit', to: T0 + 5 * HOUR });
  });

  it('keeps an extension that was granted', () => {
    const given = new Given({ pack: ledgerPack })
      .when(60, 'extend', { clock: 'law' }, person('house-head'))
      .when(61, 'approve', { request: 'a1' }, person('desk-head'));
    const { state } = moved(given, 100, limited('law', { kind: 'days', days: 20 }));
    expect(clockOf(state, 'law').dueAt).toBe(clockOf(given.state, 'law').dueAt + 5 * DAY);
    expect(clockOf(state, 'law').moves).toHaveLength(1);
  });

  it('keeps a due moment provisional that an extension has carried into days not published yet', () => {
    const by = { kind: 'working-days', days: 30 } as const;
    const pack = {
      ...ledgerPack,
      clocks: ledgerPack.clocks.map((def) => (def.id === 'work' ? { ...def, extendable: { by, times: 1 } } : def)),
    };
    const given = new Given({ pack }).when(10, 'extend', { clock: 'work' }, person('house-head'));
    expect(given.clock('work').provisional).toBe(true);
    for (const days of [3, 4]) {
      const next = {
        ...pack,
        version: '2',
        hash: 'ledger-2',
        clocks: pack.clocks.map((def) =>
          def.id === 'work' ? { ...def, severity: 9, limit: { kind: 'working-days', days } as const } : def,
        ),
      };
      const advance = moved(given, 20, next);
      const { state } = advance;
      expect(migrationPlan(given.state, advance).moved.map((one) => one.provisional)).toEqual(
        days === 3 ? [] : ['test-1'],
      );
      expect([clockOf(state, 'work').provisional, clockOf(state, 'work').calendarVersion]).toEqual([true, 'test-1']);
    }
  });

  it('marks a due moment that the version puts into the past: its ladder acts at once, and nobody is blamed', () => {
    const given = new Given({ pack: ledgerPack });
    const next = limited('simple', { kind: 'elapsed', ms: HOUR });
    const { state } = moved(given, 180, next);
    const after = lapse(next, state, T0 + 180 * MINUTE, BASE);
    expect(typesOf(after.events).slice(0, 2)).toEqual(['ClockMissed', 'RungFired']);
    expect(after.events[0]?.at).toBe(T0 + 180 * MINUTE);
    expect(clockOf(after.state, 'simple')).toMatchObject({ status: 'missed', ruleAdjusted: true });
    expect(isBreach(clockOf(after.state, 'simple'))).toBe(false);
  });

  it('leaves what was missed where it was missed, and fires no rung twice', () => {
    const given = new Given({ pack: ledgerPack }).whenTimeIs(601);
    const fired = clockOf(given.state, 'simple').fired;
    expect(fired).toContain('due');
    const next = limited('simple', { kind: 'elapsed', ms: 40 * HOUR });
    const { state, events } = moved(given, 700, next);
    expect(typesOf(events)).not.toContain('ClockMoved');
    const after = lapse(next, state, T0 + 41 * HOUR, BASE);
    expect(after.events.filter((event) => event.type === 'RungFired' && event.data.clock === 'simple')).toEqual([]);
    expect(isBreach(clockOf(after.state, 'simple'))).toBe(true);
  });

  it('cancels clocks that the version does not have; one that was missed ends as late', () => {
    const given = new Given({ pack: ledgerPack }).whenTimeIs(601);
    const next = version({ clocks: ledgerPack.clocks.filter((def) => def.id !== 'simple' && def.id !== 'days') });
    const { state, events } = moved(given, 700, next);
    expect(clockOf(state, 'simple').status).toBe('late');
    expect(clockOf(state, 'days').status).toBe('cancelled');
    expect(events.find((event) => event.type === 'ClockCancelled')?.data).toMatchObject({
      clock: 'days',
      reason: 'migration',
    });
  });

  it('is classified anew', () => {
    const next = version({ classes: [{ class: 'grave', title: 'Grave' }] });
    const given = new Given({ pack: ledgerPack });
    const advance = moved(given, 10, next);
    expect(advance.events.at(-1)).toMatchObject({ type: 'ClassChanged', data: { to: 'grave' } });
    expect(migrationPlan(given.state, advance)).toEqual({
      moved: [],
      ended: [],
      started: [],
      class: { from: given.state.class, to: 'grave' },
    });
  });
});

describe('whatever a version says', () => {
  const limit: fc.Arbitrary<Limit> = fc.oneof(
    fc.record({
      kind: fc.constant('elapsed' as const),
      ms: fc.integer({ min: 1, max: 400 }).map((hours) => hours * HOUR),
    }),
    fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ kind: fc.constant('working-days' as const), days: fc.integer({ min: 1, max: 10 }) }),
    fc.record({ kind: fc.constant('none' as const) }),
  );
  const ids = ledgerPack.clocks.map((def) => def.id);
  const versions = fc
    .record({ limits: fc.dictionary(fc.constantFrom(...ids), limit), gone: fc.subarray(ids), extra: fc.boolean() })
    .map(({ limits, gone, extra }): EnginePack => {
      const kept = ledgerPack.clocks
        .filter((def) => !gone.includes(def.id))
        .map((def) => ({ ...def, limit: limits[def.id] ?? def.limit }));
      return { ...added({}), clocks: extra ? [...kept, ...added({}).clocks.slice(-1)] : kept };
    });
  const lives = fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 3_000 }),
      fc.constantFrom('pause', 'resume', 'extend', 'approve', 'reclassify', 'tick', 'escalate'),
    ),
    { maxLength: 8 },
  );

  function live(script: readonly (readonly [number, string])[]): { readonly given: Given; readonly minute: number } {
    const given = new Given({ pack: ledgerPack });
    let minute = 0;
    for (const [index, [gap, action]] of script.entries()) {
      minute += gap;
      const fields = {
        pause: { kind: index % 2 === 0 ? 'outside' : 'archive', reason: 'court' },
        extend: { clock: 'law' },
        reclassify: { category: 'knotty', reason: 'mistake' },
      };
      const asked =
        (fields as Readonly<Record<string, Readonly<Record<string, string>>>>)[action] ??
        (action === 'approve' ? { request: 'a1' } : {});
      given.whenTimeIs(minute);
      for (const role of ['handler', 'desk-head', 'house-head']) {
        if (action === 'tick' || !given.attempt(minute, action, asked, person(role)).ok) continue;
        given.when(minute, action, asked, person(role));
        break;
      }
    }
    given.whenTimeIs(minute + 1);
    return { given, minute: minute + 1 };
  }

  it('a due moment only moves by an event that says from where to where, and the state is the fold', () => {
    fc.assert(
      fc.property(lives, versions, (script, next) => {
        const { given, minute } = live(script);
        const result = move(given, minute, next);
        if (!result.ok) return;
        const { state, events } = result.value;
        expect(evolveAll(given.state, events)).toEqual(state);
        for (const [index, clock] of given.state.clocks.entries()) {
          const after = state.clocks[index];
          const said = events.filter(
            (event) =>
              event.type === 'ClockMoved' &&
              event.data.clock === clock.clock &&
              event.data.occurrence === clock.occurrence,
          );
          expect(after?.startedAt).toBe(clock.startedAt);
          expect(said.map((event) => (event.type === 'ClockMoved' ? [event.data.from, event.data.to] : []))).toEqual(
            after?.dueAt === clock.dueAt ? [] : [[clock.dueAt, after?.dueAt]],
          );
        }
        for (const instant of scheduledOf(next, state)) expect(instant.at).toBeGreaterThanOrEqual(T0 + minute * MINUTE);
      }),
    );
  });

  it('there and back again is where it was', () => {
    fc.assert(
      fc.property(lives, versions, (script, next) => {
        const { given, minute } = live(script);
        const there = move(given, minute, next);
        if (!there.ok) return;
        const began = given.state;
        given.state = there.value.state;
        given.events.push(...there.value.events);
        const back = move(given, minute, ledgerPack, next);
        if (!back.ok) return;
        for (const clock of back.value.state.clocks) {
          const before = began.clocks.find((one) => one.clock === clock.clock && one.occurrence === clock.occurrence);
          if (before?.status === 'running' && clock.status === 'running') expect(clock.dueAt).toBe(before.dueAt);
        }
      }),
    );
  });
});
