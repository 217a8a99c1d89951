import { createHash } from 'node:crypto';

/**
 * Chance that can be had again: the same seed and names give the same numbers, in whatever order they are asked for.
 */
export class Chance {
  readonly #seed: string;

  constructor(...names: readonly (string | number)[]) {
    this.#seed = names.join('/');
  }

  /** From 0 up to, not including, 1. */
  number(name: string | number): number {
    return createHash('sha256').update(`${this.#seed}/${name}`).digest().readUInt32BE(0) / 2 ** 32;
  }

  /** One of them; throws when there is none. */
  pick<T>(name: string | number, from: readonly T[]): T {
    const found = from[Math.floor(this.number(name) * from.length)];
    if (found === undefined) throw new Error(`nothing to choose from for ${name}`);
    return found;
  }
}
