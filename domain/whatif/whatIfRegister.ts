import { earlierCase, topicOf, type EarlierCase } from '../case/repeats.ts';
import type { WhatIfRules } from './whatIfRun.ts';

/** Registrations of known customers so far, for repeats. */
export class WhatIfRegister {
  readonly #byCustomer = new Map<string, EarlierCase[]>();
  /** Also of cases that the rules do not take. */
  readonly #numbers: ReadonlySet<string>;

  /** `beyond` stays as recorded; `asked` are added as the rules take them. */
  constructor(beyond: readonly EarlierCase[], asked: readonly EarlierCase[]) {
    this.#numbers = new Set([...beyond, ...asked].map((one) => one.no));
    for (const one of beyond) this.add(one);
  }

  add(one: EarlierCase): void {
    const earlier = this.#byCustomer.get(one.customer);
    if (earlier === undefined) this.#byCustomer.set(one.customer, [one]);
    else earlier.push(one);
  }

  /** `found`, from intake, where either customer is not known. */
  repeatOf(
    { repeat, versions }: WhatIfRules,
    known: EarlierCase | undefined,
    found: string | undefined,
  ): string | undefined {
    if (known === undefined || (found !== undefined && !this.#numbers.has(found))) return found;
    if (repeat === undefined) return undefined;
    // Rules in force then took topics as written; a draft decides itself.
    const topic = (of: EarlierCase): string => (versions === undefined ? topicOf(repeat, of.category) : of.topic);
    return earlierCase(repeat, known, this.#byCustomer.get(known.customer) ?? [], topic);
  }
}
