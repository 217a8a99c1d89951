import type { Phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';

export interface PlaceLimits {
  readonly perAddress: number;
  readonly inAll?: number;
}

/** What is said when there is no place left, for an address or for anybody, and when to come back, in seconds. */
interface Refusals {
  readonly address: Phrase;
  readonly all?: Phrase;
  readonly retryAfter: number;
}

/** Places of which one address may have only so many at once, and all addresses together only so many more. */
export class AddressPlaces {
  readonly #limits: PlaceLimits;
  readonly #refusals: Refusals;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(limits: PlaceLimits, refusals: Refusals) {
    this.#limits = limits;
    this.#refusals = refusals;
  }

  /** Takes a place; returns what gives it back. Throws 429 where the address has none left, 503 where nobody has. */
  take(address = ''): () => void {
    const { perAddress, inAll = Number.POSITIVE_INFINITY } = this.#limits;
    const { address: ofAddress, all = ofAddress, retryAfter } = this.#refusals;
    const taken = this.#taken.get(address) ?? 0;
    if (taken >= perAddress) throw new Problem(429, 'too-many-requests', ofAddress, { retryAfter });
    if (this.#all >= inAll) throw new Problem(503, 'busy', all, { retryAfter });
    this.#taken.set(address, taken + 1);
    this.#all += 1;
    return () => this.#giveBack(address);
  }

  #giveBack(address: string): void {
    const left = (this.#taken.get(address) ?? 1) - 1;
    if (left === 0) this.#taken.delete(address);
    else this.#taken.set(address, left);
    this.#all -= 1;
  }
}
