import { earlierCase, topicOf, type KnownCase } from '../case/repeats.ts';
import type { WhatIfRules } from './whatIfRun.ts';

/** The registrations of known customers so far, while cases are lived again: what a new one may be a repeat of. */
export class WhatIfRegister {
  readonly #byCustomer = new Map<string, KnownCase[]>();
  /** Every case whose customer is known, whether the rules take it or not. */
  readonly #numbers: ReadonlySet<string>;

  /** `beyond` stays as it was recorded; `asked` are entered one by one, as the rules take them. */
  constructor(beyond: readonly KnownCase[], asked: readonly KnownCase[]) {
    this.#numbers = new Set([...beyond, ...asked].map((one) => one.no));
    for (const one of beyond) this.add(one);
  }

  add(one: KnownCase): void {
    const earlier = this.#byCustomer.get(one.customer);
    if (earlier === undefined) this.#byCustomer.set(one.customer, [one]);
    else earlier.push(one);
  }

  /** The case that this one repeats; what was `found` at intake where its customer, or the found case's, is not known. */
  repeatOf(
    { repeat, versions }: WhatIfRules,
    known: KnownCase | undefined,
    found: string | undefined,
  ): string | undefined {
    if (known === undefined || (found !== undefined && !this.#numbers.has(found))) return found;
    if (repeat === undefined) return undefined;
    // What was in force went by the topics as they were written down; a draft says itself what a topic is.
    const topic = (of: KnownCase): string => (versions === undefined ? topicOf(repeat, of.category) : of.topic);
    return earlierCase(repeat, known, this.#byCustomer.get(known.customer) ?? [], topic);
  }
}
