import type { z } from 'zod';
import type { createComplaintSchema } from '../../contracts/http/httpComplaint.ts';
import type { FieldValues } from '../../domain/case/event.ts';
import { reject, togetherAs, type Rejection } from '../../domain/case/rejection.ts';
import { aheadOfNow } from '../../domain/fields/aheadOfNow.ts';
import { pointerTo } from '../../domain/fields/checkFields.ts';
import { parseFields } from '../../domain/fields/parseFields.ts';
import type { EnginePack, FieldDef } from '../../domain/pack/pack.ts';
import { own } from '../../domain/values/own.ts';
import { faultsIn, phrase } from '../../language/phrase.ts';

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

/**
 * Reads what can be read, and names everything that is wrong. A complainant left out is not asked for: what came in
 * its place is a fault already.
 */
export function intakeOf(
  pack: EnginePack,
  { complainant, fields: given = {} }: Partial<Pick<Body, 'complainant' | 'fields'>>,
  at: number,
): Readonly<{ intake: ParsedIntake; rejection: Rejection | undefined }> {
  const { attributes, asked, faults } = attributesOf(pack, complainant ?? {}, '/complainant');
  const misplaced = Object.keys(given).filter((name) => asked.includes(name));
  const { prose, rest, typed, faults: ofProse } = takeProse(pack.fields, given);
  const ofCase = Object.entries(rest).filter(([name]) => !misplaced.includes(name));
  const ofComplainant = Object.entries(attributes).filter(([name]) => asked.includes(name));
  const raw = [...ofCase, ...ofComplainant];
  const left = (complainant === undefined ? asked : misplaced).filter((name) => !Object.hasOwn(attributes, name));
  const defs = Object.entries(typed).filter(([name]) => !left.includes(name));
  const read = readFields(pack, Object.fromEntries(defs), Object.fromEntries(raw), at);
  const personal = Object.entries(complainant ?? {}).filter(([name]) => PERSONAL.includes(name));
  return {
    intake: {
      fields: read.fields,
      prose,
      complainant: complainant?.anonymous === true ? undefined : Object.fromEntries(personal),
      representatives: representativesIn(complainant)?.length,
    },
    rejection: togetherAs([
      ...representativesFaults(pack, representativesIn(complainant)),
      ...misplaced.map(
        (name) => reject('field-unknown', phrase('belongs-to-complainant', { name }), `/fields/${name}`).rejection,
      ),
      ...faults,
      ...ofProse,
      ...read.refused.map((one) => atComplainant(pack, one)),
    ]),
  };
}

/** What can be read of the fields, and what is wrong with the others. */
function readFields(
  pack: EnginePack,
  defs: Readonly<Record<string, FieldDef>>,
  raw: Given,
  at: number,
): Readonly<{ fields: FieldValues; refused: readonly Rejection[] }> {
  const parsed = parseFields(defs, pack.lists, raw, { at });
  if (parsed.ok) {
    const ahead = aheadOfNow(pack, parsed.value, at);
    return { fields: parsed.value, refused: ahead === undefined ? [] : [ahead] };
  }
  const faulty = new Set(faultsIn(parsed.rejection).map(({ pointer }) => pointer));
  const sound = <T>(given: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(given).filter(([name]) => !faulty.has(pointerTo(name))));
  const rest = readFields(pack, sound(defs), sound(raw), at);
  return { fields: rest.fields, refused: [parsed.rejection, ...rest.refused] };
}

type Representatives = readonly Readonly<{ authority?: string }>[];

function representativesIn(complainant: Body['complainant'] | undefined): Representatives | undefined {
  const given: unknown = own(complainant ?? {}, 'representatives');
  return Array.isArray(given) ? (given as Representatives) : undefined;
}

/** As the pack allows, each with a known authority. */
function representativesFaults(pack: EnginePack, given: Representatives = []): readonly Rejection[] {
  if (given.length === 0) return [];
  const pointer = '/complainant/representatives';
  const { max, authority: list } = pack.representatives ?? {};
  if (max === undefined || given.length > max) {
    const said = max === undefined ? phrase('no-representatives') : phrase('representatives-at-most', { max });
    return [reject('field-invalid', said, pointer).rejection];
  }
  const values = list === undefined ? undefined : own(pack.lists, list);
  return given.flatMap(({ authority = '' }, index) =>
    values === undefined || values.includes(authority)
      ? []
      : [reject('field-invalid', phrase('one-of', { values }), `${pointer}/${index}/authority`).rejection],
  );
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

/** Separates prose; `typed` defines the rest. `faults`: prose that is missing or no text. */
export function takeProse(
  defs: Readonly<Record<string, FieldDef>>,
  given: Given,
): Readonly<{
  prose: Record<string, string>;
  rest: Given;
  typed: Record<string, FieldDef>;
  faults: readonly Rejection[];
}> {
  const isProse = (name: string): boolean => own(defs, name)?.type === 'note';
  const prose: Record<string, string> = {};
  const faults: Rejection[] = [];
  for (const [name, value] of Object.entries(given).filter(([field]) => isProse(field)))
    if (typeof value === 'string' && value.trim() !== '') prose[name] = value.trim();
    else faults.push(reject('field-invalid', phrase('must-be-text'), `/fields/${name}`).rejection);
  for (const [name, { required }] of Object.entries(defs))
    if (isProse(name) && required === true && !Object.hasOwn(given, name))
      faults.push(reject('field-missing', phrase('required-text'), `/fields/${name}`).rejection);
  return {
    prose,
    faults,
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
