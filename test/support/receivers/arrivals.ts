/** One message as a receiver got it. */
export interface Arrival {
  /** The same however often it is tried. */
  readonly key: string;
  /** What it tells. */
  readonly items: readonly string[];
  readonly to: string;
  readonly text: string;
}

/** What reached a receiver, what of it was answered with yes, and which answers it holds back. */
export class Arrivals {
  /** Every message that came in whole, answered or not: a second try counts again. */
  readonly seen: Arrival[] = [];
  readonly taken: Arrival[] = [];
  #toHold = 0;
  readonly #held: (() => void)[] = [];

  /** From now on so many messages are received and not answered; those after them are. */
  hold(messages = Number.POSITIVE_INFINITY): void {
    this.#toHold = messages;
  }

  /** Answers what is held back, and everything from now on. */
  release(): void {
    this.#toHold = 0;
    for (const answer of this.#held.splice(0)) answer();
  }

  /** Never answers what is held back; answers everything from now on. */
  forget(): void {
    this.#toHold = 0;
    this.#held.length = 0;
  }

  /** A message is in; `answer` says yes to whoever sent it. */
  arrived(arrival: Arrival, answer: () => void): void {
    this.seen.push(arrival);
    const take = (): void => {
      this.taken.push(arrival);
      answer();
    };
    if (this.#toHold <= 0) return take();
    this.#toHold -= 1;
    this.#held.push(take);
  }
}
