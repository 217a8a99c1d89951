import type { ActionCommand } from '../domain/case/command.ts';

/** Second argument of an Update of the API. */
export type UpdateProof = Readonly<{
  /** Wall clock, epoch ms. */
  until: number;
  /** HMAC-SHA-256 of `provenText`, hexadecimal; only API and workers have the key. */
  mac: string;
}>;

/** An Update of the API, which looked up who asks and proves it (ADR 19); fields are typed. */
export type ProvenCall = [ActionCommand, UpdateProof];

/** This Update, for this case, until then. */
export function provenText(no: string, action: string, update: unknown, until: number): string {
  return JSON.stringify([no, action, until, update]);
}
