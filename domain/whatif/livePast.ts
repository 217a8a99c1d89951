/** A case brought in with its past: what was done on it, and what the rules made of that, until now. */

import type { ActionCommand } from '../case/command.ts';
import type { Actor } from '../case/event.ts';
import { ok, rejectionOf, type Rejection, type Result } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';
import { refusalFor } from '../decide/refusalFor.ts';
import { withConsequences, type Advance } from '../decide/withConsequences.ts';
import type { EnginePack } from '../pack/pack.ts';
import { own } from '../values/own.ts';
import { faultsIn } from '../../language/phrase.ts';
import { liveScript } from './liveScript.ts';
import type { WhatIfLedger } from './whatIfLedger.ts';
import { WhatIfRun } from './whatIfRun.ts';

/** `actor` is absent where nobody knows who did it. */
export type PastAction = Pick<ActionCommand, 'id' | 'action' | 'fields' | 'notes'> &
  Readonly<{ at: number; actor?: Omit<Actor, 'reach'> }>;

export type Past = Readonly<{
  no: string;
  /** Whose amounts are added up in the ledger. */
  customer: string;
  ledger: WhatIfLedger;
  opened: Advance;
  actions: readonly PastAction[];
  /** When and by whom it is brought in. */
  now: number;
  actor: Actor;
}>;

/** Whoever did what nobody knows who did. */
const SOMEBODY = 'unknown';

/** The last event says that the case was brought in. Refuses with a pointer for each action that the rules refuse. */
export function livePast(pack: EnginePack, past: Past): Result<Advance> {
  const { no, customer, ledger, opened, actions, now, actor } = past;
  const base = { origin: opened.state.registeredAt, speed: 1 };
  const run = new WhatIfRun({ no, customer, rules: { pack }, base, outages: [], ledger, opened });
  const refused = liveScript(run, actions, (action) => ok(commandOf(pack, run.state, action)));
  const rejection = rejectionOf(refused.flatMap(({ index, ...refusal }) => inHistory(index, refusal)));
  if (rejection !== undefined) return { ok: false, rejection };
  const { state, events } = run.result(now);
  const imported = withConsequences(pack, state, [{ type: 'CaseImported', data: {} }], {
    id: 'import',
    at: now,
    actor,
  });
  return ok({ state: imported.state, events: [...events, ...imported.events] });
}

/** Roles are of today: whoever did it then had one that may. */
function commandOf(
  pack: EnginePack,
  state: CaseState,
  { id, action, fields, notes, actor }: PastAction,
): ActionCommand {
  const { roles, ...who } = actor ?? { id: SOMEBODY, unit: state.unit, roles: [] };
  const pending = state.approvals.filter((one) => one.status === 'pending');
  const approving = action === 'approve' || action === 'reject';
  const may = approving
    ? pending.flatMap((one) => own(pack.approvals, one.approval)?.roles ?? [])
    : (own(pack.actions, action)?.by ?? []);
  const held = [roles, ...may.map((role) => [role]), [...new Set([...may, ...(state.access?.roles ?? [])])]];
  const asked = (one: readonly string[]): Actor => ({ ...who, roles: one, reach: true });
  const fitting = held.find((one) => refusalFor(pack, state, action, asked(one)) === undefined) ?? roles;
  return { id, action, fields, actor: asked(fitting), ...(notes === undefined ? {} : { notes }) };
}

/** What is wrong with an action of the history, of whatever kind. */
export function inHistory(index: number, rejection: Rejection): readonly Rejection[] {
  const faults = faultsIn(rejection);
  return (faults.length === 0 ? [rejection] : faults).map((fault) => ({
    ...fault,
    code: 'history-refused',
    pointer: `/history/${index}${fault.pointer ?? ''}`,
  }));
}
