import { phrase, type Phrase } from '../../language/phrase.ts';
import { reject, type Rejection } from '../case/rejection.ts';
import { isDay } from '../time/day.ts';
import { parseInstant } from '../time/instant.ts';
import { own } from '../values/own.ts';
import type { Register, RegisterColumn } from './registerCatalogue.ts';

export type RowValue = string | number | boolean | readonly string[] | Readonly<Record<string, number>>;
/** In one form: instants in UTC. Absent: not said. */
export type RegisterRow = Readonly<Record<string, RowValue>>;

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/;
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/;
const TELEPHONE = /^\+?[0-9][0-9 -]{2,24}$/;
const NUMBER = /^-?[0-9]{1,15}(\.[0-9]{1,6})?$/;
const MAX_SHORT = 60;
const MAX_NAMED = 100;

/**
 * A row as it was sent, in one form, and what of it has no sense by itself: types, moments out of order, what needs
 * something else. `now`: epoch ms. Pointers are within the row.
 */
export function readRow(
  register: Register,
  given: Readonly<Record<string, unknown>>,
  now: number,
): Readonly<{ row: RegisterRow; faults: readonly Rejection[] }> {
  const names = Object.keys(register.columns);
  const known = register.key === undefined ? ['id', ...names] : names;
  const faults = Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => fault('field-unknown', phrase('field-unknown-of', { fields: known }), name));
  const row: Record<string, RowValue> = {};
  const { id } = given;
  if (register.key === undefined && id !== undefined)
    if (typeof id === 'string' && ID.test(id)) row['id'] = id;
    else faults.push(fault('field-invalid', phrase('must-be', { what: phrase('kind-row-id') }), 'id'));
  for (const [name, column] of Object.entries(register.columns)) {
    const sent = own(given, name);
    // An empty cell of a table says nothing.
    if (sent === undefined || sent === null || sent === '') {
      if (column.required === true)
        faults.push(fault('field-missing', phrase('required', { what: kindOf(column) }), name));
      continue;
    }
    const value = valueOf(column, sent);
    if (value === undefined) faults.push(fault('field-invalid', phrase('must-be', { what: kindOf(column) }), name));
    else row[name] = value;
  }
  return { row, faults: [...faults, ...amongThemselves(register, row, now)] };
}

function fault(code: 'field-unknown' | 'field-invalid' | 'field-missing', said: Phrase, name: string): Rejection {
  return reject(code, said, `/${name.slice(0, 200).replaceAll('~', '~0').replaceAll('/', '~1')}`).rejection;
}

function valueOf({ type, words }: RegisterColumn, sent: unknown): RowValue | undefined {
  switch (type) {
    case 'boolean':
      return typeof sent === 'boolean' ? sent : own({ true: true, false: false }, String(sent));
    case 'number':
      return numberOf(sent);
    case 'score':
      return scoreOf(sent);
    case 'items':
      return itemsOf(sent);
    case 'instant':
      return instantOf(sent);
    case 'day':
      return typeof sent === 'string' && isDay(sent) ? sent : undefined;
    case 'cases':
    case 'categories':
      return namesOf(sent);
    case 'word':
      return words?.find((word) => word === sent);
    case 'telephone':
      return typeof sent === 'string' && TELEPHONE.test(sent) ? sent : undefined;
    case 'text':
      return typeof sent === 'string' && isShortName(sent.trim()) ? sent.trim() : undefined;
    default:
      return typeof sent === 'string' && REFERENCE.test(sent) ? sent : undefined;
  }
}

function numberOf(sent: unknown): number | undefined {
  const text = typeof sent === 'number' ? String(sent) : sent;
  return typeof text === 'string' && NUMBER.test(text) ? Number(text) : undefined;
}

function scoreOf(sent: unknown): number | undefined {
  const score = numberOf(sent);
  return score !== undefined && Number.isInteger(score) && score >= 1 ? score : undefined;
}

function itemsOf(sent: unknown): Readonly<Record<string, number>> | undefined {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return undefined;
  const entries = Object.entries(sent).map(([name, score]) => [name, scoreOf(score)] as const);
  const isSound = entries.length <= MAX_NAMED && entries.every(([name, score]) => ID.test(name) && score !== undefined);
  return isSound ? (Object.fromEntries(entries) as Readonly<Record<string, number>>) : undefined;
}

function instantOf(sent: unknown): string | undefined {
  const at = typeof sent === 'string' && !sent.startsWith('+') ? parseInstant(sent, 0) : undefined;
  return at === undefined ? undefined : new Date(at).toISOString();
}

function namesOf(sent: unknown): readonly string[] | undefined {
  const list = typeof sent === 'string' ? [sent] : sent;
  const isSound =
    Array.isArray(list) &&
    list.length <= MAX_NAMED &&
    list.every((one): one is string => typeof one === 'string' && REFERENCE.test(one));
  return isSound ? [...new Set(list as readonly string[])].toSorted() : undefined;
}

/** Nothing by which somebody could be called or written to. */
function isShortName(text: string): boolean {
  return text !== '' && text.length <= MAX_SHORT && !/@|\d{7}|\p{Cc}/u.test(text);
}

function kindOf({ type, words, list }: RegisterColumn): Phrase {
  if (type === 'word') return phrase('kind-listed', { values: words ?? [] });
  if (type === 'code') return phrase('kind-code-of', { list: list ?? '' });
  return phrase(KINDS[type]);
}

const KINDS = {
  boolean: 'kind-boolean',
  number: 'kind-row-number',
  case: 'kind-reference',
  cases: 'kind-row-names',
  categories: 'kind-row-names',
  person: 'kind-reference',
  unit: 'kind-reference',
  subject: 'kind-reference',
  instant: 'kind-row-instant',
  day: 'kind-row-day',
  survey: 'kind-reference',
  figure: 'kind-reference',
  series: 'kind-reference',
  score: 'kind-row-score',
  items: 'kind-row-items',
  text: 'kind-short-name',
  telephone: 'kind-row-telephone',
} as const;

function amongThemselves({ columns }: Register, row: RegisterRow, now: number): Rejection[] {
  return Object.entries(columns).flatMap(([name, { type, ahead, notBefore, needs, onlyIf, otherThan }]) => {
    const value = own(row, name);
    if (value === undefined) return [];
    const first = notBefore === undefined ? undefined : own(row, notBefore);
    const said: Phrase[] = [];
    if (type === 'instant' && ahead !== true && Date.parse(value as string) > now) said.push(phrase('row-not-ahead'));
    if (notBefore !== undefined && first !== undefined && value < first)
      said.push(phrase('row-not-before', { column: notBefore }));
    if (needs !== undefined && own(row, needs) === undefined) said.push(phrase('row-needs', { column: needs }));
    if (onlyIf !== undefined && own(row, onlyIf) !== true) said.push(phrase('row-only-if', { column: onlyIf }));
    if (otherThan !== undefined && own(row, otherThan) === value)
      said.push(phrase('row-other-than', { column: otherThan }));
    return said.map((one) => fault('field-invalid', one, name));
  });
}
