import type { Bilingual, Locale } from './bilingual.ts';
import { PHRASES, type PlacesOf, type PhraseId } from './phrases/phrases.ts';

type Param = string | number | readonly string[] | Bilingual | Phrase | readonly Fault[];

/** Something to say, as plain data, before the language is known. */
export type Phrase = Readonly<{
  phrase: PhraseId;
  params?: Readonly<Record<string, Param>>;
}>;

/** `pointer` is a JSON Pointer into what was sent. */
export interface Fault extends Phrase {
  readonly pointer?: string;
}

type ParamsOf<Id extends PhraseId> = [PlacesOf<Id>] extends [never]
  ? readonly []
  : readonly [params: Readonly<Record<PlacesOf<Id>, Param>>];

/** Each place of the template is a parameter. */
export function phrase<Id extends PhraseId>(id: Id, ...[params]: ParamsOf<Id>): Phrase {
  return params === undefined ? { phrase: id } : { phrase: id, params };
}

/** The id itself where only another version of Redress knows it. */
export function say({ phrase: id, params = {} }: Phrase, locale: Locale): string {
  if (!isPhraseId(id)) return String(id);
  return PHRASES[id][locale].replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(params, name) ? saidParam(params[name], locale) : place,
  );
}

/** The phrase in both languages. */
export function inBoth(said: Phrase): Bilingual {
  return { zh: say(said, 'zh'), en: say(said, 'en') };
}

export function isPhraseId(id: unknown): id is PhraseId {
  return typeof id === 'string' && Object.hasOwn(PHRASES, id);
}

function saidParam(param: unknown, locale: Locale): string {
  if (!Array.isArray(param)) return saidOne(param, locale);
  const faults = param.some((one) => typeof one === 'object');
  const mark = locale === 'zh' ? (faults ? ';' : '、') : faults ? '; ' : ', ';
  return param.map((one) => saidOne(one, locale)).join(mark);
}

function saidOne(param: unknown, locale: Locale): string {
  if (typeof param !== 'object' || param === null) return String(param);
  if ('zh' in param) return (param as Bilingual)[locale];
  const { pointer = '' } = param as Fault;
  const said = say(param as Phrase, locale);
  return pointer === '' ? said : `${pointer}${locale === 'zh' ? ':' : ': '}${said}`;
}

/** Several faults one by one, or the only one that points somewhere. */
export function faultsIn(said: Fault): readonly Fault[] {
  const { phrase: id, params, pointer } = said;
  if (id === 'faults') return (params?.['faults'] ?? []) as readonly Fault[];
  return pointer === undefined ? [] : [said];
}
