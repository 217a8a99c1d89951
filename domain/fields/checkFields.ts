import { phrase, type Phrase } from '../../language/phrase.ts';
import type { FieldValue, FieldValues } from '../case/event.ts';
import { own } from '../values/own.ts';
import type { FieldDef } from '../pack/pack.ts';
import { reject, rejectionOf, type Rejection } from '../case/rejection.ts';

type Lists = Readonly<Record<string, readonly string[]>>;
/** What travels with a case is an id or a code, never prose: notes and texts hold references only. */
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,119}$/;

/**
 * Refusal of typed values that do not fit their definitions: unknown, missing or of the wrong kind. All faults are
 * named.
 */
export function checkFields(
  defs: Readonly<Record<string, FieldDef>>,
  lists: Lists,
  values: FieldValues,
): Rejection | undefined {
  const faults: Rejection[] = [];
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(defs, name))
      faults.push(reject('field-unknown', unknownField(Object.keys(defs)), pointerTo(name)).rejection);
  }
  for (const [name, def] of Object.entries(defs)) {
    const fault = faultOf(name, def, lists, own(values, name));
    if (fault !== undefined) faults.push(fault);
  }
  return rejectionOf(faults);
}

function unknownField(known: readonly string[]): Phrase {
  return known.length === 0 ? phrase('field-unknown-of-none') : phrase('field-unknown-of', { fields: known });
}

/** JSON Pointer to a field of a request's `fields`. */
export function pointerTo(name: string): string {
  return `/fields/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function faultOf(name: string, def: FieldDef, lists: Lists, value: FieldValue | undefined): Rejection | undefined {
  const pointer = pointerTo(name);
  if (value === undefined)
    return def.required === true
      ? reject('field-missing', phrase('required', { what: expected(def, lists) }), pointer).rejection
      : undefined;
  return fits(def, lists, value)
    ? undefined
    : reject('field-invalid', phrase('must-be', { what: expected(def, lists) }), pointer).rejection;
}

function fits(def: FieldDef, lists: Lists, value: FieldValue): boolean {
  const named = (one: unknown): boolean => typeof one === 'string' && REFERENCE.test(one);
  const listed = (one: unknown): boolean =>
    def.list === undefined ? named(one) : typeof one === 'string' && (own(lists, def.list) ?? []).includes(one);
  switch (def.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'money':
      return Number.isSafeInteger(value) && (value as number) >= 0;
    case 'instant':
      return Number.isSafeInteger(value);
    case 'code':
      return listed(value);
    case 'codes':
      return Array.isArray(value) && value.every(listed);
    case 'units':
      return Array.isArray(value) && value.length > 0 && value.every(named);
    default:
      return named(value);
  }
}

/** What would be right, in words. */
export function expected(def: FieldDef, lists: Lists): Phrase {
  switch (def.type) {
    case 'boolean':
      return phrase('kind-boolean');
    case 'integer':
      return phrase('kind-integer');
    case 'money':
      return phrase('kind-money');
    case 'instant':
      return phrase('kind-instant');
    case 'code':
      return def.list === undefined
        ? phrase('kind-code')
        : phrase('kind-listed', { values: own(lists, def.list) ?? [] });
    case 'codes':
      return def.list === undefined
        ? phrase('kind-codes')
        : phrase('kind-listed-many', { values: own(lists, def.list) ?? [] });
    case 'units':
      return phrase('kind-units');
    default:
      return phrase('kind-reference');
  }
}
