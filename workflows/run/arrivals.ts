import type { PersonAnswer, PersonAsk } from '../../contracts/activities.ts';
import type { Actor } from '../../domain/case/event.ts';
import type { Rejection } from '../../domain/case/rejection.ts';

/** Something that reached the case and waits for its turn. */
export interface Arrival {
  /**
   * Whom it names, to be looked up before its turn. `isPast`: it was taken before, so nobody has to be known for it.
   */
  readonly asks?: Omit<PersonAsk, 'no'> & { readonly no?: string; readonly isPast: () => boolean };
  /** Its turn. `actor` is `undefined` when it names nobody who is known; `fault`: what else it names is not there. */
  readonly take: (actor: Actor | undefined, fault?: Rejection) => void | Promise<void>;
}

/**
 * Arrivals taken before the log is written. A flood must not make one step of the workflow so long that the SDK takes
 * it for a deadlock (2 s), nor one batch so large that the database or the server's payload limit refuses it.
 */
const BATCH = 100;

/**
 * What reached the case, in the order in which it came. Who asks is looked up with the recording that comes next, many
 * at once; an answer that names somebody whose request is not here yet is kept for it, because a replay may be shown
 * later what the run was shown at once (ADR 16).
 */
export class Arrivals {
  readonly #no: string;
  readonly #queue: Arrival[] = [];
  readonly #found = new Map<string, PersonAnswer>();

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
    for (const { asks: ask } of this.#queue.slice(0, BATCH)) {
      // One answer serves one request: of two of the same name the later is asked when its turn comes, if it has one.
      if (ask === undefined || asks.has(ask.key) || this.#found.has(ask.key) || ask.isPast()) continue;
      const { isPast: _isPast, ...asked } = ask;
      asks.set(ask.key, { no: this.#no, ...asked });
    }
    return [...asks.values()];
  }

  found(people: readonly PersonAnswer[]): void {
    for (const answer of people) this.#found.set(answer.key, answer);
  }

  /** Takes the next portion, up to the first whose person is not known yet: order of arrival decides. */
  async takeKnown(): Promise<void> {
    for (let taken = 0; taken < BATCH; taken += 1) {
      const [next] = this.#queue;
      if (next === undefined || !this.#isReady(next)) return;
      this.#queue.shift();
      const key = next.asks?.key ?? '';
      const found = this.#found.get(key);
      this.#found.delete(key);
      await next.take(found?.actor ?? undefined, found?.fault);
    }
  }

  #isReady({ asks }: Arrival): boolean {
    return asks === undefined || this.#found.has(asks.key) || asks.isPast();
  }
}
