import type { Response } from 'express';
import type { Locale } from '../../language/bilingual.ts';
import { phrase } from '../../language/phrase.ts';
import { databaseIsAway } from '../../store/database/databaseAway.ts';
import { Problem } from './problem.ts';

/** Disk full; device not writable. */
const FULL = ['53100', '58030'];

/** An unexpected error reveals nothing internal. */
export function sendProblem(response: Response, error: unknown, locale: Locale): void {
  const problem = problemOf(error);
  const { retryAfter } = problem.more;
  if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter);
  response.setHeader('Content-Language', locale);
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problem.body(locale)));
}

/** The same as a problem; an unexpected error is one of no details. */
export function problemOf(error: unknown): Problem {
  return error instanceof Problem ? error : unexpected(error);
}

function unexpected(error: unknown): Problem {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (FULL.includes(String(code))) return new Problem(503, 'storage-full', phrase('database-full'), { retryAfter: 30 });
  if (databaseIsAway(error))
    return new Problem(503, 'database-unavailable', phrase('database-away'), { retryAfter: 2 });
  return new Problem(500, 'internal', phrase('internal'));
}
