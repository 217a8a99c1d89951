import type { ActionCommand } from '../case/command.ts';
import { keepable, type Rejection } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';
import { checkFields } from '../fields/checkFields.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { TimeBase } from '../time/timeBase.ts';
import { defined, own } from '../values/own.ts';
import { causeOf } from './act.ts';
import { lapse, lapsedThen } from './lapse.ts';
import { withConsequences, type Advance } from './withConsequences.ts';

export type Refusal = Readonly<{
  command: ActionCommand;
  rejection: Rejection;
  /** Unreadable, or by nobody who could be asked: only the refusal is kept. */
  unread?: true;
  /** Whom it named, where nobody has that id. */
  named?: string;
  /** Its id as the sender gave it. */
  sent?: string;
}>;

/**
 * Records a refusal after earlier lapses: of a Signal, which has no answer, or of an Update because of who asks or what
 * others answered. Fields that do not fit may hold anything and are not kept.
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
  return lapsedThen(lapsed, withConsequences(pack, lapsed.state, [{ type: 'ActionRefused', data }], kept));
}
