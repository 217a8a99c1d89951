import type { Actor } from '../case/actor.ts';
import { act } from './advance.ts';
import type { ActionCommand } from '../case/command.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { Rejection } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';
import type { TimeBase } from '../time/timeBase.ts';

/**
 * The reason why the action is refused whoever asks for it; `undefined` when it may depend on who does. Needs to know
 * nobody.
 */
export function refusedToAll(
  pack: EnginePack,
  state: CaseState,
  command: Omit<ActionCommand, 'actor'>,
  at: number,
  base: TimeBase,
): Rejection | undefined {
  const result = act(pack, state, { ...command, actor: holderOfAll(pack, state, command.action) }, at, base);
  return result.ok ? undefined : result.rejection;
}

/** Somebody who is named nowhere and holds every role that anything asks for. */
function holderOfAll(pack: EnginePack, state: CaseState, action: string): Actor {
  const roles = new Set([
    ...(own(pack.actions, action)?.by ?? []),
    ...(state.access?.roles ?? []),
    ...Object.values(pack.approvals).flatMap((approval) => approval.roles),
  ]);
  return { id: '', unit: '', roles: [...roles], reach: true };
}
