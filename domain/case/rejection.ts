/**
 * Expected refusals are values with stable codes. `pointer` is a JSON Pointer into the request where a field is at
 * fault.
 */

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
] as const;

export type RejectionCode = (typeof REJECTION_CODES)[number];

export interface Rejection {
  readonly code: RejectionCode;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly rejection: Rejection };

/** A refusal. */
export function reject(
  code: RejectionCode,
  detail: string,
  pointer?: string,
): { readonly ok: false; readonly rejection: Rejection } {
  return {
    ok: false,
    rejection: { code, detail, ...(pointer === undefined ? {} : { errors: [{ pointer, detail }] }) },
  };
}

/** A success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
