/** A condition of a pack in plain words, both languages, with the pack's own titles. */

import type { Bilingual } from '../../language/bilingual.ts';
import { channelSubject, factSubject } from './factSubject.ts';
import type { Subject } from './factSubject.ts';
import { joined } from '../../language/joinWords.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { sayOneOf, sayRange } from './sayMatcher.ts';

/**
 * Words, and how their parts hang together where there are several: what stands inside another kind of joint gets
 * brackets.
 */
interface Clause {
  readonly words: Bilingual;
  readonly joint?: 'and' | 'or';
}

type Scalar = string | number | boolean;
type Parts = Readonly<Record<string, unknown>>;

/** `{ category: [a, b], amount: { min: 100 } }` is "category is A or B and Amount is at least 100". */
export function sayCondition(condition: unknown, pack: AuthoredPack): Bilingual {
  return isParts(condition) ? saidAll(condition, pack, false).words : { zh: '无', en: 'none' };
}

/** Every entry holds; negated, one of them does not: a "not" goes inward to where it can be said in one word. */
function saidAll(condition: Parts, pack: AuthoredPack, negated: boolean): Clause {
  return combined(
    Object.entries(condition).map(([key, wanted]) => saidEntry(key, wanted, pack, negated)),
    negated ? 'or' : 'and',
  );
}

function saidEntry(key: string, wanted: unknown, pack: AuthoredPack, negated: boolean): Clause {
  if (key === 'not') return saidAll(wanted as Parts, pack, !negated);
  if (key === 'all' || key === 'any')
    return combined(
      (wanted as readonly Parts[]).map((part) => saidAll(part, pack, negated)),
      (key === 'all') === negated ? 'or' : 'and',
    );
  return key === 'channels' ? saidOfChannels(wanted, pack, negated) : saidFact(factSubject(pack, key), wanted, negated);
}

function saidFact(subject: Subject, wanted: unknown, negated: boolean): Clause {
  if (!isParts(wanted))
    return { words: sayOneOf(subject, (Array.isArray(wanted) ? wanted : [wanted]) as readonly Scalar[], negated) };
  const { min, max, ...others } = wanted as { readonly min?: number; readonly max?: number } & Parts;
  const range = min === undefined && max === undefined ? [] : [{ words: sayRange(subject, wanted, negated) }];
  const parts = Object.entries(others).map(([key, part]) =>
    key === 'not' ? saidFact(subject, part, !negated) : saidFact(subject.part?.(key) ?? subject, part, negated),
  );
  return combined([...range, ...parts], negated ? 'or' : 'and');
}

/** One of the case's channels fits, or none does. Several marks are asked of the same channel. */
function saidOfChannels(wanted: unknown, pack: AuthoredPack, negated: boolean): Clause {
  const of = (zh: string, en: string, not: boolean): Clause => saidFact(channelSubject(pack, { zh, en }), wanted, not);
  const one = of('渠道之一', 'one of the channels', false);
  if (one.joint === undefined)
    return negated
      ? { words: { zh: of('各渠道均', '', true).words.zh, en: of('', 'none of the channels', false).words.en } }
      : one;
  const { zh, en } = of('其', 'it', false).words;
  return {
    words: negated
      ? { zh: `没有渠道满足(${zh})`, en: `for none of the channels: (${en})` }
      : { zh: `有渠道满足(${zh})`, en: `for one of the channels: (${en})` },
  };
}

function combined(clauses: readonly Clause[], joint: 'and' | 'or'): Clause {
  const [only] = clauses;
  if (clauses.length === 1 && only !== undefined) return only;
  const parts = clauses.map(({ words, joint: inner }) =>
    inner === undefined || inner === joint ? words : { zh: `(${words.zh})`, en: `(${words.en})` },
  );
  return { words: joint === 'and' ? joined(parts, ',且', ' and ') : joined(parts, ',或', ' or '), joint };
}

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
