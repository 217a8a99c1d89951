import type { z } from 'zod';
import { Problem } from '../problems/problem.ts';
import { toldFaults } from '../problems/toldFaults.ts';

type Issue = z.core.$ZodIssue;
interface Fault {
  readonly pointer: string;
  readonly detail: string;
  readonly code: 'field-unknown' | 'field-missing' | 'field-invalid';
}

/** Query or body as its schema has it; throws 422 with a pointer for every fault. */
export function parseInput(schema: z.ZodType, value: unknown, place: 'query' | 'body'): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) => faultsOf(issue, []));
  const { detail, errors } = toldFaults(faults, place);
  throw new Problem(422, faults[0]?.code ?? 'field-invalid', detail, errors);
}

function faultsOf(issue: Issue, prefix: readonly PropertyKey[]): readonly Fault[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: pointer([...path, key]),
      detail: 'unknown field',
      code: 'field-unknown',
    }));
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.map((branch) => branch.flatMap((inner) => faultsOf(inner, path)));
    // The reading that got furthest is the one that was meant.
    const [best] = branches.filter((branch) => branch.length > 0).sort((a, b) => score(a) - score(b));
    return best ?? [{ pointer: pointer(path), detail: 'of no known form', code: 'field-invalid' }];
  }
  const missing = issue.code === 'invalid_type' && issue.message.includes('undefined');
  return [
    {
      pointer: pointer(path),
      detail: missing ? `required: ${issue.expected}` : detailOf(issue),
      code: missing ? 'field-missing' : 'field-invalid',
    },
  ];
}

function score(faults: readonly Fault[]): number {
  return (
    faults.length +
    faults.filter((fault) => fault.code === 'field-unknown').length * 2 +
    (faults.some((fault) => fault.pointer.endsWith('/anonymous')) ? 10 : 0)
  );
}

function detailOf(issue: Issue): string {
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_big') return `may have ${String(issue.maximum)} at most`;
  if (issue.code === 'too_small')
    return issue.minimum === 1 ? 'must not be empty' : `must be ${String(issue.minimum)} at least`;
  return issue.message.replace(/^Invalid input: /, '');
}

/** A key that is no field's may be as long as the request. */
const MAX_KEY = 200;

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).slice(0, MAX_KEY).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
