import { Problem } from '../problems/problem.ts';

/**
 * What came of a task. An error that is copied to another thread keeps its message only, so what else it says travels
 * beside it.
 */
export type Outcome =
  /** JSON: a long answer is neither taken apart nor put together again where others wait. */
  | { readonly json: Uint8Array }
  | { readonly problem: Pick<Problem, 'status' | 'code' | 'said' | 'more'> }
  | { readonly failure: { readonly name: string; readonly message: string; readonly code?: string } };

/** The answer, or what was thrown in its place, as plain data. */
export async function outcomeOf(work: () => unknown): Promise<Outcome> {
  try {
    return { json: Buffer.from(JSON.stringify(await work())) };
  } catch (error) {
    if (error instanceof Problem) {
      const { status, code, said, more } = error;
      return { problem: { status, code, said, more } };
    }
    const { name, message, code } = error as { name: string; message: string; code?: unknown };
    return { failure: { name, message, ...(typeof code === 'string' ? { code } : {}) } };
  }
}

/** The other way: the answer is returned, as JSON, and what was thrown is thrown again. */
export function answerOf(outcome: Outcome): Buffer {
  if ('json' in outcome) return Buffer.from(outcome.json.buffer, outcome.json.byteOffset, outcome.json.byteLength);
  if ('problem' in outcome) {
    const { status, code, said, more } = outcome.problem;
    throw new Problem(status, code, said, more);
  }
  throw Object.assign(new Error(outcome.failure.message), outcome.failure);
}
