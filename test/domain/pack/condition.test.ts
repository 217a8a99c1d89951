import { describe, expect, it } from 'vitest';
import { matches } from '../../../domain/pack/condition.ts';
import { factsIn } from '../../support/rules/facts.ts';

const facts = factsIn({
  visit: true,
  amount: 100,
  category: 'atm',
  channels: [
    { id: 'counter', external: false },
    { id: 'press', external: true },
  ],
  level: { id: 'house', rank: 1 },
  flags: ['lost'],
  empty: null,
  text: '9',
});

describe('a condition', () => {
  it('holds when every part holds, and nothing is asked of an empty one', () => {
    expect(matches({ visit: true, category: 'atm' }, facts)).toBe(true);
    expect(matches({ visit: true, category: 'cash' }, facts)).toBe(false);
    expect(matches({}, facts)).toBe(true);
    expect(matches(undefined, facts)).toBe(true);
  });

  it('knows any of, ranges, not, any and all', () => {
    expect(matches({ category: ['cash', 'atm'] }, facts)).toBe(true);
    expect(matches({ amount: { min: 100, max: 100 } }, facts)).toBe(true);
    expect(matches({ amount: { min: 101 } }, facts)).toBe(false);
    expect(matches({ amount: { max: 99 } }, facts)).toBe(false);
    expect(matches({ category: { not: 'atm' } }, facts)).toBe(false);
    expect(matches({ not: { visit: true } }, facts)).toBe(false);
    expect(matches({ any: [{ visit: false }, { category: 'atm' }] }, facts)).toBe(true);
    expect(matches({ all: [{ visit: true }, { category: 'cash' }] }, facts)).toBe(false);
    expect([matches({ any: [] }, facts), matches({ all: [] }, facts)]).toEqual([false, true]);
    expect([matches({ level: { rank: { min: 1 } } }, facts), matches({ level: { not: 'house' } }, facts)]).toEqual([
      true,
      false,
    ]);
  });

  it('holds for a list when it holds for one of its members', () => {
    expect(matches({ channels: { external: true } }, facts)).toBe(true);
    expect(matches({ channels: 'press' }, facts)).toBe(true);
    expect([matches({ flags: 'found' }, facts), matches({ flags: ['found', 'lost'] }, facts)]).toEqual([false, true]);
  });

  it('takes an absent fact for false and a named thing for its id', () => {
    expect(matches({ repeat: false }, facts)).toBe(true);
    expect(matches({ repeat: true }, facts)).toBe(false);
    expect(matches({ level: 'house' }, facts)).toBe(true);
    expect(matches({ clocks: { reply: { missed: true } } }, facts)).toBe(false);
  });

  it('finds nothing more or less than what is absent or no number, and no part of it', () => {
    expect(
      [
        { text: { min: 1 } },
        { text: { max: 99 } },
        { gone: { min: 0 } },
        { empty: { rank: 1 } },
        { amount: { rank: 1 } },
        { gone: { inner: true } },
      ].filter((when) => matches(when, facts)),
    ).toEqual([]);
    expect([matches({ empty: false }, facts), matches({ gone: { inner: false } }, facts)]).toEqual([true, true]);
  });
});
