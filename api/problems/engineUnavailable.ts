import { Problem } from './problem.ts';

/** The workflow of a case gives no answer just now; the same request may be sent again. */
export function engineUnavailable(): Problem {
  const detail = 'the case cannot be asked just now; try again with the same Idempotency-Key';
  return new Problem(503, 'engine-unavailable', detail, undefined, { retryAfter: 2 });
}
