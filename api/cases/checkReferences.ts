import type { Actor } from '../../domain/case/actor.ts';
import { pointerTo, rejectionOf } from '../../domain/fields/checkFields.ts';
import type { FieldValues } from '../../domain/case/event.ts';
import type { FieldDef } from '../../domain/pack/pack.ts';
import { referencesIn } from '../../domain/fields/reference.ts';
import type { Reference } from '../../domain/fields/reference.ts';
import type { Rejection } from '../../domain/case/rejection.ts';
import { unknownReferences } from '../../store/readModel/unknownReferences.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

const ITSELF = 'a case cannot name itself';

export interface ReferenceCheck {
  readonly actor: Actor;
  readonly defs: Readonly<Record<string, FieldDef>>;
  readonly values: FieldValues;
  /** The case that is acted on, which cannot refer to itself; absent at registration. */
  readonly no?: string;
}

/**
 * Refusal of fields that name people, units or cases that are not there, or cases that the actor may not know of. It
 * says where, never what was given: somebody may have typed a name or a telephone number.
 */
export async function checkReferences(
  { db }: Pick<ApiDependencies, 'db'>,
  { actor, defs, values, no }: ReferenceCheck,
): Promise<Rejection | undefined> {
  const named = referencesIn(defs, values);
  const unknown = await unknownReferences(db, named, actor);
  return rejectionOf(
    named.flatMap((one) => {
      const isItself = one.kind === 'case' && one.id === no;
      if (!isItself && !unknown.includes(one)) return [];
      return [{ code: 'field-invalid', pointer: pointerTo(one.field), detail: isItself ? ITSELF : missing(one) }];
    }),
  );
}

function missing({ kind }: Reference): string {
  if (kind === 'person') return 'no such person';
  return kind === 'unit' ? 'no such unit' : 'no such case';
}
