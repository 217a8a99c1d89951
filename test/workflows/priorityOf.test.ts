import { describe, expect, it } from 'vitest';
import { priorityOf } from '../../contracts/priority.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { ladderPack } from '../support/rules/ladderPack.ts';

const [clock] = ladderPack.clocks;
if (clock === undefined) throw new Error('the pack has a clock');
const pack: EnginePack = {
  ...ladderPack,
  clocks: [
    { ...clock, id: 'mild', severity: 1 },
    { ...clock, id: 'serious', severity: 5 },
    { ...clock, id: 'grave', severity: 9 },
  ],
};
const keyOf = (clocks: readonly string[], drill = false): number | undefined =>
  priorityOf(pack, clocks, drill).priorityKey;

describe('of what waits for a worker', () => {
  it('the severe goes first: the severest of its clocks counts', () => {
    expect([keyOf(['grave']), keyOf(['serious']), keyOf(['mild'])]).toEqual([1, 2, 3]);
    expect(keyOf(['mild', 'grave'])).toBe(1);
  });

  it('what has no clock, or one that the pack no longer knows, goes last of the real cases', () => {
    expect([keyOf([]), keyOf(['gone'])]).toEqual([3, 3]);
  });

  it('no drill goes before a real case', () => {
    expect([keyOf(['grave'], true), keyOf(['serious'], true), keyOf(['mild'], true)]).toEqual([3, 4, 5]);
  });
});
