import type { Request } from 'express';
import { isStorable } from '../../domain/values/storable.ts';
import { own } from '../../domain/values/own.ts';
import { phrase } from '../../language/phrase.ts';
import { parseInput, pointerOf } from '../input/parseInput.ts';
import { Problem } from '../problems/problem.ts';
import type { BodyIntake } from './bodyIntake.ts';
import { JSON_TYPE, type BodyTypes } from './route.ts';

const MAX_BYTES = 256 * 1024;
/** For bodies that are no JSON, such as packs. */
const MAX_TEXT_BYTES = 1_000_000;
const MAX_DEPTH = 32;
/** The longest script has some 3,000. */
const MAX_VALUES = 5_000;
/** In one object; packs have some twenty fields. */
const MAX_KEYS = 200;

/** Checks JSON by its schema. `leave`: see `BodyIntake`. */
export async function readBody(
  intake: BodyIntake,
  types: BodyTypes,
  request: Request,
  leave: (() => void)[],
): Promise<unknown> {
  if (Object.keys(types).length === 0) return undefined;
  const type = contentTypeOf(request, Object.keys(types));
  const schema = type === JSON_TYPE ? own(types, type) : undefined;
  const text = decoded(await intake.take(request, type === JSON_TYPE ? MAX_BYTES : MAX_TEXT_BYTES, leave));
  if (schema === undefined) return text;
  const given = parseJson(text);
  try {
    return parseInput(schema, given);
  } catch (fault) {
    throw fault instanceof Problem ? new FormFault(fault, given) : fault;
  }
}

/** JSON of the wrong form. */
export class FormFault extends Problem {
  readonly given: unknown;

  constructor({ status, code, said }: Problem, given: unknown) {
    super(status, code, said);
    this.given = given;
  }
}

/** A browser sends only a few types to another site without asking, and no JSON. */
function contentTypeOf(request: Request, types: readonly string[]): string {
  const type = (request.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!types.includes(type)) {
    const said = { types, type: type.slice(0, 100) };
    throw new Problem(
      415,
      'content-type',
      type === '' ? phrase('no-content-type', { types }) : phrase('other-content-type', said),
    );
  }
  if ((request.get('content-encoding') ?? 'identity') !== 'identity')
    throw new Problem(415, 'content-type', phrase('no-content-encoding'));
  return type;
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'not-utf8', phrase('not-utf8'));
  }
}

function parseJson(text: string): unknown {
  const { depth, values } = sizeOf(text);
  if (depth > MAX_DEPTH) throw new Problem(400, 'too-deep', phrase('too-deep', { depth: MAX_DEPTH }));
  if (values > MAX_VALUES) throw new Problem(413, 'too-large', phrase('too-many-values', { count: MAX_VALUES }));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem(400, 'malformed-json', text.trim() === '' ? phrase('body-empty') : phrase('not-json'));
  }
  refuseUnfit(value, []);
  return value;
}

/** Roughly and without recursion: the parser never sees a bomb. */
function sizeOf(text: string): Readonly<{ depth: number; values: number }> {
  let depth = 0;
  let deepest = 0;
  let values = 1;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (quoted) {
      if (code === 92) index += 1;
      else if (code === 34) quoted = false;
    } else if (code === 34) quoted = true;
    else if (code === 44) values += 1;
    else if (code === 123 || code === 91) {
      values += 1;
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return { depth: deepest, values };
}

/** Refuses what PostgreSQL cannot hold, too many keys, and a key that changes the prototype. */
function refuseUnfit(value: unknown, path: readonly string[]): void {
  if (typeof value === 'string') refuseText(value, path);
  if (typeof value !== 'object' || value === null) return;
  const parts = Object.entries(value);
  if (!Array.isArray(value) && parts.length > MAX_KEYS)
    throw new Problem(413, 'too-large', phrase('too-many-keys', { count: MAX_KEYS }));
  for (const [key, part] of parts) {
    if (key === '__proto__') throw new Problem(400, 'malformed-json', phrase('key-not-allowed'));
    refuseText(key, path);
    refuseUnfit(part, [...path, key]);
  }
}

function refuseText(text: string, path: readonly string[]): void {
  if (isStorable(text)) return;
  throw new Problem(422, 'field-invalid', { ...phrase('unfit-characters'), pointer: pointerOf(path) });
}
