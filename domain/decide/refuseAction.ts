import type { ActionCommand } from '../case/command.ts';
import type { EnginePack } from '../pack/pack.ts';
import { react } from './react.ts';
import type { Advance } from './react.ts';
import type { Rejection } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';

/**
 * Records that a request was refused, so that it is seen: a Signal, which has no answer, or an Update that was refused
 * for who asks or by what others answered.
 */
export function refuseAction(
  pack: EnginePack,
  state: CaseState,
  command: ActionCommand,
  rejection: Rejection,
  at: number,
  named?: string,
): Advance {
  const cause = { id: command.id, at, actor: command.actor };
  const data = { action: command.action, code: rejection.code, ...(named === undefined ? {} : { named }) };
  return react(pack, state, [{ type: 'ActionRefused', data }], cause);
}
