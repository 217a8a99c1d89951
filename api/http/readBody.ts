/** The body of a request: content type, size, syntax, depth and text, in this order, before anything looks at it. */

import { phrase } from '../../language/phrase.ts';
import type { Request } from 'express';
import type { BodyIntake, TakenBody } from './bodyIntake.ts';
import type { Route } from './defineRoute.ts';
import { parseInput } from '../input/parseInput.ts';
import { Problem } from '../problems/problem.ts';

const JSON_TYPE = 'application/json';
const MAX_BYTES = 256 * 1024;
/** Of a body that is no JSON, such as a pack. */
const MAX_TEXT_BYTES = 1_000_000;
const MAX_DEPTH = 32;
/** The longest script with all its fields has some 3,000. */
const MAX_VALUES = 5_000;
/** In one object; packs have some twenty fields. */
const MAX_KEYS = 200;

/** A body as the route takes it, and what to call when it is answered. */
export interface ReadBody {
  readonly value: unknown;
  readonly release: () => void;
}

/**
 * Reads the body that a route takes, and checks it by its schema; nothing is read where it takes none. Throws the
 * problem that fits.
 */
export async function readBody(intake: BodyIntake, route: Route, request: Request): Promise<ReadBody> {
  const types = route.rawBody ?? (route.body === undefined ? {} : { [JSON_TYPE]: route.body });
  if (Object.keys(types).length === 0) return { value: undefined, release: () => {} };
  const type = contentTypeOf(request, Object.keys(types));
  const taken = await intake.take(request, type === JSON_TYPE ? MAX_BYTES : MAX_TEXT_BYTES);
  try {
    const text = decoded(taken);
    const schema = Object.entries(types).find(([name]) => name === type)?.[1];
    return {
      value: type === JSON_TYPE && schema !== undefined ? parseInput(schema, parseJson(text)) : text,
      release: taken.release,
    };
  } catch (error) {
    taken.release();
    throw error;
  }
}

/** A browser sends only a few types to another site without asking; none of them is JSON. */
function contentTypeOf(request: Request, types: readonly string[]): string {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!types.includes(type))
    throw new Problem(
      415,
      'content-type',
      type === ''
        ? phrase('no-content-type', { types })
        : phrase('other-content-type', { types, type: type.slice(0, 100) }),
    );
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new Problem(415, 'content-type', phrase('no-content-encoding'));
  return type;
}

function decoded({ bytes }: TakenBody): string {
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
    value = JSON.parse(text, (key, part: unknown) => {
      // Keys that could change an object's prototype never belong in a request.
      if (key === '__proto__') throw new Problem(400, 'malformed-json', phrase('key-not-allowed'));
      return part;
    });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(400, 'malformed-json', text.trim() === '' ? phrase('body-empty') : phrase('not-json'));
  }
  if (hasManyKeys(value)) throw new Problem(413, 'too-large', phrase('too-many-keys', { count: MAX_KEYS }));
  const bad = badText(value, '');
  if (bad !== undefined) throw new Problem(422, 'field-invalid', { ...phrase('unfit-characters'), pointer: bad });
  return value;
}

/** Deepest nesting, and about how many values, found without recursion: the parser is never asked about a bomb. */
function sizeOf(text: string): { readonly depth: number; readonly values: number } {
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

const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function hasManyKeys(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const parts = Object.values(value);
  return (!Array.isArray(value) && parts.length > MAX_KEYS) || parts.some(hasManyKeys);
}

/** Pointer to the first text (or key) that PostgreSQL could not hold. */
function badText(value: unknown, pointer: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || LONE.test(value) ? pointer : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const here = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const bad = key.includes('\0') || LONE.test(key) ? pointer : badText(part, here);
    if (bad !== undefined) return bad;
  }
  return undefined;
}
