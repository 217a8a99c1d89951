import type { DutyDef, DutyField } from '../../domain/duties/duty.ts';
import type { Actor } from '../../domain/case/event.ts';
import { own } from '../../domain/values/own.ts';
import { phrase, type Phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';

type Given = Readonly<{ nil: boolean; body: Readonly<Record<string, number | boolean>> }>;

/** Throws when these roles may not hand it in, or what they say is not what is asked. */
export function requireFit(def: DutyDef, actor: Actor, given: Given): void {
  const { by = [] } = def;
  if (!by.some((role) => actor.roles.includes(role)))
    throw new Problem(403, 'actor-not-allowed', phrase('duty-roles', { roles: by.join(', ') }));
  const [first] = faults(def, given);
  if (first !== undefined) throw new Problem(422, 'field-invalid', { ...first.said, pointer: first.pointer });
}

function* faults(def: DutyDef, { nil, body }: Given): Generator<{ said: Phrase; pointer: string }> {
  if (nil && def.nil !== true) yield { said: phrase('duty-no-nil'), pointer: '/nil' };
  if (nil && Object.keys(body).length > 0) yield { said: phrase('duty-nil-body'), pointer: '/body' };
  for (const [name, value] of Object.entries(body)) {
    const field = own(def.body, name);
    const known = Object.keys(def.body ?? {}).join(', ') || '-';
    const said = field === undefined ? phrase('duty-no-field', { known }) : wrongKind(field, value);
    if (said !== undefined) yield { said, pointer: `/body/${name}` };
  }
  if (nil) return;
  for (const [name, { required }] of Object.entries(def.body ?? {}))
    if (required === true && own(body, name) === undefined)
      yield { said: phrase('duty-field-missing', { field: name }), pointer: '/body' };
}

function wrongKind({ type }: DutyField, value: number | boolean): Phrase | undefined {
  if (typeof value === (type === 'integer' ? 'number' : 'boolean')) return undefined;
  return phrase(type === 'integer' ? 'duty-whole-number' : 'duty-yes-no');
}
