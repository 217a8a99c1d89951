/** The class (统计口径) of a case: the first row of the pack's ordered table that matches. */

import { matches } from '../pack/condition.ts';
import { factsOf } from './facts.ts';
import type { ClassDef, EnginePack } from '../pack/pack.ts';
import type { CaseState } from './state.ts';

/** The row that applies now. The checker sees to it that the table is total. */
export function classify(pack: EnginePack, state: CaseState): ClassDef {
  const facts = factsOf(pack, state);
  const row = pack.classes.find((one) => matches(one.when, facts));
  if (row === undefined) throw new Error(`the class table of ${pack.id} ${pack.version} is not total`);
  return row;
}
