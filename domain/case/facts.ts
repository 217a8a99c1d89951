import type { FactValue, Facts } from '../pack/condition.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { Intake } from './command.ts';
import { FACTS } from './factCatalogue.ts';
import { memoized } from './memoized.ts';
import type { CaseState } from './state.ts';

// Asked after every event: no list of entries is made each time.
const DERIVED = Object.entries(FACTS);

/** The facts of a case under its pack. What is derived wins over a field of the same name. */
export const factsOf = memoized((pack: EnginePack, state: CaseState): Facts => {
  const facts: Record<string, FactValue> = { ...state.fields };
  for (const [name, { value }] of DERIVED) {
    const derived = value(state, pack);
    if (derived !== undefined) facts[name] = derived;
  }
  return facts;
});

/** What is known before the case exists. */
export function intakeFacts(pack: EnginePack, intake: Intake): Facts {
  const known = DERIVED.flatMap(([name, { atIntake }]) => (atIntake ? [[name, atIntake(intake, pack)]] : []));
  return { ...intake.fields, ...Object.fromEntries(known) };
}
