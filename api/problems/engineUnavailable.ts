import { phrase } from '../../language/phrase.ts';
import { Problem } from './problem.ts';

/** The workflow of a case gives no answer just now; the same request may be sent again. */
export function engineUnavailable(): Problem {
  const detail = phrase('case-not-answering');
  return new Problem(503, 'engine-unavailable', detail, { retryAfter: 2 });
}
