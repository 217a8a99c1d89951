import type { Phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';

export type PlaceLimits = Readonly<{
  perAddress: number;
  inAll?: number;
}>;

/** When no place is left. `retryAfter`: seconds. */
type Refusals = Readonly<{
  address: Phrase;
  all?: Phrase;
  retryAfter: number;
}>;

export class AddressPlaces {
  readonly #limits: PlaceLimits;
  readonly #refusals: Refusals;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(limits: PlaceLimits, refusals: Refusals) {
    this.#limits = limits;
    this.#refusals = refusals;
  }

  /** Returns the release. Throws 429 when the address has no place left, 503 when nobody has. */
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
