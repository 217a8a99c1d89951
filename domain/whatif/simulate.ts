/** A script of actions run through a pack, deadlines included. Nothing is stored. */

import type { Actor, FieldValues, RecordedEvent } from '../case/event.ts';
import type { ActionCommand, Intake } from '../case/command.ts';
import { evolve } from '../case/evolve.ts';
import { ok, type Rejection, type Result } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';
import { firedRungs, type FiredRung } from '../clocks/firedRungs.ts';
import { provisionalOf } from '../clocks/provisionalOf.ts';
import type { CalendarMarks } from '../limits/due.ts';
import { refusalFor } from '../decide/refusalFor.ts';
import { openCase } from '../decide/openCase.ts';
import type { Advance } from '../decide/withConsequences.ts';
import { routeOf } from '../decide/routing.ts';
import { aheadOfNow } from '../fields/aheadOfNow.ts';
import { parseFields } from '../fields/parseFields.ts';
import type { EnginePack, FieldDef } from '../pack/pack.ts';
import { own } from '../values/own.ts';
import { liveScript } from './liveScript.ts';
import { WhatIfLedger } from './whatIfLedger.ts';
import { WhatIfRun } from './whatIfRun.ts';
import { clockIn } from '../case/clockIn.ts';

type Sent = Readonly<Record<string, unknown>>;

export type SimulationInput = Readonly<{
  at: number;
  intake: Pick<Intake, 'channel' | 'unit' | 'category'> &
    Partial<Pick<Intake, 'object' | 'anonymous' | 'repeatOf' | 'representatives'>> & { readonly fields?: Sent };
  script: readonly SimulatedAction[];
  /** Default: 90 days after the start. */
  until?: number;
}>;

export type SimulatedAction = Readonly<{
  at: number;
  action: string;
  fields?: Sent;
  /** A role, or `role:person`; default: somebody who may. */
  actor?: string;
}>;

export type Simulation = Advance &
  Readonly<{
    /** With the calendar of each due moment. */
    rungs: readonly (FiredRung & CalendarMarks)[];
    /** By place in the script. */
    refused: readonly (Rejection & { readonly index: number })[];
  }>;

const HORIZON_MS = 90 * 86_400_000;

/** A refused intake is a refusal; refused actions are listed. */
export function simulate(pack: EnginePack, input: SimulationInput): Result<Simulation> {
  const { at, script, until = at + HORIZON_MS } = input;
  const intake = intakeOf(pack, input);
  if (!intake.ok) return intake;
  const opened = openCase(pack, intake.value, at);
  if (!opened.ok) return opened;
  const alone = { no: '', customer: '', outages: [], ledger: new WhatIfLedger() };
  const run = new WhatIfRun({ ...alone, rules: { pack }, base: { origin: at, speed: 1 }, opened: opened.value });
  const refused = liveScript(run, script, (step, index) => commandOf(pack, run.state, step, index));
  const { state, events } = run.result(until);
  return ok({ state, events, rungs: rungsOf(events), refused });
}

function intakeOf(pack: EnginePack, { at, intake }: SimulationInput): Result<Intake> {
  const fields = fieldsOf(pack, pack.fields, intake.fields, at, true);
  if (!fields.ok) return fields;
  const actor: Actor = { id: 'clerk', roles: [], unit: intake.unit, reach: true };
  const object = pack.objects[0] ?? '';
  const asked = { object, anonymous: false, ...intake, fields: fields.value, actor };
  const role = routeOf(pack, asked)?.role;
  return ok(role === undefined ? asked : { ...asked, assigned: `${role}-1` });
}

/** `ofCase`: fields of the case, from which clocks may count. */
function fieldsOf(
  pack: EnginePack,
  defs: Readonly<Record<string, FieldDef>>,
  sent: Sent = {},
  at: number,
  ofCase: boolean,
): Result<FieldValues> {
  const fields = parseFields(defs, pack.lists, sent, { at });
  const ahead = fields.ok && ofCase ? aheadOfNow(pack, fields.value, at) : undefined;
  return ahead === undefined ? fields : { ok: false, rejection: ahead };
}

function commandOf(pack: EnginePack, state: CaseState, step: SimulatedAction, index: number): Result<ActionCommand> {
  const { action, at } = step;
  const actor = actorOf(pack, state, step, index);
  const barred = refusalFor(pack, state, action, actor);
  if (barred !== undefined) return { ok: false, rejection: barred };
  const fields = fieldsOf(pack, own(pack.actions, action)?.fields ?? {}, step.fields, at, action === 'edit');
  return fields.ok ? ok({ id: `s${index}`, action, actor, fields: fields.value }) : fields;
}

function actorOf(pack: EnginePack, state: CaseState, { action, actor }: SimulatedAction, index: number): Actor {
  const [role, person] = (actor ?? '').split(':');
  const named = (one: string): Actor => ({
    id: person ?? `${one}-${actor === undefined ? index : 1}`,
    roles: [one],
    unit: state.unit,
    reach: true,
  });
  if (role !== undefined && role !== '') return named(role);
  const by = [...(own(pack.actions, action)?.by ?? []), ...Object.keys(pack.roles)];
  const approvers = state.approvals
    .filter((one) => one.status === 'pending')
    .flatMap((one) => own(pack.approvals, one.approval)?.roles ?? []);
  const candidates = action === 'approve' || action === 'reject' ? approvers : by;
  return named(candidates.find((one) => refusalFor(pack, state, action, named(one)) === undefined) ?? by[0] ?? '');
}

function rungsOf(events: readonly RecordedEvent[]): Simulation['rungs'] {
  let state: CaseState | undefined;
  const marks = events.flatMap((event) => {
    state = evolve(state, event);
    return event.type === 'RungFired' ? [provisionalOf(clockIn(state, event.data))] : [];
  });
  return firedRungs(events).map((rung, index) => ({ ...rung, ...marks[index] }));
}
