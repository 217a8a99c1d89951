/**
 * A question that may take long and that many ask: it is asked once at a time, and nobody waits for it longer than they
 * want to.
 */
export class SharedQuestion<T> {
  readonly #ask: () => Promise<T>;
  #asking: Promise<T> | undefined;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  /** The answer, or what is said in its place when it does not come in time. */
  async within(ms: number, otherwise: () => T): Promise<T> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<T>((resolve) => {
      timer = setTimeout(() => resolve(otherwise()), ms);
    });
    try {
      return await Promise.race([this.#asking, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
