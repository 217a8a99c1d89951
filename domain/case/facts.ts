import type { Facts } from '../pack/condition.ts';
import type { EnginePack } from '../pack/pack.ts';
import { own } from '../values/own.ts';
import type { Intake } from './command.ts';
import { FACTS } from './factCatalogue.ts';
import type { CaseState } from './state.ts';

/** Worked out when asked for: most conditions ask for one or two. A derived fact wins over a field of the same name. */
export function factsOf(pack: EnginePack, state: CaseState): Facts {
  return (name) => own(FACTS, name)?.value(state, pack) ?? own(state.fields, name);
}

export function intakeFacts(pack: EnginePack, intake: Intake): Facts {
  return (name) => own(FACTS, name)?.atIntake?.(intake, pack) ?? own(intake.fields, name);
}
