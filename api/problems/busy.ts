import { phrase } from '../../language/phrase.ts';
import { Problem } from './problem.ts';

/** There is no room for the request now; the same one may be sent again. */
export function busy(): Problem {
  return new Problem(503, 'busy', phrase('too-much-at-once'), {
    retryAfter: 2,
  });
}
