import { createHash } from 'node:crypto';

/** Numbers from 0 up to, not including, 1 that can be had again: the same seed gives the same row of them. */
export function seededRandom(seed: number): () => number {
  let drawn = 0;
  return () => {
    drawn += 1;
    return createHash('sha256').update(`${seed}/${drawn}`).digest().readUInt32BE(0) / 2 ** 32;
  };
}
