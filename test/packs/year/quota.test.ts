import { expect, it } from 'vitest';
import { apportioned, dealt, evenly, seeded } from '../../../packs/year/quota.ts';

const countOf = <T>(row: readonly T[], value: T): number => row.filter((one) => one === value).length;

it('parts of a whole are whole numbers that add up, the largest remainders rounded up', () => {
  expect(apportioned([45.2, 32.7, 12.1, 10], 1000)).toEqual([452, 327, 121, 100]);
  expect(apportioned([1, 1, 1], 10)).toEqual([4, 3, 3]);
  expect(apportioned([0, 0], 0)).toEqual([0, 0]);
});

it('what is dealt has its exact share of the whole, and of every part of the year but for one or two', () => {
  const row = dealt(
    [
      [41.3, 'a'],
      [38.7, 'b'],
      [20, 'c'],
    ],
    1000,
    seeded('s'),
  );
  expect([countOf(row, 'a'), countOf(row, 'b'), countOf(row, 'c')]).toEqual([413, 387, 200]);
  for (const part of [200, 400, 600]) expect(Math.abs(countOf(row.slice(0, part), 'a') - part * 0.413)).toBeLessThan(2);
});

it('two rows have nothing to do with each other', () => {
  const [one, other] = ['x', 'y'].map((seed) =>
    dealt(
      [
        [1, true],
        [1, false],
      ],
      4_000,
      seeded(seed),
    ),
  ) as [boolean[], boolean[]];
  const both = one.filter((value, place) => value && other[place]).length;
  expect(Math.abs(both - 1_000)).toBeLessThan(80);
});

it('the same seed gives the same order, another one another', () => {
  const [first, again, other] = ['1', '1', '2'].map((seed) => evenly(50, seeded(seed)));
  expect(first).toEqual(again);
  expect(first).not.toEqual(other);
  expect(first?.toSorted((a, b) => a - b)).toEqual(other?.toSorted((a, b) => a - b));
});
