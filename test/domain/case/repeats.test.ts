import { describe, expect, it } from 'vitest';
import { earlierCase, topicOf, type EarlierCase, type RepeatRule } from '../../../domain/case/repeats.ts';
import { HOUR, T0 } from '../../support/rules/specification.ts';

const rule: RepeatRule = { byCategory: true, windowMs: 24 * HOUR };
const known = (no: string, order: number, over: Partial<EarlierCase> = {}): EarlierCase => ({
  no,
  order,
  at: T0 + order * HOUR,
  customer: 'c',
  topic: 'fees',
  category: 'fees',
  ...over,
});
const earlier = (one: EarlierCase, ...others: readonly EarlierCase[]): string | undefined =>
  earlierCase(rule, one, others, (of) => of.topic);

describe('the topic of a case', () => {
  it('is its category where the pack tells categories apart, and one for all where it does not', () => {
    expect([
      topicOf(rule, 'fees'),
      topicOf({ ...rule, byCategory: false }, 'fees'),
      topicOf(undefined, 'fees'),
    ]).toEqual(['fees', '*', '*']);
  });
});

describe('a repeat', () => {
  it('goes back to the oldest case of customer and topic within the window, in whatever order known', () => {
    expect(earlier(known('c3', 3), known('c2', 2), known('c1', 1))).toBe('c1');
    expect(earlier(known('c3', 3), known('c1', 1), known('c2', 2))).toBe('c1');
    expect(earlier(known('c3', 3))).toBeUndefined();
  });

  it('is not of another customer, nor of another topic', () => {
    expect(earlier(known('c3', 3), known('c1', 1, { customer: 'd' }), known('c2', 2))).toBe('c2');
    expect(earlier(known('c3', 3), known('c1', 1, { topic: 'cards' }))).toBeUndefined();
  });

  it('is of a case registered before it, within one millisecond too; never of itself', () => {
    const same = { at: T0 };
    expect(earlier(known('c1', 1, same), known('c2', 2, same))).toBeUndefined();
    expect(earlier(known('c2', 2, same), known('c1', 1, same))).toBe('c1');
    expect(earlier(known('c1', 1), known('c1', 1))).toBeUndefined();
    // Of two within one millisecond the one that is known first is taken.
    expect(earlier(known('c3', 3, same), known('c1', 1, same), known('c2', 2, same))).toBe('c1');
  });

  it('ends with the window, the last moment of which counts', () => {
    expect(earlier(known('c9', 30), known('c1', 6))).toBe('c1');
    expect(earlier(known('c9', 30), known('c1', 5))).toBeUndefined();
  });
});
