import { expect, it } from 'vitest';
import { sameJson } from '../../../domain/values/sameJson.ts';

it('two parts of packs say the same whatever the order of their keys', () => {
  expect(sameJson({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true);
  for (const same of [null, undefined, 1]) expect(sameJson(same, same)).toBe(true);
});

it.each([
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: 1, b: 2 }, { a: 1 }],
  [
    [1, 2],
    [2, 1],
  ],
  [[1], [1, 2]],
  [[], {}],
  [['a'], { 0: 'a' }],
  [null, {}],
  [{}, null],
  ['1', 1],
  [{}, 'a'],
])('%j and %j do not', (one, other) => {
  expect(sameJson(one, other)).toBe(false);
});
