/** A value of a pack as it is written, its keys in words and its ids by their titles. */

import { own } from '../../domain/values/own.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import { joined, plain } from '../../language/joinWords.ts';
import { factShapes, type FactShape } from '../schema/factShapes.ts';
import { packNames } from '../schema/packNames.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { keyWords, valueWords } from './diffWords.ts';

/** How what stands under a key is read: what its keys are called, and its values. */
interface Reading {
  readonly under: (key: string) => readonly [label: Bilingual, reading: Reading];
  readonly value: (value: string) => Bilingual;
}

/** What the ids under a key name. */
const SORTS: Readonly<Record<string, string>> = {
  notify: 'role',
  by: 'role',
  roles: 'role',
  fallback: 'role',
  assign: 'role',
  level: 'level',
  entry: 'level',
  escalate: 'level',
  clocks: 'clock',
  gate: 'approval',
  require: 'field',
  already: 'field',
  'from.field': 'field',
  'limit.field': 'field',
  start: 'step',
  stop: 'step',
  cancel: 'step',
  on: 'step',
  step: 'step',
};

/** Keys whose values are words of the format. */
const WORDS = ['acceptance', 'objects', 'from', 'per', 'follows', 'type', 'event', 'endOfDay', 'anonymous'];

/** What stands under the last key of a path; absent is `none`. */
export function sayValue(value: unknown, path: readonly string[], pack: AuthoredPack): Bilingual {
  const [section = ''] = path;
  const reading = settingReading(pack, section, path.at(-1) ?? '', path.at(-2) ?? '');
  return Array.isArray(value) ? joined(value.map((one: unknown) => said(one, reading))) : said(value, reading);
}

function said(value: unknown, reading: Reading): Bilingual {
  if (value === undefined) return { zh: '无', en: 'none' };
  if (value === true) return { zh: '是', en: 'yes' };
  if (value === false) return { zh: '否', en: 'no' };
  if (typeof value === 'string') return reading.value(value);
  if (typeof value !== 'object' || value === null) return plain(JSON.stringify(value));
  if ('zh' in value && 'en' in value) return value as Bilingual;
  if (Array.isArray(value))
    return enclosed(
      '[',
      value.map((one: unknown) => said(one, reading)),
      ']',
    );
  const parts = Object.entries(value).map(([key, part]) => {
    const [label, inner] = reading.under(key);
    return joined([label, said(part, inner)], ': ', ': ');
  });
  return enclosed('{ ', parts, ' }');
}

function enclosed(open: string, parts: readonly Bilingual[], close: string): Bilingual {
  return joined([plain(open), joined(parts, ', '), plain(close)], '', '');
}

function settingReading(pack: AuthoredPack, section: string, key: string, above: string): Reading {
  if (key === 'when' || key === 'gateWhen') return conditionReading(pack);
  const sort = own(SORTS, `${above}.${key}`) ?? own(SORTS, key);
  const names = sort === undefined ? {} : packNames(pack, sort);
  const isWord = WORDS.includes(key) || sort === 'step' || sort === 'level' || section === 'repeat';
  return {
    under: (inner) => [keyWords(section, inner), settingReading(pack, section, inner, key)],
    value: (value) => own(names, value) ?? (isWord ? valueWords(value) : plain(value)),
  };
}

function conditionReading(pack: AuthoredPack): Reading {
  return {
    under: (key) => {
      const fact = own(factShapes(pack), key);
      return fact === undefined
        ? [keyWords('when', key), conditionReading(pack)]
        : [fact.title, factReading(fact.shape)];
    },
    value: plain,
  };
}

function factReading(shape: FactShape): Reading {
  return {
    under: (key) => {
      const part = shape.kind === 'parts' ? own(shape.parts, key) : undefined;
      return part === undefined ? [keyWords('when', key), factReading(shape)] : [part.title, factReading(part.shape)];
    },
    value: (value) => {
      const names = shape.kind === 'parts' ? shape.id : shape;
      const title = names?.kind === 'name' ? own(names.names, value) : undefined;
      return title === undefined || title.zh === value ? valueWords(value) : title;
    },
  };
}
