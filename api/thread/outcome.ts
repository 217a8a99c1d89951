import { Problem } from '../problems/problem.ts';

/** What came of a task, as plain data: an error that is copied to another thread keeps its message only. */
export type Outcome =
  /** JSON: a long answer is neither taken apart nor put together again where others wait. */
  | { readonly json: Uint8Array }
  | { readonly problem: ConstructorParameters<typeof Problem> }
  | { readonly failure: { readonly name: string; readonly message: string; readonly code: unknown } };

/** The answer, or what was thrown in its place. */
export async function outcomeOf(work: () => unknown): Promise<Outcome> {
  try {
    return { json: Buffer.from(JSON.stringify(await work())) };
  } catch (error) {
    if (error instanceof Problem) return { problem: [error.status, error.code, error.said, error.more] };
    const { name, message, code } = error as Error & { readonly code?: string };
    return { failure: { name, message, code } };
  }
}

/** The other way: the answer is returned, as JSON, and what was thrown is thrown again. */
export function answerOf(outcome: Outcome): Buffer {
  if ('problem' in outcome) throw new Problem(...outcome.problem);
  if ('failure' in outcome) throw Object.assign(new Error(outcome.failure.message), outcome.failure);
  return Buffer.from(outcome.json.buffer, outcome.json.byteOffset, outcome.json.byteLength);
}
