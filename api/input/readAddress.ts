/** What an address says: names in its path, and its query. Neither may hold what a database cannot. */

import { parse } from 'node:querystring';
import { isStorable } from '../../domain/time/storable.ts';
import { phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';

export const LONGEST_NAME = 200;

/** Names in the path. What nothing can be called is empty, so that each route says that there is no such thing. */
export function readNames(params: Readonly<Record<string, string>>): Record<string, string> {
  const isName = (text: string): boolean => isStorable(text) && text.length <= LONGEST_NAME;
  return Object.fromEntries(Object.entries(params).map(([name, text]) => [name, isName(text) ? text : '']));
}

/** The query. Throws 400 for malformed percent-encodings, of which Node itself would make something. */
export function readQuery(text: string): Readonly<Record<string, unknown>> {
  try {
    decodeURIComponent(text);
  } catch {
    throw new Problem(400, 'bad-request', phrase('request-unreadable'));
  }
  return parse(text);
}
