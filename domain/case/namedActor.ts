import { phrase } from '../../language/phrase.ts';
import { CLOCK_ACTOR } from './actor.ts';
import { reject, type Result } from './rejection.ts';

/** What a person's id looks like, wherever it comes from outside. */
export const PERSON_ID = /^[\w.@-]{1,64}$/;

/** Those who act for Redress itself, and those whom it tells without their being people of the organisation. */
export const BUILT_IN: readonly string[] = [CLOCK_ACTOR.id, 'administrator', 'unknown', 'complainant', 'nobody'];

/**
 * The id of the person whom a message names, as a text or as `{ id }`. Whatever else a message says of a person is
 * refused: it is looked up.
 */
export function namedActor(named: unknown): Result<string> {
  if (typeof named !== 'object' || named === null || Array.isArray(named)) return personId(named);
  const beside = Object.keys(named).filter((key) => key !== 'id');
  if (beside.length > 0)
    return reject('field-invalid', phrase('only-id-of-actor', { keys: beside.slice(0, 5) }), '/actor');
  return personId((named as { readonly id?: unknown }).id);
}

/** Whom a message names, as far as it can be shown. */
export function nameShown(named: unknown): string | undefined {
  const id = typeof named === 'object' && named !== null ? (named as { readonly id?: unknown }).id : named;
  return typeof id === 'string' && PERSON_ID.test(id) ? id : undefined;
}

function personId(id: unknown): Result<string> {
  if (typeof id !== 'string' || !PERSON_ID.test(id))
    return reject('actor-not-allowed', phrase('say-person-id'), '/actor');
  if (BUILT_IN.includes(id)) return reject('actor-not-allowed', phrase('built-in-actor', { id }), '/actor');
  return { ok: true, value: id };
}
