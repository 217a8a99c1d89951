/** The body of a request: size, content type, syntax, depth and text, in this order, before anything looks at it. */

import type { Request } from 'express';
import { Problem } from './problem.ts';

export const MAX_BYTES = 256 * 1024;
const MAX_DEPTH = 32;

/** Parsed JSON of a request; throws the problem that fits. */
export async function readJson(request: Request): Promise<unknown> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new Problem(
      415,
      'content-type',
      `send application/json${type === '' ? '; no content type was given' : `, not ${type}`}`,
    );
  return parseJson(await readText(request, MAX_BYTES));
}

/** The text of a request up to `max` bytes, strict UTF-8. */
export async function readText(request: Request, max: number): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > max) throw tooLarge(max);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > max) throw tooLarge(max);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Problem(400, 'not-utf8', 'the body is not UTF-8');
  }
}

function tooLarge(max: number): Problem {
  return new Problem(413, 'too-large', `the body may have ${Math.round(max / 1024)} KB at most`);
}

function parseJson(text: string): unknown {
  if (depthOf(text) > MAX_DEPTH)
    throw new Problem(400, 'too-deep', `the JSON may be nested ${MAX_DEPTH} levels at most`);
  let value: unknown;
  try {
    value = JSON.parse(text, (key, part: unknown) => {
      // Keys that could change an object's prototype never belong in a request.
      if (key === '__proto__') throw new Problem(400, 'malformed-json', 'the key "__proto__" is not allowed');
      return part;
    });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      400,
      'malformed-json',
      text.trim() === '' ? 'the body is empty; send a JSON object' : 'the body is not valid JSON',
    );
  }
  const bad = badText(value, '');
  if (bad !== undefined)
    throw new Problem(422, 'field-invalid', 'text may hold no NUL and no half characters', [
      { pointer: bad, detail: 'holds a NUL character or a lone surrogate' },
    ]);
  return value;
}

/** Deepest nesting outside strings, found without recursion: the parser is never asked about a bomb. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (quoted) {
      if (code === 92) index += 1;
      else if (code === 34) quoted = false;
    } else if (code === 34) quoted = true;
    else if (code === 123 || code === 91) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return deepest;
}

const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

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
