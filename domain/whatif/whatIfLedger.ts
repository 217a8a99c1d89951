import type { CappedAmount } from '../decide/cap.ts';

/** Minor units. */
export type LedgerEntry = Readonly<{
  approval: string;
  amount: number;
}>;

/**
 * Amounts held under caps. A customer is a keyed hash, or the case where nobody is known; keys are `<no>/<command>`.
 */
export class WhatIfLedger {
  readonly #byCustomer = new Map<string, Map<string, LedgerEntry>>();

  /** Minor units. */
  left(customer: string, { approval, max, already }: CappedAmount): number {
    const entries = [...(this.#byCustomer.get(customer)?.values() ?? [])];
    return max - already - entries.reduce((used, one) => used + (one.approval === approval ? one.amount : 0), 0);
  }

  hold(customer: string, key: string, entry: LedgerEntry): void {
    const entries = this.#byCustomer.get(customer) ?? new Map<string, LedgerEntry>();
    this.#byCustomer.set(customer, entries.set(key, entry));
  }

  /** By key. */
  entriesOf(customer: string): readonly (LedgerEntry & { readonly key: string })[] {
    return [...(this.#byCustomer.get(customer) ?? [])].map(([key, entry]) => ({ key, ...entry }));
  }

  release(customer: string, key: string): void {
    this.#byCustomer.get(customer)?.delete(key);
  }
}
