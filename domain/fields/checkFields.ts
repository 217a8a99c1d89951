import type { FieldValue, FieldValues } from '../case/event.ts';
import { own } from '../values/own.ts';
import type { FieldDef } from '../pack/pack.ts';
import type { Rejection } from '../case/rejection.ts';

type Lists = Readonly<Record<string, readonly string[]>>;
/** What travels with a case is an id or a code, never prose: notes and texts hold references only. */
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,119}$/;

interface Fault {
  readonly code: 'field-unknown' | 'field-missing' | 'field-invalid';
  readonly pointer: string;
  readonly detail: string;
}

/**
 * Refusal of typed values that do not fit their definitions: unknown, missing or of the wrong kind. All faults are
 * named.
 */
export function checkFields(
  defs: Readonly<Record<string, FieldDef>>,
  lists: Lists,
  values: FieldValues,
): Rejection | undefined {
  const faults: Fault[] = [];
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(defs, name))
      faults.push({
        code: 'field-unknown',
        pointer: pointerTo(name),
        detail: `unknown field; known are: ${Object.keys(defs).join(', ') || 'none'}`,
      });
  }
  for (const [name, def] of Object.entries(defs)) {
    const fault = faultOf(name, def, lists, own(values, name));
    if (fault !== undefined) faults.push(fault);
  }
  return rejectionOf(faults);
}

/** One refusal for several faults, with the first one's code. */
export function rejectionOf(faults: readonly Fault[]): Rejection | undefined {
  const [first] = faults;
  if (first === undefined) return undefined;
  return {
    code: first.code,
    detail: faults.map((fault) => `${fault.pointer}: ${fault.detail}`).join('; '),
    errors: faults.map(({ pointer, detail }) => ({ pointer, detail })),
  };
}

/** JSON Pointer to a field of a request's `fields`. */
export function pointerTo(name: string): string {
  return `/fields/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function faultOf(name: string, def: FieldDef, lists: Lists, value: FieldValue | undefined): Fault | undefined {
  const pointer = pointerTo(name);
  if (value === undefined)
    return def.required === true
      ? { code: 'field-missing', pointer, detail: `required: ${expected(def, lists)}` }
      : undefined;
  return fits(def, lists, value)
    ? undefined
    : { code: 'field-invalid', pointer, detail: `must be ${expected(def, lists)}` };
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
export function expected(def: FieldDef, lists: Lists): string {
  switch (def.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return 'a whole number';
    case 'money':
      return 'an amount such as "8000.00"';
    case 'instant':
      return 'an instant such as 2026-11-23T18:00:00+08:00, or +6h';
    case 'code':
      return def.list === undefined ? 'a code' : `one of: ${(own(lists, def.list) ?? []).join(', ')}`;
    case 'codes':
      return def.list === undefined ? 'a list of codes' : `a list of: ${(own(lists, def.list) ?? []).join(', ')}`;
    case 'units':
      return 'a list of unit ids';
    default:
      return 'a reference: letters, digits and . _ : / -, at most 120';
  }
}
