/**
 * What people may do that starts or stops clocks: random lives do more of it, or the last clock of a long row would
 * hardly ever run and few would be met.
 */

import { refusalFor } from '../../domain/decide/refusalFor.ts';
import type { Actor } from '../../domain/case/event.ts';
import type { Trigger, TriggerName } from '../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { PRODUCED_BY } from '../../packs/check/checkTrigger.ts';

/** The action behind a trigger, where one is; also of events that may come in other ways. */
const ACTION_BEHIND: Readonly<Partial<Record<TriggerName, string>>> = {
  ...PRODUCED_BY,
  accepted: 'accept',
  'level-entered': 'escalate',
  escalated: 'escalate',
  promised: 'promise',
};

/** Stand for whatever starts a clock that the case never had, or stops one that runs, and may be done just then. */
export const START = 'start a clock';
export const STOP = 'stop a clock';

/** The actions that such a move may be, by somebody whom `who` finds for each; any other move is no aim. */
export function aimsOf(
  pack: EnginePack,
  state: CaseState,
  move: string,
  who: (action: string) => Actor,
): readonly string[] {
  const triggers = move === START ? startsOf(pack, state) : move === STOP ? stopsOf(pack, state) : [];
  const actions = new Set(triggers.flatMap(({ on, step }) => (on === 'step' ? step : ACTION_BEHIND[on]) ?? []));
  return [...actions].filter((action) => refusalFor(pack, state, action, who(action)) === undefined);
}

function startsOf(pack: EnginePack, state: CaseState): readonly Trigger[] {
  const had = new Set(state.clocks.map((one) => one.clock));
  return pack.clocks.filter((def) => !had.has(def.id)).flatMap((def) => def.start);
}

function stopsOf(pack: EnginePack, state: CaseState): readonly Trigger[] {
  const running = new Set(state.clocks.filter((one) => one.status === 'running').map((one) => one.clock));
  return pack.clocks.filter((def) => running.has(def.id)).flatMap((def) => def.stop);
}
