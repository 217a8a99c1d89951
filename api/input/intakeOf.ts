import type { z } from 'zod';
import type { createComplaintSchema } from '../../contracts/httpComplaint.ts';
import type { FieldValues } from '../../domain/case/event.ts';
import { reject, type Rejection } from '../../domain/case/rejection.ts';
import { aheadOfNow } from '../../domain/fields/aheadOfNow.ts';
import { parseFields } from '../../domain/fields/parseFields.ts';
import type { EnginePack, FieldDef } from '../../domain/pack/pack.ts';
import { own } from '../../domain/values/own.ts';
import { faultsIn, phrase } from '../../language/phrase.ts';
import { Problem, problemOf, throwFirst } from '../problems/problem.ts';

type Body = z.infer<typeof createComplaintSchema>;
type Given = Readonly<Record<string, unknown>>;

export type ParsedIntake = Readonly<{
  fields: FieldValues;
  /** By field; for the vault. */
  prose: Readonly<Record<string, string>>;
  /** Personal data; `undefined` when anonymous. */
  complainant: Given | undefined;
  /** How many represent the complainants. */
  representatives: number | undefined;
}>;

/** Under every pack; sealed, and never seen by the rules. */
const PERSONAL: readonly string[] = ['name', 'phone', 'email', 'idNumber', 'address', 'representatives'];

/** Throws a problem with a pointer for each fault. */
export function intakeOf(pack: EnginePack, { complainant, fields: given = {} }: Body, at: number): ParsedIntake {
  const representatives = representativesOf(pack, complainant);
  const { attributes, asked, faults } = attributesOf(pack, complainant, '/complainant');
  const misplaced = Object.keys(given)
    .filter((name) => asked.includes(name))
    .map((name) => reject('field-unknown', phrase('belongs-to-complainant', { name }), `/fields/${name}`).rejection);
  throwFirst([...misplaced, ...faults]);
  const { prose, rest, typed } = takeProse(pack.fields, given);
  const parsed = parseFields(typed, pack.lists, { ...rest, ...attributes }, { at });
  if (!parsed.ok) throw problemOf(atComplainant(pack, parsed.rejection));
  const ahead = aheadOfNow(pack, parsed.value, at);
  if (ahead !== undefined) throw problemOf(atComplainant(pack, ahead));
  const personal = Object.fromEntries(Object.entries(complainant).filter(([name]) => PERSONAL.includes(name)));
  return {
    fields: parsed.value,
    prose,
    complainant: complainant.anonymous === true ? undefined : personal,
    representatives,
  };
}

/** As the pack allows, each with a known authority. */
function representativesOf(pack: EnginePack, complainant: Body['complainant']): number | undefined {
  const given = 'representatives' in complainant ? complainant.representatives : undefined;
  if (!Array.isArray(given)) return undefined;
  const pointer = '/complainant/representatives';
  const { max, authority: list } = pack.representatives ?? {};
  if (max === undefined || given.length > max) {
    const said = max === undefined ? phrase('no-representatives') : phrase('representatives-at-most', { max });
    throw new Problem(422, 'field-invalid', { ...said, pointer });
  }
  const values = list === undefined ? undefined : own(pack.lists, list);
  throwFirst(
    given.flatMap(({ authority = '' }, index) =>
      values === undefined || values.includes(authority)
        ? []
        : [reject('field-invalid', phrase('one-of', { values }), `${pointer}/${index}/authority`).rejection],
    ),
  );
  return given.length;
}

/**
 * What is given beyond personal data, what the pack asks for, and a fault for each other attribute. `pointer`: of the
 * complainant.
 */
export function attributesOf(
  pack: EnginePack,
  complainant: Given,
  pointer: string,
): Readonly<{ attributes: Given; asked: readonly string[]; faults: readonly Rejection[] }> {
  const asked = Object.keys(pack.fields).filter((name) => isOfComplainant(pack, name));
  const given = Object.entries(complainant).filter(([name]) => name !== 'anonymous' && !PERSONAL.includes(name));
  const said = phrase('attribute-unknown-of', { fields: [...PERSONAL, ...asked] });
  const faults = given
    .filter(([name]) => !asked.includes(name))
    .map(([name]) => reject('field-unknown', said, `${pointer}/${name}`).rejection);
  return { attributes: Object.fromEntries(given), asked, faults };
}

/** Separates prose; `typed` defines the rest. Throws for prose that is missing or no text. */
export function takeProse(
  defs: Readonly<Record<string, FieldDef>>,
  given: Given,
): Readonly<{ prose: Record<string, string>; rest: Given; typed: Record<string, FieldDef> }> {
  const isProse = (name: string): boolean => own(defs, name)?.type === 'note';
  const prose: Record<string, string> = {};
  const faults: Rejection[] = [];
  for (const [name, value] of Object.entries(given).filter(([field]) => isProse(field)))
    if (typeof value === 'string' && value.trim() !== '') prose[name] = value.trim();
    else faults.push(reject('field-invalid', phrase('must-be-text'), `/fields/${name}`).rejection);
  for (const [name, { required }] of Object.entries(defs))
    if (isProse(name) && required === true && !Object.hasOwn(given, name))
      faults.push(reject('field-missing', phrase('required-text'), `/fields/${name}`).rejection);
  throwFirst(faults);
  return {
    prose,
    rest: Object.fromEntries(Object.entries(given).filter(([name]) => !isProse(name))),
    typed: Object.fromEntries(Object.entries(defs).filter(([name]) => !isProse(name))),
  };
}

export function atComplainant(pack: EnginePack, rejection: Rejection): Rejection {
  const faults = faultsIn(rejection).map((fault) => {
    const name = (fault.pointer ?? '').slice('/fields/'.length);
    return isOfComplainant(pack, name) ? { ...fault, pointer: `/complainant/${name}` } : fault;
  });
  return faults.length === 0 ? rejection : { code: rejection.code, ...phrase('faults', { faults }) };
}

function isOfComplainant(pack: EnginePack, name: string): boolean {
  return own(pack.fields, name)?.on === 'complainant';
}
