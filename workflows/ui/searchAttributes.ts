import { upsertSearchAttributes } from '@temporalio/workflow';
import { searchAttributesOf } from '../../contracts/searchAttributes.ts';
import type { CaseRun } from '../run/caseRun.ts';

type Pairs = ReturnType<typeof searchAttributesOf>;

/** Keeps the case findable: one upsert for all keys that changed, none when nothing did. */
export class SearchAttributes {
  readonly #run: CaseRun;
  #known: Pairs;

  constructor(run: CaseRun) {
    this.#run = run;
    // Set at the start by whoever started the run.
    this.#known = this.#now();
  }

  upsert(): void {
    const now = this.#now();
    const changed = now.filter((pair, index) => key(pair.value) !== key(this.#known[index]?.value));
    if (changed.length === 0) return;
    upsertSearchAttributes([...changed]);
    this.#known = now;
  }

  #now(): Pairs {
    const { pack, base, no, state } = this.#run;
    return searchAttributesOf(pack, base, no, state);
  }
}

function key(value: unknown): string {
  return value instanceof Date ? String(value.getTime()) : String(value);
}
