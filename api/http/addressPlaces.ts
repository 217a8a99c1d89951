/** Places of which one address may have only so many at once, and all addresses together only so many more. */
export class AddressPlaces {
  readonly #perAddress: number;
  readonly #inAll: number;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(perAddress: number, inAll: number = Number.POSITIVE_INFINITY) {
    this.#perAddress = perAddress;
    this.#inAll = inAll;
  }

  /** Takes a place and returns what gives it back; or says for whom there is none left. */
  take(address: string): (() => void) | 'address' | 'all' {
    const taken = this.#taken.get(address) ?? 0;
    if (taken >= this.#perAddress) return 'address';
    if (this.#all >= this.#inAll) return 'all';
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
