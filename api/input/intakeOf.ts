/**
 * From a parsed request to what the rules take: fields typed, prose set apart, the complainant's own attributes with
 * the rest.
 */

import { faultsIn, phrase } from '../../language/phrase.ts';
import type { z } from 'zod';
import type { createComplaintSchema } from '../../contracts/httpComplaint.ts';
import { aheadOfNow } from '../../domain/fields/aheadOfNow.ts';
import type { FieldValues } from '../../domain/case/event.ts';
import { own } from '../../domain/values/own.ts';
import type { EnginePack, FieldDef } from '../../domain/pack/pack.ts';
import { parseFields } from '../../domain/fields/parseFields.ts';
import { reject, type Rejection } from '../../domain/case/rejection.ts';
import { throwFirst } from './throwFirst.ts';
import { Problem, problemOf } from '../problems/problem.ts';

type Body = z.infer<typeof createComplaintSchema>;

export interface ParsedIntake {
  readonly fields: FieldValues;
  /** Prose by field name; goes to the vault. */
  readonly prose: Readonly<Record<string, string>>;
  /** What is personal of the complainant; `undefined` when anonymous. */
  readonly complainant: Readonly<Record<string, unknown>> | undefined;
  /** How many speak for the complainants. */
  readonly representatives?: number;
}

/** What a complainant is asked for under every pack; sealed, and nothing to the rules. */
export const PERSONAL: readonly string[] = ['name', 'phone', 'email', 'idNumber', 'address', 'representatives'];

/** Reads fields and complainant of a new complaint against its pack; throws a problem with a pointer per fault. */
export function intakeOf(pack: EnginePack, body: Body, at: number): ParsedIntake {
  const anonymous = body.complainant.anonymous === true;
  const attributes = anonymous
    ? {}
    : Object.fromEntries(
        Object.entries(body.complainant).filter(([name]) => !PERSONAL.includes(name) && name !== 'anonymous'),
      );
  const representatives = representativesOf(pack, body.complainant);
  const { defs, proseDefs } = apart(pack.fields);
  refuseMisplaced(pack.fields, body.fields ?? {}, attributes);
  const { prose, rest } = takeProse(proseDefs, body.fields ?? {});
  const parsed = parseFields(defs, pack.lists, { ...rest, ...attributes }, { at });
  if (!parsed.ok) throw problemOf(atComplainant(pack, parsed.rejection));
  const ahead = aheadOfNow(pack, parsed.value, at);
  if (ahead !== undefined) throw problemOf(atComplainant(pack, ahead));
  const personal = Object.fromEntries(Object.entries(body.complainant).filter(([name]) => PERSONAL.includes(name)));
  return {
    fields: parsed.value,
    prose,
    complainant: anonymous ? undefined : personal,
    ...(representatives === undefined ? {} : { representatives }),
  };
}

/** At most as many as the pack lets speak for others, each with an authority that it knows. */
function representativesOf(pack: EnginePack, complainant: Body['complainant']): number | undefined {
  const given = 'representatives' in complainant ? complainant.representatives : undefined;
  if (given === undefined || !Array.isArray(given)) return undefined;
  const rules = pack.representatives;
  const pointer = '/complainant/representatives';
  if (rules === undefined || given.length > rules.max) {
    const said =
      rules === undefined ? phrase('no-representatives') : phrase('representatives-at-most', { max: rules.max });
    throw new Problem(422, 'field-invalid', { ...said, pointer });
  }
  const known = rules.authority === undefined ? undefined : own(pack.lists, rules.authority);
  const errors = given.flatMap(({ authority }, index) =>
    known === undefined || (authority !== undefined && known.includes(authority))
      ? []
      : [reject('field-invalid', phrase('one-of', { values: known }), `${pointer}/${index}/authority`).rejection],
  );
  throwFirst(errors);
  return given.length;
}

/** Typed fields and prose ones. */
export function apart(defs: Readonly<Record<string, FieldDef>>): {
  readonly defs: Record<string, FieldDef>;
  readonly proseDefs: Record<string, FieldDef>;
} {
  const entries = Object.entries(defs);
  return {
    defs: Object.fromEntries(entries.filter(([, def]) => def.type !== 'note')),
    proseDefs: Object.fromEntries(entries.filter(([, def]) => def.type === 'note')),
  };
}

/** Takes prose out of given fields; throws when it is no text or missing although required. */
export function takeProse(
  defs: Readonly<Record<string, FieldDef>>,
  given: Readonly<Record<string, unknown>>,
): { readonly prose: Record<string, string>; readonly rest: Record<string, unknown> } {
  const prose: Record<string, string> = {};
  const rest: Record<string, unknown> = {};
  const errors: Rejection[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defs, name)) rest[name] = value;
    else if (typeof value === 'string' && value.trim() !== '') prose[name] = value.trim();
    else errors.push(reject('field-invalid', phrase('must-be-text'), `/fields/${name}`).rejection);
  }
  for (const [name, def] of Object.entries(defs))
    if (def.required === true && own(prose, name) === undefined && !Object.hasOwn(given, name))
      errors.push(reject('field-missing', phrase('required-text'), `/fields/${name}`).rejection);
  throwFirst(errors);
  return { prose, rest };
}

function refuseMisplaced(
  defs: Readonly<Record<string, FieldDef>>,
  fields: Readonly<Record<string, unknown>>,
  attributes: Readonly<Record<string, unknown>>,
): void {
  const known = Object.keys(defs).filter((one) => own(defs, one)?.on === 'complainant');
  const errors = [
    ...Object.keys(fields)
      .filter((name) => known.includes(name))
      .map((name) => reject('field-unknown', phrase('belongs-to-complainant', { name }), `/fields/${name}`).rejection),
    ...Object.keys(attributes)
      .filter((name) => !known.includes(name))
      .map((name) => unknownAttribute(known, `/complainant/${name}`)),
  ];
  throwFirst(errors);
}

/** A fault in an attribute of the complainant points there. */
export function atComplainant(pack: EnginePack, rejection: Rejection): Rejection {
  const errors = faultsIn(rejection).map((error) => {
    const name = (error.pointer ?? '').slice('/fields/'.length);
    return own(pack.fields, name)?.on === 'complainant' ? { ...error, pointer: `/complainant/${name}` } : error;
  });
  return errors.length === 0 ? rejection : { code: rejection.code, ...phrase('faults', { faults: errors }) };
}

/** An attribute of the complainant that nobody knows. `known`: what the pack asks of them. */
export function unknownAttribute(known: readonly string[], pointer: string): Rejection {
  return reject('field-unknown', phrase('attribute-unknown-of', { fields: [...PERSONAL, ...known] }), pointer)
    .rejection;
}
