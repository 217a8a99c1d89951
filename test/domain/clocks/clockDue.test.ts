import { describe, expect, it } from 'vitest';
import type { ClockMove } from '../../../domain/case/clockEvent.ts';
import { clockDue, type ClockFacts } from '../../../domain/clocks/clockDue.ts';
import type { ClockDef, Limit } from '../../../domain/pack/clockDef.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { HOUR, T0 } from '../../support/rules/specification.ts';

const FOUR: Limit = { kind: 'elapsed', ms: 4 * HOUR };
const days = { timezone: 'Asia/Shanghai', fields: { promisedAt: T0 + 7 * HOUR } };
const pause = (from: number, to: number): ClockMove => ({
  kind: 'paused',
  from: T0 + from * HOUR,
  to: T0 + to * HOUR,
  detail: 'court',
});

/** The clock, counted from T0; its moments in hours after that. */
function due(limit: Limit, moves: readonly ClockMove[] = [], over: Partial<ClockDef & ClockFacts> = {}) {
  const [def] = ladderPack.clocks;
  if (def === undefined) throw new Error('the clock is gone');
  const found = clockDue({ ...def, ...over, limit }, { startedAt: T0, moves, ...over }, days);
  if (found === undefined) return undefined;
  const { dueAt, targetAt, because } = found;
  const parts = because.map(({ reason, to }) => [reason, (to - T0) / HOUR]);
  return { at: (dueAt - T0) / HOUR, parts, ...(targetAt === undefined ? {} : { target: (targetAt - T0) / HOUR }) };
}

describe('a clock', () => {
  it('of a case that was merged is due when the other one was, where that is earlier', () => {
    const merged = (hours: number): ClockMove => ({ kind: 'merged', dueAt: T0 + hours * HOUR, detail: 'C-2' });
    const limit = ['limit', 4] as const;
    expect(due(FOUR, [merged(3)])).toEqual({ at: 3, parts: [limit, ['merge', 3]] });
    expect([due(FOUR, [merged(4)]), due(FOUR, [merged(5)])]).toEqual([
      { at: 4, parts: [limit] },
      { at: 4, parts: [limit] },
    ]);
    // Pauses go on from there.
    expect(due(FOUR, [merged(3), pause(2, 4)])?.at).toBe(5);
  });

  it('has a target that pauses move and extensions do not', () => {
    const extended: ClockMove = { kind: 'extended', by: { kind: 'elapsed', ms: 6 * HOUR } };
    const target: Limit = { kind: 'elapsed', ms: 2 * HOUR };
    expect(due(FOUR, [extended, pause(1, 2)], { target })).toMatchObject({ at: 11, target: 3 });
    expect(due(FOUR, [], { target })).toMatchObject({ at: 4, target: 2 });
  });

  it('of a promise goes by what was promised then, else by the field as it is; any other by neither', () => {
    const promise: Limit = { kind: 'field', field: 'promisedAt' };
    expect(due(promise, [], { promisedAt: T0 + 5 * HOUR })?.at).toBe(5);
    expect(due(promise)?.at).toBe(7);
    expect(due({ kind: 'field', field: 'other' })).toBeUndefined();
    expect(due(FOUR, [], { promisedAt: T0 + 5 * HOUR })?.at).toBe(4);
  });

  it('that was over before a pause stays where it is', () => {
    expect([due(FOUR, [pause(4, 6)]), due(FOUR, [pause(5, 6)])]).toEqual([
      { at: 4, parts: [['limit', 4]] },
      { at: 4, parts: [['limit', 4]] },
    ]);
    expect(due(FOUR, [pause(3, 6)])?.at).toBe(7);
  });

  it('is never due earlier by an extension, and not at all by one that nobody can count', () => {
    const by = (limit: Limit, within?: Limit): ClockMove => ({
      kind: 'extended',
      by: limit,
      ...(within === undefined ? {} : { within }),
    });
    expect(due(FOUR, [by(FOUR, { kind: 'elapsed', ms: HOUR })])?.at).toBe(4);
    expect(due(FOUR, [by(FOUR, { kind: 'elapsed', ms: 6 * HOUR })])?.at).toBe(6);
    expect(due(FOUR, [by({ kind: 'field', field: 'other' })])).toBeUndefined();
    // There is no calendar here.
    expect(due(FOUR, [by({ kind: 'working-days', days: 3 })])).toBeUndefined();
  });

  it('says who approved what moved it', () => {
    const [def] = ladderPack.clocks;
    const moves: readonly ClockMove[] = [{ ...pause(1, 2), approvedBy: ['head'] }, pause(3, 4)];
    const found = def && clockDue({ ...def, limit: FOUR }, { startedAt: T0, moves }, days);
    expect(found?.because.map(({ reason, by, detail }) => [reason, by, detail])).toEqual([
      ['limit', undefined, undefined],
      ['pause', ['head'], 'court'],
      ['pause', undefined, 'court'],
    ]);
  });
});
