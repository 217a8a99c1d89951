import { phrase } from '../../language/phrase.ts';
import { pointerTo } from './checkFields.ts';
import type { FieldValues } from '../case/event.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { reject, rejectionOf, type Rejection } from '../case/rejection.ts';

/**
 * Refuses a start moment that is still to come: it would give more time than there is. Asked of new input only, never
 * of an old log.
 */
export function aheadOfNow(pack: EnginePack, fields: FieldValues, at: number): Rejection | undefined {
  // A promise is meant to lie ahead.
  const counted = new Set(pack.clocks.flatMap(({ from }) => (from === 'promisedAt' ? [] : (from ?? []))));
  const ahead = [...counted].filter((name) => {
    const value = own(fields, name);
    return typeof value === 'number' && value > at;
  });
  return rejectionOf(
    ahead.map((name) => reject('field-invalid', phrase('not-ahead-of-now'), pointerTo(name)).rejection),
  );
}
