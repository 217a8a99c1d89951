import type { ActionCommand } from '../case/command.ts';
import { can } from './can.ts';
import { lapse } from './lapse.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { Rejection } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';
import type { TimeBase } from '../time/timeBase.ts';

/**
 * Why the actor may not do it at `at`, whatever comes with it; what has lapsed before then is taken for done. Asked
 * before fields are looked at.
 */
export function barredAt(
  pack: EnginePack,
  state: CaseState,
  { action, actor }: Pick<ActionCommand, 'action' | 'actor'>,
  at: number,
  base: TimeBase,
): Rejection | undefined {
  return can(pack, lapse(pack, state, at, base, { strict: true }).state, action, actor);
}
