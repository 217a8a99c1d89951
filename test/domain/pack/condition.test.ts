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
  });

  it('holds for a list when it holds for one of its members', () => {
    expect(matches({ channels: { external: true } }, facts)).toBe(true);
    expect(matches({ channels: 'press' }, facts)).toBe(true);
    expect(matches({ flags: 'found' }, facts)).toBe(false);
  });

  it('takes an absent fact for false and a named thing for its id', () => {
    expect(matches({ repeat: false }, facts)).toBe(true);
    expect(matches({ repeat: true }, facts)).toBe(false);
    expect(matches({ level: 'house' }, facts)).toBe(true);
    expect(matches({ clocks: { reply: { missed: true } } }, facts)).toBe(false);
  });
});
