import type { ActionCommand } from '../case/command.ts';
import { keepable, type Rejection } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';
import { checkFields } from '../fields/checkFields.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { TimeBase } from '../time/timeBase.ts';
import { defined } from '../values/defined.ts';
import { own } from '../values/own.ts';
import { causeOf } from './act.ts';
import { lapse } from './lapse.ts';
import { react, type Advance } from './react.ts';

/** A command that was refused. */
export type Refusal = Readonly<{
  command: ActionCommand;
  rejection: Rejection;
  /** It could not be read, or is of nobody who could be asked: that it was refused is all that is kept of it. */
  unread?: true;
  /** Whom it named, where that is nobody. */
  named?: string;
  /** Its id as the sender gave it. */
  sent?: string;
}>;

/**
 * Records that a command was refused, after what has lapsed before it: a Signal, which has no answer, or an Update that
 * was refused for who asks or by what others answered. Fields that do not fit may hold anything, and are not kept.
 */
export function refuseAction(
  pack: EnginePack,
  state: CaseState,
  { command, rejection, unread, named, sent }: Refusal,
  at: number,
  base: TimeBase,
): Advance {
  const lapsed = lapse(pack, state, at, base, { strict: true });
  const { action, fields } = command;
  const cause = causeOf(command, at);
  const { command: _command, ...unkept } = cause;
  const def = own(pack.actions, action);
  const fits = def !== undefined && checkFields(def.fields ?? {}, pack.lists, fields) === undefined;
  const data = keepable({ action, ...rejection, ...defined({ named, sent }) });
  const kept = fits && unread !== true ? cause : unkept;
  const refused = react(pack, lapsed.state, [{ type: 'ActionRefused', data }], kept);
  return { state: refused.state, events: [...lapsed.events, ...refused.events] };
}
