import type { ProblemBody } from '../../contracts/http/httpProblem.ts';
import { rejectionOf, type Rejection, type RejectionCode } from '../../domain/case/rejection.ts';
import type { Locale } from '../../language/bilingual.ts';
import { faultsIn, phrase, say, type Fault } from '../../language/phrase.ts';
import { problemTitle, type ProblemCode } from '../../language/phrases/problemTitles.ts';

/** Sent as problem+json. */
export class Problem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly said: Fault;
  readonly more: Readonly<{ allowed?: readonly string[]; retryAfter?: number; no?: string }>;

  constructor(status: number, code: ProblemCode, said: Fault, more: Problem['more'] = {}) {
    super(say(said, 'en'));
    this.status = status;
    this.code = code;
    this.said = said;
    this.more = more;
  }

  body(locale: Locale): ProblemBody {
    const { status, code, said, more } = this;
    const errors = faultsIn(said).map((one) => ({ pointer: one.pointer ?? '', detail: say(one, locale) }));
    return {
      type: `urn:redress:problem:${code}`,
      title: problemTitle(status, code, locale),
      status,
      detail: say(said, locale),
      code,
      ...(errors.length > 0 && { errors }),
      ...(more.no !== undefined && { no: more.no }),
      ...(more.allowed && { allowed: [...more.allowed] }),
    };
  }
}

const STATUSES: Readonly<Record<number, readonly RejectionCode[]>> = {
  403: ['actor-not-allowed', 'actor-outside-unit', 'requester-may-not-approve', 'recused', 'access-restricted'],
  404: ['action-unknown'],
  409: [
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
  ],
};
const STATUS_OF = new Map(Object.entries(STATUSES).flatMap(([status, codes]) => codes.map((code) => [code, +status])));

/** `allowed`: possible actions instead. */
export function problemOf({ code, ...said }: Rejection, allowed: readonly string[] = []): Problem {
  const status = STATUS_OF.get(code) ?? 422;
  return new Problem(status, code, listed(said), status === 409 ? { allowed } : {});
}

/** The same with further faults. */
export function withMore({ status, code, said }: Problem, refused: readonly Rejection[]): Problem {
  const more = refused.flatMap((one) => (faultsIn(one).length === 0 ? [one] : faultsIn(one)));
  return new Problem(status, code, listed(phrase('faults', { faults: [...faultsIn(said), ...more] })));
}

/** With the first fault's code; lists all. */
export function throwFirst(faults: readonly Rejection[]): void {
  const rejection = rejectionOf(faults);
  if (rejection !== undefined) throw problemOf(rejection);
}

const MAX_LISTED = 100;

/** The first hundred, then the number of the others. */
function listed(said: Fault): Fault {
  const faults = faultsIn(said);
  const more = faults.length - MAX_LISTED;
  if (more <= 0) return said;
  return phrase('faults', {
    faults: [...faults.slice(0, MAX_LISTED), { ...phrase('and-more', { count: more }), pointer: '' }],
  });
}
