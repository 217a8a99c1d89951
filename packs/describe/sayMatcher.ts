/** A comparison in words: is, is one of, is at least, and their opposites. */

import type { Bilingual } from '../../language/bilingual.ts';
import type { Subject } from './factSubject.ts';
import { either, joined, spaced } from '../../language/joinWords.ts';

type Scalar = string | number | boolean;

/** `subject` equals one of the values, or none of them. A fact that is not there equals `false`. */
export function sayOneOf(
  { name, sentences, atAll, several, value }: Subject,
  values: readonly Scalar[],
  negated: boolean,
): Bilingual {
  const [only] = values;
  if (values.length === 1 && typeof only === 'boolean') {
    if (sentences !== undefined) return only === negated ? sentences.no : sentences.yes;
    if (!only)
      return negated
        ? { zh: `已有${name.zh}`, en: `${name.en} is given` }
        : { zh: `没有${name.zh}`, en: `${name.en} is not given` };
  }
  if (values.length === 1 && only === 0 && atAll !== undefined) return negated ? atAll.yes : atAll.no;
  const said = values.map(value);
  const has = several === true;
  if (!negated) {
    const { zh, en } = either(said);
    return { zh: spaced(name.zh, has ? '包含' : '为', zh), en: `${name.en} ${has ? 'includes' : 'is'} ${en}` };
  }
  const verb = has ? 'includes' : 'is';
  const all = joined(said);
  if (said.length === 1)
    return {
      zh: spaced(name.zh, has ? '不含' : '不是', all.zh),
      en: has ? `${name.en} does not include ${all.en}` : `${name.en} is not ${all.en}`,
    };
  const en = said.length === 2 ? `neither ${said[0]?.en ?? ''} nor ${said[1]?.en ?? ''}` : `none of ${all.en}`;
  return { zh: spaced(name.zh, has ? '不含' : '不属于', all.zh), en: `${name.en} ${verb} ${en}` };
}

/** `subject` is within bounds, or outside them. */
export function sayRange(
  { name, atAll, value }: Subject,
  { min, max }: { readonly min?: number; readonly max?: number },
  negated: boolean,
): Bilingual {
  if (atAll !== undefined && min === 1 && max === undefined) return negated ? atAll.no : atAll.yes;
  const said = (zh: string, en: string, bound: number): Bilingual => ({
    zh: spaced(name.zh, zh, value(bound).zh),
    en: `${name.en} is ${en} ${value(bound).en}`,
  });
  if (min !== undefined && max !== undefined) {
    const [from, to] = [value(min), value(max)];
    return negated
      ? {
          zh: spaced(name.zh, '低于', from.zh, '或超过', to.zh),
          en: `${name.en} is below ${from.en} or above ${to.en}`,
        }
      : { zh: spaced(name.zh, '在', from.zh, '至', to.zh, '之间'), en: `${name.en} is from ${from.en} to ${to.en}` };
  }
  if (min !== undefined) return negated ? said('低于', 'below', min) : said('不低于', 'at least', min);
  return negated ? said('超过', 'above', max ?? 0) : said('不超过', 'at most', max ?? 0);
}
