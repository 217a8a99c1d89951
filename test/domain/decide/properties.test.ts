import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenPromises } from '../../model/invariants.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { actionsOf, live, type Move } from '../../model/randomLife.ts';
import { Given, MINUTE, person } from '../../support/rules/specification.ts';

const move = fc.record({
  gap: fc.integer({ min: 0, max: 150 }),
  action: fc.constantFrom(...actionsOf(ladderPack)),
  pick: fc.nat(1_000_000),
});
const moves: fc.Arbitrary<readonly Move[]> = fc.array(move, { maxLength: 25 });

describe('whatever people do, and whenever', () => {
  it('every promise is kept', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), moves, (start, script) => {
        expect(brokenPromises(live(ladderPack, start, script))).toEqual([]);
      }),
    );
  });

  it('a clock that is stopped while it stands still is met, and its due moment says why', () => {
    const given = new Given()
      .whenTimeIs(3)
      .when(129, 'pause', { reason: 'mistake' }, person('house-head'))
      .when(241, 'reply');
    const clock = given.clock('reply');
    expect([clock.status, (clock.dueAt - clock.startedAt) / MINUTE, clock.because.map((part) => part.reason)]).toEqual([
      'met',
      240 + 112,
      ['limit', 'pause'],
    ]);
  });

  it('comments, edits and transfers change no clock', () => {
    const FIELDS: Readonly<Record<string, Record<string, string | boolean>>> = {
      comment: {},
      edit: { visit: true },
      assign: { unit: 'desk-b' },
      link: { no: 'c2' },
      'add-channel': { channel: 'ombudsman' },
    };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(FIELDS)), { maxLength: 12 }), (idle) => {
        const given = new Given();
        const clocks = given.state.clocks;
        idle.forEach((action, index) => {
          if (given.attempt(index, action, FIELDS[action] ?? {}).ok) given.when(index, action, FIELDS[action] ?? {});
        });
        expect(given.state.clocks).toEqual(clocks);
      }),
    );
  });
});
