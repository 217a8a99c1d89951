import type { Facts } from '../pack/condition.ts';
import type { EnginePack } from '../pack/pack.ts';
import { own } from '../values/own.ts';
import type { Intake } from './command.ts';
import { FACTS } from './factCatalogue.ts';
import type { CaseState } from './state.ts';

/**
 * The facts of a case under its pack, each worked out when it is asked for: most conditions ask for one or two. What is
 * derived wins over a field of the same name.
 */
export function factsOf(pack: EnginePack, state: CaseState): Facts {
  return (name) => own(FACTS, name)?.value(state, pack) ?? own(state.fields, name);
}

/** What is known before the case exists. */
export function intakeFacts(pack: EnginePack, intake: Intake): Facts {
  return (name) => own(FACTS, name)?.atIntake?.(intake, pack) ?? own(intake.fields, name);
}
