import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import { own } from '../domain/values/own.ts';

const RULES = 'redress-rules';

/**
 * The rules travel in a header of the start, beside the input: the Temporal UI prints the input above the timeline, and
 * there nobody can read bytes. Takes them from the arguments (input, rules) and puts them there.
 */
export function withRulesInHeader(
  [input, rules]: readonly unknown[],
  headers: Headers,
): { readonly args: unknown[]; readonly headers: Headers } {
  return { args: [input], headers: { ...headers, [RULES]: defaultPayloadConverter.toPayload(rules) } };
}

/** The rules that came with a start; `undefined` where somebody started it by hand. */
export function rulesIn(headers: Headers | null | undefined): Uint8Array | undefined {
  const payload = own(headers ?? {}, RULES);
  return payload === undefined ? undefined : defaultPayloadConverter.fromPayload<Uint8Array>(payload);
}
