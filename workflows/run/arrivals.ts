import type { PersonAnswer, PersonAsk } from '../../contracts/activities.ts';
import type { Actor } from '../../domain/case/actor.ts';

/** Something that reached the case and waits for its turn. */
export interface Arrival {
  /**
   * Whom it names, to be looked up before its turn. `isPast`: it was taken before, so nobody has to be known for it.
   */
  readonly asks?: Omit<PersonAsk, 'no'> & { readonly no?: string; readonly isPast: () => boolean };
  /** Its turn. `actor` is `undefined` when it names nobody who is known. */
  readonly take: (actor: Actor | undefined) => void | Promise<void>;
}

/**
 * Arrivals taken before the log is written. A flood must not make one step of the workflow so long that the SDK takes
 * it for a deadlock (2 s), nor one batch so large that the database or the server's payload limit refuses it.
 */
const PORTION = 100;

/**
 * What reached the case, in the order in which it came. Who asks is looked up with the recording that comes next, many
 * at once; an answer that names somebody whose request is not here yet is kept for it, because a replay may be shown
 * later what the run was shown at once (ADR 16).
 */
export class Arrivals {
  readonly #no: string;
  readonly #queue: Arrival[] = [];
  readonly #found = new Map<string, Actor | null>();

  /** `no`: the number of the case that they reach. */
  constructor(no: string) {
    this.#no = no;
  }

  add(arrival: Arrival): void {
    this.#queue.push(arrival);
  }

  waiting(): boolean {
    return this.#queue.length > 0;
  }

  /** Who must be known before the next portion can be taken. */
  unknown(): readonly PersonAsk[] {
    const asks = new Map<string, PersonAsk>();
    for (const { asks: ask } of this.#queue.slice(0, PORTION)) {
      if (ask === undefined || this.#found.has(ask.key) || ask.isPast()) continue;
      const { isPast: _isPast, ...asked } = ask;
      asks.set(ask.key, { no: this.#no, ...asked });
    }
    return [...asks.values()];
  }

  found(people: readonly PersonAnswer[]): void {
    for (const { key, actor } of people) this.#found.set(key, actor);
  }

  /** Takes the next portion, up to the first whose person is not known yet: order of arrival decides. */
  async takeKnown(): Promise<void> {
    for (let taken = 0; taken < PORTION; taken += 1) {
      const [next] = this.#queue;
      if (next === undefined || !this.#isReady(next)) return;
      this.#queue.shift();
      const key = next.asks?.key ?? '';
      const actor = this.#found.get(key);
      this.#found.delete(key);
      await next.take(actor ?? undefined);
    }
  }

  #isReady({ asks }: Arrival): boolean {
    return asks === undefined || this.#found.has(asks.key) || asks.isPast();
  }
}
