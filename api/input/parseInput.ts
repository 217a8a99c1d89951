import type { z } from 'zod';
import { reject, type Rejection } from '../../domain/case/rejection.ts';
import { isPhraseId, phrase, type Phrase } from '../../language/phrase.ts';
import { throwFirst } from '../problems/problem.ts';

type Issue = z.core.$ZodIssue;

/** Throws 422 with a pointer for each fault. */
export function parseInput(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throwFirst(schemaFaults(result.error));
  throw result.error;
}

/** `error`: of a parse with `reportInput`. */
export function schemaFaults({ issues }: z.ZodError): readonly Rejection[] {
  return issues.flatMap((issue) => faultsOf(issue, []));
}

function faultsOf(issue: Issue, prefix: readonly PropertyKey[]): readonly Rejection[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) => reject('field-unknown', phrase('field-unknown'), pointerOf([...path, key])).rejection,
    );
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.map((branch) => branch.flatMap((inner) => faultsOf(inner, path)));
    // The reading that got furthest was meant.
    const [best] = branches.filter((branch) => branch.length > 0).sort((a, b) => score(a) - score(b));
    return best ?? [reject('field-invalid', phrase('of-no-form'), pointerOf(path)).rejection];
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined && !isPhraseId(issue.message);
  return [reject(missing ? 'field-missing' : 'field-invalid', saidOf(issue), pointerOf(path)).rejection];
}

function score(faults: readonly Rejection[]): number {
  const unknown = faults.filter(({ code }) => code === 'field-unknown');
  const other = faults.some((fault) => fault.pointer?.endsWith('/anonymous'));
  return faults.length + unknown.length * 2 + (other ? 10 : 0);
}

/** Our own checks put a phrase id into the message. */
function saidOf(issue: Issue): Phrase {
  const { message: id } = issue;
  if (isPhraseId(id)) return { phrase: id, ...(issue.code === 'custom' && issue.params && { params: issue.params }) };
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? phrase('required', { what: typeNamed(issue.expected) })
        : phrase('expected-type', { expected: typeNamed(issue.expected), received: typeNamed(typeOf(issue.input)) });
    case 'invalid_value':
      return phrase('one-of', { values: issue.values.map(String) });
    case 'invalid_key':
      return phrase('key-too-long');
    case 'too_big':
      return phrase('at-most', { most: String(issue.maximum) });
    case 'too_small':
      return issue.minimum === 1 ? phrase('not-empty') : phrase('at-least', { least: String(issue.minimum) });
    default:
      return phrase('of-no-form');
  }
}

function typeNamed(type: string): Phrase | string {
  const id = `type-${type}`;
  return isPhraseId(id) ? { phrase: id } : type;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isNaN(value) ? 'nan' : typeof value;
}

/** An unknown key may be as long as the request. */
const MAX_KEY = 200;

/** A JSON Pointer. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).slice(0, MAX_KEY).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
