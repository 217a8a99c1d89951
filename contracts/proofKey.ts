/** Placeholder in the bundle: each worker puts its key of proofs here in memory. */
export const PROOF_KEY = 'the worker puts the key of proofs here';
