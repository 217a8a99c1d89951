import { phrase, type Phrase } from '../../language/phrase.ts';
import type { FieldValue, FieldValues } from '../case/event.ts';
import { own } from '../values/own.ts';
import type { FieldDef } from '../pack/pack.ts';
import { reject, rejectionOf, type Rejection } from '../case/rejection.ts';

type Lists = Readonly<Record<string, readonly string[]>>;
/** Ids and codes only: no prose travels with a case. */
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,119}$/;

/** Every fault of typed values against their definitions. */
export function checkFields(...fields: Parameters<typeof fieldFaults>): Rejection | undefined {
  return rejectionOf(fieldFaults(...fields));
}

export function fieldFaults(
  defs: Readonly<Record<string, FieldDef>>,
  lists: Lists,
  values: FieldValues,
): readonly Rejection[] {
  const fields = Object.keys(defs);
  const unknown = fields.length === 0 ? phrase('field-unknown-of-none') : phrase('field-unknown-of', { fields });
  return [
    ...Object.keys(values)
      .filter((name) => !fields.includes(name))
      .map((name) => reject('field-unknown', unknown, pointerTo(name)).rejection),
    ...Object.entries(defs).flatMap(([name, def]) => faultOf(name, def, lists, own(values, name)) ?? []),
  ];
}

export function pointerTo(name: string): string {
  return `/fields/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function faultOf(name: string, def: FieldDef, lists: Lists, value: FieldValue | undefined): Rejection | undefined {
  if (value === undefined ? def.required !== true : fits(def, lists, value)) return undefined;
  const what = expected(def, lists);
  const [code, said] =
    value === undefined
      ? (['field-missing', phrase('required', { what })] as const)
      : (['field-invalid', phrase('must-be', { what })] as const);
  return reject(code, said, pointerTo(name)).rejection;
}

function fits(def: FieldDef, lists: Lists, value: FieldValue): boolean {
  const named = (one: unknown): boolean => typeof one === 'string' && REFERENCE.test(one);
  const listed = (one: unknown): boolean =>
    def.list === undefined ? named(one) : typeof one === 'string' && (own(lists, def.list) ?? []).includes(one);
  switch (def.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isSafeInteger(value) && between(value as number, def);
    case 'instant':
      return Number.isSafeInteger(value);
    case 'money':
      return Number.isSafeInteger(value) && (value as number) >= 0;
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

function between(value: number, { min = -Infinity, max = Infinity }: FieldDef): boolean {
  return value >= min && value <= max;
}

/** What would be right, in words. */
export function expected(def: FieldDef, lists: Lists): Phrase {
  const values = def.list === undefined ? undefined : (own(lists, def.list) ?? []);
  switch (def.type) {
    case 'integer':
      return def.min === undefined && def.max === undefined ? phrase('kind-integer') : integerBetween(def);
    case 'boolean':
    case 'money':
    case 'instant':
    case 'units':
      return phrase(`kind-${def.type}`);
    case 'code':
      return values === undefined ? phrase('kind-code') : phrase('kind-listed', { values });
    case 'codes':
      return values === undefined ? phrase('kind-codes') : phrase('kind-listed-many', { values });
    default:
      return phrase('kind-reference');
  }
}

function integerBetween({ min, max }: FieldDef): Phrase {
  if (max === undefined) return phrase('kind-integer-from', { min: min ?? 0 });
  return min === undefined ? phrase('kind-integer-to', { max }) : phrase('kind-integer-between', { min, max });
}
