/** What an address says: names in its path, and its query. Neither may hold what a database cannot. */

import { phrase } from '../../language/phrase.ts';
import { parse } from 'node:querystring';
import type { Request } from 'express';
import { isStorable } from '../../domain/time/storable.ts';
import { Problem } from '../problems/problem.ts';

export const LONGEST_NAME = 200;

/**
 * Names in the path. What nothing can be called is no name, so that each route says by itself that there is no such
 * thing.
 */
export function readNames(request: Request): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.params as Record<string, string>).map(([name, text]) => [
      name,
      isStorable(text) && text.length <= LONGEST_NAME ? text : '',
    ]),
  );
}

/**
 * The query, strictly: Node itself would make something of malformed percent-encodings. Throws 400 where it cannot be
 * read.
 */
export function readQuery(text: string): Readonly<Record<string, unknown>> {
  try {
    decodeURIComponent(text);
  } catch {
    throw new Problem(400, 'bad-request', phrase('request-unreadable'));
  }
  return parse(text);
}
