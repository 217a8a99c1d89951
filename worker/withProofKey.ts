import type { Keys } from '../store/vault/vault.ts';
import { PROOF_KEY } from '../contracts/proofKey.ts';

/** The bundle with the installation's proof key: for a worker's memory, never for a file. */
export function withProofKey(bundle: string, { proof }: Keys): string {
  const parts = bundle.split(PROOF_KEY);
  if (parts.length !== 2) throw new Error('the workflow bundle has no place for the key of proofs: build it again');
  return parts.join(proof.toString('hex'));
}
