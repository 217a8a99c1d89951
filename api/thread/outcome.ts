import { Problem } from '../problems/problem.ts';

/** Plain data: an error copied to another thread keeps only its message. */
export type Outcome =
  /** JSON, so that the main loop need not convert a long answer. */
  | { readonly json: Uint8Array }
  | { readonly problem: ConstructorParameters<typeof Problem> }
  | { readonly failure: Readonly<{ name: string; message: string; code: unknown }> };

export async function outcomeOf(work: () => unknown): Promise<Outcome> {
  try {
    return { json: Buffer.from(JSON.stringify(await work())) };
  } catch (error) {
    if (error instanceof Problem) return { problem: [error.status, error.code, error.said, error.more] };
    const { name, message, code } = error as Error & { readonly code?: string };
    return { failure: { name, message, code } };
  }
}

/** JSON; throws the error again. */
export function answerOf(outcome: Outcome): Buffer {
  if ('problem' in outcome) throw new Problem(...outcome.problem);
  if ('failure' in outcome) throw Object.assign(new Error(outcome.failure.message), outcome.failure);
  return Buffer.from(outcome.json.buffer, outcome.json.byteOffset, outcome.json.byteLength);
}
