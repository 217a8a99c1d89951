import { FACTS } from '../../../domain/case/factCatalogue.ts';
import { factsOf } from '../../../domain/case/facts.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import type { FactValue, Facts } from '../../../domain/pack/condition.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { own } from '../../../domain/values/own.ts';

/** Facts as a test states them. */
export function factsIn(values: Readonly<Record<string, FactValue>>): Facts {
  return (name) => own(values, name);
}

/** Every fact of a case by its name. */
export function allFacts(pack: EnginePack, state: CaseState): Readonly<Record<string, FactValue | undefined>> {
  const facts = factsOf(pack, state);
  const names = [...Object.keys(FACTS), ...Object.keys(state.fields)];
  return Object.fromEntries(names.map((name) => [name, facts(name)]));
}
