import fc from 'fast-check';

/** The part of JSON Schema that the contract uses. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
}

/** Texts that something along the way has stumbled over, here or elsewhere. */
const NASTY_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '\u2028',
  '\ufeff',
  '\u0085',
  '\u0660',
  '😀'.repeat(120),
  '😀'.repeat(2_001),
  'x'.repeat(4_001),
  "' or 1=1 --",
  '%',
  '%00',
  '../..',
  '__proto__',
  'constructor',
  'toString',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-02-30T00:00:00Z',
  '2026-11-23T18:00:00+16:00',
  '2026-11-23t18:00:00z',
  '2026-11-23T23:59:60Z',
  '0000-01-01',
  '2026-02-29',
  '+999999d',
  '1e999',
  '0x10',
  '-0',
  'NaN',
];
const NASTY_VALUES: readonly unknown[] = [
  ...NASTY_TEXTS,
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  2 ** 53,
  -(2 ** 63),
  [],
  {},
  [null],
  { constructor: 'x' },
];

/** Anything that might be sent in the place of something else. */
export const nasty: fc.Arbitrary<unknown> = fc.constantFrom<unknown[]>(...NASTY_VALUES);
export const nastyText: fc.Arbitrary<string> = fc.constantFrom(...NASTY_TEXTS);

/**
 * Names that mean something to the installation, by the parameter or property in which they do; `''` for all others.
 */
export type KnownNames = Readonly<Record<string, readonly string[]>>;

/** Values for the property that fit its schema, mostly: one place in a while has something else. */
export function arbitraryOf(schema: JsonSchema, known: KnownNames, property = ''): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 16, arbitrary: fitting(schema, known, property) }, { weight: 1, arbitrary: nasty });
}

function fitting(schema: JsonSchema, known: KnownNames, property: string): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined && schema.properties === undefined)
    return fc.oneof(...choices.map((one) => arbitraryOf(one, known, property)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return textOf(schema, known, property);
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 9, 2 ** 31),
      });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}, known, property), {
        minLength: schema.minItems ?? 0,
        maxLength: 3,
      });
    case 'object':
      return objectOf(schema, known);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** What is known by this name, or a text of the schema's own form. */
function textOf({ pattern, maxLength = 40 }: JsonSchema, known: KnownNames, property: string): fc.Arbitrary<string> {
  const free = fc.string({ unit: 'binary', maxLength: Math.min(maxLength, 40) });
  // What only forbids some characters is better made freely.
  const formed =
    pattern === undefined || pattern.startsWith('^[^') ? free : fc.stringMatching(new RegExp(pattern, 'u'));
  const meant = known[property];
  return meant === undefined
    ? fc.oneof({ weight: 3, arbitrary: formed }, { weight: 1, arbitrary: fc.constantFrom(...(known[''] ?? [''])) })
    : fc.oneof({ weight: 1, arbitrary: formed }, { weight: 12, arbitrary: fc.constantFrom(...meant) });
}

function objectOf(schema: JsonSchema, known: KnownNames): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const own = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, arbitraryOf(one, known, name)])),
    { requiredKeys: [...required] },
  );
  if (typeof additionalProperties !== 'object') return own;
  const key = fc.constantFrom(...(known['fields'] ?? ['']));
  const more = fc.dictionary(key, arbitraryOf(additionalProperties, known), { maxKeys: 2 });
  return fc.tuple(own, more).map(([one, other]) => ({ ...other, ...one }));
}
