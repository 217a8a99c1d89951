/** Stands in the bundle for the key by which proofs are checked; a worker puts its own there in memory. */
export const PROOF_KEY = 'the worker puts the key of proofs here';
