import { phrase } from '../../language/phrase.ts';
import type { Actor } from '../../domain/case/actor.ts';
import { claimKey, keepAnswer, releaseKey } from '../../store/idempotency/idempotency.ts';
import { knownCases } from '../../store/readModel/knownCases.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { RouteAnswer } from './defineRoute.ts';
import { numbersIn } from './numbersIn.ts';
import { Problem } from '../problems/problem.ts';
import { otherBody, answeredBefore, requestKey } from './requestKey.ts';

export interface OnceAsk {
  readonly deps: ApiDependencies;
  readonly actor: Actor;
  /** Method and path: the same key elsewhere is another request. */
  readonly call: string;
  readonly idempotencyKey: string | undefined;
  readonly body: unknown;
}

/** A longer answer is not kept: to work it out again costs others less than to read it. */
const MAX_KEPT_BYTES = 256 * 1024;

/**
 * Answers a question that changes nothing; `work` may give JSON that is ready to be sent. Under the same key the first
 * answer is given again. Throws 409 while the first is being worked out.
 */
export async function answerOnce(
  { deps, actor, call, idempotencyKey, body }: OnceAsk,
  work: () => Promise<Readonly<Record<string, unknown>> | Buffer>,
): Promise<RouteAnswer> {
  const key = requestKey(actor.id, call, idempotencyKey, body);
  if (key === undefined) return { body: await work() };
  const claim = await claimKey(deps.db, key);
  if (claim.kind === 'other-body') throw otherBody();
  if (claim.kind === 'answered') {
    const named = numbersIn(claim.answer.body);
    const known = await knownCases(deps.db, named, actor);
    // Whoever may no longer know of what the first answer names is answered as somebody who asks now.
    return named.every((no) => known.has(no))
      ? answeredBefore(claim.answer, claim.answer.body)
      : { body: await work() };
  }
  if (claim.kind === 'unfinished') throw new Problem(409, 'request-running', phrase('key-running'), { retryAfter: 1 });
  try {
    const answer = await work();
    if (!Buffer.isBuffer(answer)) await keepAnswer(deps.db, key, { status: 200, body: answer, no: null });
    else if (answer.length <= MAX_KEPT_BYTES)
      await keepAnswer(deps.db, key, { status: 200, body: JSON.parse(answer.toString()) as never, no: null });
    else await releaseKey(deps.db, key);
    return { body: answer };
  } catch (error) {
    await releaseKey(deps.db, key);
    throw error;
  }
}
