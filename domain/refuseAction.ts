import type { ActionCommand } from './command.ts';
import type { EnginePack } from './pack.ts';
import { react } from './react.ts';
import type { Advance } from './react.ts';
import type { Rejection } from './rejection.ts';
import type { CaseState } from './state.ts';

/** Records that a request was refused, so that nobody believes it worked: a Signal, which has no answer, or an Update for which the ledger or another case had been asked. */
export function refuseAction(
  pack: EnginePack,
  state: CaseState,
  command: ActionCommand,
  rejection: Rejection,
  at: number,
): Advance {
  const cause = { id: command.id, at, actor: command.actor };
  return react(pack, state, [{ type: 'ActionRefused', data: { action: command.action, code: rejection.code } }], cause);
}
