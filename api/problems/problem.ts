import type { ProblemBody } from '../../contracts/httpProblem.ts';
import type { Rejection, RejectionCode } from '../../domain/case/rejection.ts';
import type { Locale } from '../../language/locale.ts';
import { faultsIn, say, type Fault } from '../../language/phrase.ts';
import { problemTitle, type ProblemCode } from './problemTitles.ts';
import { listedFaults } from './listedFaults.ts';

/** An answer that is an error. Thrown by routes, sent as problem+json. */
export class Problem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly said: Fault;
  readonly more: { readonly allowed?: readonly string[]; readonly retryAfter?: number };

  constructor(status: number, code: ProblemCode, said: Fault, more: Problem['more'] = {}) {
    super(say(said, 'en'));
    this.status = status;
    this.code = code;
    this.said = said;
    this.more = more;
  }

  /** What is sent, in the language of whoever asks. */
  body(locale: Locale): ProblemBody {
    const errors = faultsIn(this.said);
    return {
      type: `urn:redress:problem:${this.code}`,
      title: problemTitle(this.status, this.code, locale),
      status: this.status,
      detail: say(this.said, locale),
      code: this.code,
      ...(errors.length === 0
        ? {}
        : { errors: errors.map((one) => ({ pointer: one.pointer ?? '', detail: say(one, locale) })) }),
      ...(this.more.allowed === undefined ? {} : { allowed: [...this.more.allowed] }),
    };
  }
}

const FORBIDDEN: readonly RejectionCode[] = [
  'actor-not-allowed',
  'actor-outside-unit',
  'requester-may-not-approve',
  'recused',
  'access-restricted',
];
const NOT_NOW: readonly RejectionCode[] = [
  'action-not-allowed',
  'condition-not-met',
  'approval-not-found',
  'already-approved',
  'approval-pending',
  'dispatch-not-found',
  'level-not-higher',
  'already-done',
  'pause-exhausted',
  'extension-exhausted',
  'deferral-needs-approval',
  'case-not-open',
  'merge-not-possible',
  'command-id-taken',
];

/** The status that a refusal by the rules has. */
export function statusOf(code: RejectionCode): number {
  if (code === 'action-unknown') return 404;
  if (FORBIDDEN.includes(code)) return 403;
  return NOT_NOW.includes(code) ? 409 : 422;
}

/** A refusal by the rules as an answer. `allowed`: what may be done now instead. */
export function problemOf(rejection: Rejection, allowed: readonly string[] = []): Problem {
  const status = statusOf(rejection.code);
  const { code: _, ...said } = rejection;
  return new Problem(status, rejection.code, listedFaults(said), status === 409 ? { allowed } : {});
}
