import type { Bilingual } from './bilingual.ts';
import type { Locale } from './locale.ts';
import { PHRASES, type PlacesOf, type PhraseId } from './phrases/phrases.ts';

/** What takes a place: a value as it is, values that are listed, words, another phrase, or faults one by one. */
type Param = string | number | readonly string[] | Bilingual | Phrase | readonly Fault[];

/** Something to be said, before it is known in which language. Plain data: it is kept and sent as it is. */
export interface Phrase {
  readonly phrase: PhraseId;
  readonly params?: Readonly<Record<string, Param>>;
}

/** A phrase about one place: `pointer` is a JSON Pointer into what was sent. */
export interface Fault extends Phrase {
  readonly pointer?: string;
}

type ParamsOf<Id extends PhraseId> = [PlacesOf<Id>] extends [never]
  ? readonly []
  : readonly [params: Readonly<Record<PlacesOf<Id>, Param>>];

/** The phrase of that id; each place of its template is a parameter. */
export function phrase<Id extends PhraseId>(id: Id, ...[params]: ParamsOf<Id>): Phrase {
  return params === undefined ? { phrase: id } : { phrase: id, params };
}

/** The phrase in the language; of one that only another version of Redress knows, its id. */
export function say({ phrase: id, params = {} }: Phrase, locale: Locale): string {
  if (!isPhraseId(id)) return String(id);
  return PHRASES[id][locale].replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(params, name) ? saidParam(params[name], locale) : place,
  );
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

/** Each fault of a phrase that tells of several; one about one place is the only one. */
export function faultsIn(said: Fault): readonly Fault[] {
  const { phrase: id, params, pointer } = said;
  if (id === 'faults') return (params?.['faults'] ?? []) as readonly Fault[];
  return pointer === undefined ? [] : [said];
}
