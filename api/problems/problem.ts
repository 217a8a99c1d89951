import type { ProblemBody } from '../../contracts/httpProblem.ts';
import type { Rejection, RejectionCode } from '../../domain/case/rejection.ts';
import type { Locale } from '../../language/locale.ts';
import { detailIn } from './detailIn.ts';
import { problemTitle } from './problemTitles.ts';
import type { ProblemCode } from './problemTitles.ts';
import { MAX_TOLD, toldFaults } from './toldFaults.ts';

/** An answer that is an error. Thrown by routes, sent as problem+json. */
export class Problem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly errors: ProblemBody['errors'];
  readonly more: { readonly allowed?: readonly string[]; readonly retryAfter?: number };

  constructor(
    status: number,
    code: ProblemCode,
    detail: string,
    errors?: ProblemBody['errors'],
    more: Problem['more'] = {},
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.more = more;
  }

  /** What is sent, in the language of whoever asks. */
  body(locale: Locale): ProblemBody {
    return {
      type: `urn:redress:problem:${this.code}`,
      title: problemTitle(this.status, this.code, locale),
      status: this.status,
      detail: detailIn(this.message, locale),
      code: this.code,
      ...(this.errors === undefined || this.errors.length === 0
        ? {}
        : { errors: this.errors.map(({ pointer, detail }) => ({ pointer, detail: detailIn(detail, locale) })) }),
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
  const many = rejection.errors !== undefined && rejection.errors.length > MAX_TOLD;
  const { detail, errors } = many ? toldFaults(rejection.errors ?? [], 'body') : rejection;
  const told = errors?.map((one) => ({ pointer: one.pointer, detail: one.detail }));
  return new Problem(status, rejection.code, detail, told, status === 409 ? { allowed } : {});
}
