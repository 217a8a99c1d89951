/** Neither path nor query may hold what a database cannot. */

import { parse } from 'node:querystring';
import { isStorable } from '../../domain/values/storable.ts';
import { phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';

export const LONGEST_NAME = 200;

/** An impossible name becomes empty: the route answers that there is none. */
export function readNames(params: Readonly<Record<string, string>>): Record<string, string> {
  const isName = (text: string): boolean => isStorable(text) && text.length <= LONGEST_NAME;
  return Object.fromEntries(Object.entries(params).map(([name, text]) => [name, isName(text) ? text : '']));
}

/** Throws 400 for malformed percent-encodings, which Node accepts. */
export function readQuery(text: string): Readonly<Record<string, unknown>> {
  try {
    decodeURIComponent(text);
  } catch {
    throw new Problem(400, 'bad-request', phrase('request-unreadable'));
  }
  return parse(text);
}
