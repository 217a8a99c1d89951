import { matches } from '../pack/condition.ts';
import { factsOf } from './facts.ts';
import type { ClassDef, EnginePack } from '../pack/pack.ts';
import type { CaseState } from './state.ts';

/** The class (统计口径) that applies now: the first match. The checker makes sure that there is one. */
export function classify(pack: EnginePack, state: CaseState): ClassDef {
  const facts = factsOf(pack, state);
  const row = pack.classes.find((one) => matches(one.when, facts));
  if (row === undefined) throw new Error(`the class table of ${pack.id} ${pack.version} is not total`);
  return row;
}
