import type { ActionCommand } from '../domain/case/command.ts';

/** Second argument of an Update of the API. */
export interface UpdateProof {
  /** Until when it holds (wall clock, epoch ms). */
  readonly until: number;
  /** HMAC-SHA-256 of `provenText`, hexadecimal, by a key that only API and workers have. */
  readonly mac: string;
}

/**
 * The arguments of an Update of the API: who asks was looked up by it, and comes as a whole with a proof of that (ADR
 * 19); fields are typed.
 */
export type ProvenCall = [ActionCommand, UpdateProof];

/** What a proof is of: this Update, for this case, until then. */
export function provenText(no: string, action: string, update: unknown, until: number): string {
  return JSON.stringify([no, action, until, update]);
}
