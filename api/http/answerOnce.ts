import type { Locale } from '../../language/bilingual.ts';
import { phrase } from '../../language/phrase.ts';
import { claimKey, keepAnswer, releaseKey } from '../../store/idempotency/idempotency.ts';
import { knownCases } from '../../store/readModel/knownCases.ts';
import { Problem } from '../problems/problem.ts';
import type { RouteAnswer, RouteInput } from './route.ts';
import { answeredBefore, otherBody } from './requestKey.ts';
import { COMPLAINT_NUMBER } from '../../contracts/engineNames.ts';

/** Computing a longer answer again costs less than storing it. */
const MAX_KEPT_BYTES = 256 * 1024;

/**
 * For questions that change nothing; `work` may give finished JSON. The same key and `locale` give the first answer;
 * throws 409 while it is being made.
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
    // An actor who may not see all its cases any more gets a new answer.
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

function numbersIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return COMPLAINT_NUMBER.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
