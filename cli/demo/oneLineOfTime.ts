/** What was seen of several cases, told by its moment: what is seen a little later may have happened before. */
export class OneLineOfTime {
  readonly #held: { readonly at: number; readonly tell: () => void }[] = [];

  /** `at`: epoch ms. */
  add(at: number, tell: () => void): void {
    this.#held.push({ at, tell });
  }

  /** Tells what happened until then, earliest first. */
  tellUntil(at: number): void {
    this.#held.sort((a, b) => a.at - b.at);
    const later = this.#held.findIndex((one) => one.at > at);
    for (const { tell } of this.#held.splice(0, later < 0 ? this.#held.length : later)) tell();
  }
}
