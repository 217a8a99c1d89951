import type { Locale } from '../../language/locale.ts';
import { phrase } from '../../language/phrase.ts';
import { claimKey, keepAnswer, releaseKey } from '../../store/idempotency/idempotency.ts';
import { knownCases } from '../../store/readModel/knownCases.ts';
import { Problem } from '../problems/problem.ts';
import type { RouteAnswer, RouteInput } from './route.ts';
import { answeredBefore, otherBody } from './requestKey.ts';

/** A longer answer is not kept: working it out again costs others less than reading it. */
const MAX_KEPT_BYTES = 256 * 1024;

/**
 * Answers a question that changes nothing; `work` may give JSON that is ready to be sent. Under the same key, in the
 * same `locale` where the answer has one, the first answer is given again. Throws 409 while that is being worked out.
 */
export async function answerOnce(
  { deps: { db }, actor, key: asked }: Pick<RouteInput, 'deps' | 'actor' | 'key'>,
  work: () => Promise<object>,
  locale?: Locale,
): Promise<RouteAnswer> {
  if (asked === undefined) return { body: await work() };
  const key = locale === undefined ? asked : { ...asked, scope: `${asked.scope} ${locale}` };
  const claim = await claimKey(db, key);
  if (claim.kind === 'other-body') throw otherBody();
  if (claim.kind === 'unfinished') throw new Problem(409, 'request-running', phrase('key-running'), { retryAfter: 1 });
  if (claim.kind === 'answered') {
    const { body } = claim.answer;
    const named = numbersIn(body);
    const known = await knownCases(db, named, actor);
    // Whoever may no longer know of what it names is answered as if they asked now.
    return named.every((no) => known.has(no)) ? answeredBefore(claim.answer, body) : { body: await work() };
  }
  try {
    const answer = await work();
    const body = Buffer.isBuffer(answer) ? answer : Buffer.from(JSON.stringify(answer));
    if (body.length > MAX_KEPT_BYTES) await releaseKey(db, key);
    else await keepAnswer(db, key, { status: 200, body: JSON.parse(body.toString()) as never, no: null });
    return { body };
  } catch (error) {
    await releaseKey(db, key);
    throw error;
  }
}

/** `20261123-000001`; rehearsals begin with D. */
const NUMBER = /^D?\d{8}-\d{6,}$/;

/** Every number of a case in an answer, wherever it stands. */
function numbersIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return NUMBER.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
