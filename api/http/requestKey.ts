import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { phrase } from '../../language/phrase.ts';
import type { KeptAnswer, RequestKey } from '../../store/idempotency/idempotency.ts';
import { Problem } from '../problems/problem.ts';
import type { RouteAnswer } from './route.ts';

export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

/** Throws 400 for an invalid `Idempotency-Key`. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const key = request.get('idempotency-key');
  if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) throw new Problem(400, 'idempotency-key', phrase('key-form'));
  return key;
}

/** `call`: method and path; `key`: the client's. */
export function requestKey(actor: string, call: string, key: string, body: unknown): RequestKey {
  const hash = createHash('sha256')
    .update(JSON.stringify(body) ?? '')
    .digest('hex');
  return { scope: `${actor} ${call}`, key, hash };
}

export function otherBody(): Problem {
  return new Problem(422, 'idempotency-key-reused', phrase('key-reused'));
}

export function answeredBefore({ status }: KeptAnswer, body: unknown): RouteAnswer {
  return { status, body, headers: { 'Idempotency-Replayed': 'true' } };
}
