import { phrase } from '../../language/phrase.ts';
import { Problem } from './problem.ts';

/** The same request may be sent again. */
export function busy(): Problem {
  return new Problem(503, 'busy', phrase('too-much-at-once'), { retryAfter: 2 });
}

/** The same request may be sent again. */
export function engineUnavailable(): Problem {
  return new Problem(503, 'engine-unavailable', phrase('case-not-answering'), { retryAfter: 2 });
}
