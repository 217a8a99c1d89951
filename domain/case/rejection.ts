/** Expected refusals are values with stable codes. */

import { faultsIn, phrase, type Fault, type Phrase } from '../../language/phrase.ts';
import { defined } from '../values/own.ts';

export const REJECTION_CODES = [
  'action-unknown',
  'action-not-allowed',
  'actor-not-allowed',
  'actor-outside-unit',
  'condition-not-met',
  'field-unknown',
  'field-missing',
  'field-invalid',
  'instant-in-the-past',
  'instant-in-the-future',
  'above-cap',
  'anonymous-unpaid',
  'cap-exhausted',
  'approval-not-found',
  'already-approved',
  'requester-may-not-approve',
  'approval-pending',
  'dispatch-not-found',
  'level-not-higher',
  'already-done',
  'outside-window',
  'history-refused',
  'unit-unknown',
  'pack-unknown',
  'channel-unknown',
  'category-unknown',
  'object-unknown',
  'recused',
  'access-restricted',
  'pause-kind-unknown',
  'pause-exhausted',
  'extension-exhausted',
  'extension-too-long',
  'deferral-needs-approval',
  'case-not-open',
  'merge-not-possible',
  'migration-not-possible',
  'case-changed',
  'command-id-taken',
] as const;

export type RejectionCode = (typeof REJECTION_CODES)[number];

export type Rejection = Fault & { readonly code: RejectionCode };

type Success<T> = Readonly<{ ok: true; value: T }>;
export type Refused = Readonly<{ ok: false; rejection: Rejection }>;
export type Result<T> = Success<T> | Refused;

export function refusal(code: RejectionCode, said: Phrase, pointer?: string): Rejection {
  return { code, ...said, ...defined({ pointer }) };
}

/** `pointer`: JSON Pointer to the field at fault. */
export function reject(code: RejectionCode, said: Phrase, pointer?: string): Refused {
  return { ok: false, rejection: refusal(code, said, pointer) };
}

/** Several faults as one refusal, with the first code. */
export function rejectionOf(faults: readonly Rejection[]): Rejection | undefined {
  const [first] = faults;
  if (first === undefined) return undefined;
  return { code: first.code, ...phrase('faults', { faults: faults.map(({ code: _code, ...fault }) => fault) }) };
}

/** The only one as it is, or all of them as one. */
export function togetherAs(refused: readonly Rejection[]): Rejection | undefined {
  if (refused.length < 2) return refused[0];
  const [first] = refused as readonly [Rejection, ...Rejection[]];
  const faults = refused.flatMap((one): readonly Rejection[] => {
    const parts = faultsIn(one);
    return parts.length === 0 ? [one] : parts.map((part) => ({ code: one.code, ...part }));
  });
  return rejectionOf([{ ...first, ...faults[0] }, ...faults.slice(1)]);
}

export function ok<T>(value: T): Success<T> {
  return { ok: true, value };
}

/** Ids, codes, amounts and moments. */
const NO_PROSE = /^[\w.,:~/+-]{0,120}$/;

/** For the log, without prose: an unknown field may be called anything. */
export function keepable<T>(refused: T): T {
  return kept(refused) as T;
}

function kept(value: unknown): unknown {
  if (typeof value === 'string') return NO_PROSE.test(value) ? value : '…';
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(kept);
  return Object.fromEntries(Object.entries(defined(value)).map(([name, one]) => [name, kept(one)]));
}
