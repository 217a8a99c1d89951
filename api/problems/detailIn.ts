/**
 * What is wrong, in the language of whoever asks. The rules say it in English, as they are pure; here the English
 * sentence is looked up in a catalogue, as gettext does. In a Chinese sentence `{x}` stands for the value as it is,
 * `{x:list}` for values that are listed, and `{x:detail}` for one that is a sentence of the catalogue itself.
 */

import type { Locale } from '../../language/locale.ts';
import { CHINESE_DETAILS } from './details/chineseDetails.ts';
import { own } from '../../domain/values/own.ts';

interface Template {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly chinese: string;
}

const PLACE = /\{(\w+)\}/;
const PLACES: Readonly<Record<string, string>> = { query: '查询参数', body: '请求正文' };
/** A part that says first where in the request it is wrong, and where the next such part begins. */
const POINTED = /^(\/[^;]*?|query|body): (.*)$/s;
const NEXT = /; (?=(?:\/[^;]*?|query|body): )/;

/** Those that say most by themselves come first: "no such unit" is not some "no such" of others. */
const TEMPLATES: readonly Template[] = Object.entries(CHINESE_DETAILS)
  .filter(([english]) => PLACE.test(english))
  .map(([english, chinese]) => ({ ...compiled(english), chinese }))
  .sort((a, b) => b.said - a.said);

/** The detail in the language; in English where no Chinese is known, as of a worker of another version. */
export function detailIn(detail: string, locale: Locale): string {
  if (locale === 'en') return detail;
  if (!POINTED.test(detail)) return chinese(detail);
  return detail.split(NEXT).map(pointed).join(';');
}

function pointed(part: string): string {
  const [, place = '', rest = part] = POINTED.exec(part) ?? [];
  return `${own(PLACES, place) ?? place}:${chinese(rest)}`;
}

function chinese(detail: string): string {
  const known = own(CHINESE_DETAILS, detail);
  if (known !== undefined) return known;
  for (const { pattern, names, chinese: sentence } of TEMPLATES) {
    const found = pattern.exec(detail);
    if (found !== null) return filled(sentence, (name) => found[names.indexOf(name) + 1] ?? '');
  }
  return detail;
}

function filled(sentence: string, valueOf: (name: string) => string): string {
  return sentence.replace(/\{(\w+)(?::(list|detail))?\}/g, (_, name: string, kind: string | undefined) => {
    const value = valueOf(name);
    if (kind === 'list') return value.split(', ').join('、');
    return kind === 'detail' ? chinese(value) : value;
  });
}

function compiled(english: string): {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly said: number;
} {
  // Every other piece is the name of a place.
  const pieces = english.split(PLACE);
  const said = pieces.filter((_, index) => index % 2 === 0);
  const pattern = new RegExp(
    `^${said.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.*?)')}$`,
    's',
  );
  return { pattern, names: pieces.filter((_, index) => index % 2 === 1), said: said.join('').length };
}
