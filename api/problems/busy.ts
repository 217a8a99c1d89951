import { Problem } from './problem.ts';

/** There is no room for the request now; the same one may be sent again. */
export function busy(): Problem {
  return new Problem(503, 'busy', 'too much is asked at once; try again with the same Idempotency-Key', undefined, {
    retryAfter: 2,
  });
}
