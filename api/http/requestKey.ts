import { phrase } from '../../language/phrase.ts';
import { createHash } from 'node:crypto';
import type { RequestKey } from '../../store/idempotency/idempotency.ts';
import type { KeptAnswer } from '../../store/idempotency/idempotency.ts';
import { Problem } from '../problems/problem.ts';
import type { RouteAnswer } from './defineRoute.ts';

/** Key of a retry-safe request: who asks, what for, and the client's own key. `undefined` when the client gave none. */
export function requestKey(
  actor: string,
  path: string,
  key: string | undefined,
  body: unknown,
): RequestKey | undefined {
  if (key === undefined) return undefined;
  return { scope: `${actor} ${path}`, key, hash: createHash('sha256').update(JSON.stringify(body)).digest('hex') };
}

export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

/** The client's Idempotency-Key; throws when it is none. */
export function idempotencyKeyOf(header: string | string[] | undefined): string | undefined {
  const key = Array.isArray(header) ? header[0] : header;
  if (key === undefined) return undefined;
  if (!IDEMPOTENCY_KEY.test(key)) throw new Problem(400, 'idempotency-key', phrase('key-form'));
  return key;
}

export function otherBody(): Problem {
  return new Problem(422, 'idempotency-key-reused', phrase('key-reused'));
}

export function answeredBefore(answer: KeptAnswer, body: unknown): RouteAnswer {
  return { status: answer.status, body, headers: { 'Idempotency-Replayed': 'true' } };
}
