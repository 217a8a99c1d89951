import { phrase } from '../../language/phrase.ts';
import { pointerTo } from './checkFields.ts';
import type { FieldValues } from '../case/event.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { reject, rejectionOf, type Rejection } from '../case/rejection.ts';

/**
 * Refusal of fields from whose moment a clock counts while that moment is still to come: whoever enters it would give
 * more time than there is. Asked before a case or a correction is taken, and never when a case lives again.
 */
export function aheadOfNow(pack: EnginePack, fields: FieldValues, at: number): Rejection | undefined {
  // A promise lies in the future, and what counts from it is meant to.
  const counted = new Set(pack.clocks.flatMap(({ from }) => (from === 'promisedAt' ? [] : (from ?? []))));
  const ahead = [...counted].filter((name) => {
    const value = own(fields, name);
    return typeof value === 'number' && value > at;
  });
  return rejectionOf(
    ahead.map((name) => reject('field-invalid', phrase('not-ahead-of-now'), pointerTo(name)).rejection),
  );
}
