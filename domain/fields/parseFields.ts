import { phrase } from '../../language/phrase.ts';
import { expected, fieldFaults, pointerTo } from './checkFields.ts';
import type { FieldValue, FieldValues } from '../case/event.ts';
import { parseInstant } from '../time/instant.ts';
import { formatMoney, parseMoney } from './money.ts';
import { own } from '../values/own.ts';
import type { FieldDef } from '../pack/pack.ts';
import { ok, reject, rejectionOf, type Rejection, type Result } from '../case/rejection.ts';
import { toWallTime, type TimeBase } from '../time/timeBase.ts';

/**
 * Typed values with defaults filled in, from outside form: money as decimal strings, instants as ISO 8601 or `+6h` from
 * `clock.at`. Refuses with a pointer for each fault.
 */
export function parseFields(
  defs: Readonly<Record<string, FieldDef>>,
  lists: Readonly<Record<string, readonly string[]>>,
  raw: Readonly<Record<string, unknown>>,
  clock: { readonly at: number },
): Result<FieldValues> {
  const entries: [name: string, value: FieldValue][] = [];
  const faults: Rejection[] = [];
  for (const [name, given] of Object.entries(raw)) {
    const def = own(defs, name);
    const value = def === undefined ? asValue(given) : parseValue(def, given, clock.at);
    if (value !== undefined) entries.push([name, value]);
    else if (given !== undefined) {
      const right =
        def === undefined ? phrase('must-be-known-field') : phrase('must-be', { what: expected(def, lists) });
      faults.push(reject('field-invalid', right, pointerTo(name)).rejection);
    }
  }
  for (const [name, def] of Object.entries(defs)) {
    if (!Object.hasOwn(raw, name) && def.default !== undefined) entries.push([name, def.default]);
  }
  // A field may be called `__proto__`, so nothing is assigned by name.
  const values: FieldValues = Object.fromEntries(entries);
  const unread = new Set(faults.map((fault) => fault.pointer));
  const invalid = rejectionOf([
    ...faults,
    ...fieldFaults(defs, lists, values).filter((one) => !unread.has(one.pointer)),
  ]);
  return invalid === undefined ? ok(values) : { ok: false, rejection: invalid };
}

function parseValue(def: FieldDef, given: unknown, at: number): FieldValue | undefined {
  if (def.type === 'money') return parseMoney(given);
  if (def.type === 'instant') return typeof given === 'string' ? parseInstant(given, at) : undefined;
  // One code may stand alone, as in a cell of a table.
  if (def.type === 'codes' && typeof given === 'string') return [given];
  return asValue(given);
}

function asValue(given: unknown): FieldValue | undefined {
  if (typeof given === 'string' || typeof given === 'boolean') return given;
  if (typeof given === 'number' && Number.isFinite(given)) return given;
  return Array.isArray(given) && given.every((one) => typeof one === 'string') ? given : undefined;
}

/** A typed value in its outside form; instants in UTC on the wall clock. */
export function formatField(def: FieldDef, value: FieldValue, base: TimeBase): FieldValue {
  if (def.type === 'money' && typeof value === 'number') return formatMoney(value);
  if (def.type === 'instant' && typeof value === 'number') return new Date(toWallTime(base, value)).toISOString();
  return value;
}
