import { phrase } from '../../language/phrase.ts';
import { CLOCK_ACTOR } from './event.ts';
import { ok, reject, type Result } from './rejection.ts';
import { isObject } from '../values/isObject.ts';

export const PERSON_ID = /^[\w.@-]{1,64}$/;

/** Ids that are no people of the organisation. */
export const BUILT_IN: readonly string[] = [CLOCK_ACTOR.id, 'administrator', 'unknown', 'complainant', 'nobody'];

/** The id in a message, a text or `{ id }`. Anything else about a person is refused: it is looked up. */
export function namedActor(named: unknown): Result<string> {
  const keys = isObject(named) ? Object.keys(named).filter((key) => key !== 'id') : [];
  if (keys.length > 0) return reject('field-invalid', phrase('only-id-of-actor', { keys: keys.slice(0, 5) }), '/actor');
  const id = nameShown(named);
  if (id === undefined) return reject('actor-not-allowed', phrase('say-person-id'), '/actor');
  return BUILT_IN.includes(id) ? reject('actor-not-allowed', phrase('built-in-actor', { id }), '/actor') : ok(id);
}

/** Whom a message names, if it can be shown. */
export function nameShown(named: unknown): string | undefined {
  const id = isObject(named) ? named['id'] : named;
  return typeof id === 'string' && PERSON_ID.test(id) ? id : undefined;
}
