/**
 * An action asked by HTTP: everything that can be refused is refused before anything is written; then the workflow
 * decides.
 */

import { phrase } from '../../language/phrase.ts';
import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { actionBodySchema } from '../../contracts/httpComplaint.ts';
import type { Actor } from '../../domain/case/actor.ts';
import { act } from '../../domain/decide/act.ts';
import { aheadOfNow } from '../../domain/fields/aheadOfNow.ts';
import { canAt } from '../../domain/decide/can.ts';
import { allowedActions } from '../../domain/decide/can.ts';
import { capExhausted, capNeeded } from '../../domain/decide/cap.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import { own } from '../../domain/values/own.ts';
import type { ActionDef } from '../../domain/pack/pack.ts';
import { parseFields } from '../../domain/fields/parseFields.ts';
import type { Rejection } from '../../domain/case/rejection.ts';
import { toCaseTime } from '../../domain/time/timeBase.ts';
import { referencesIn } from '../../domain/fields/reference.ts';
import type { ActionOutcome } from '../../contracts/complaintWorkflow.ts';
import type { CaseView } from '../../store/readModel/caseView.ts';
import { dropNotes, sealNote } from '../../store/vault/notes.ts';
import { amountLeft } from '../../store/log/reservations.ts';
import { checkReferences } from '../../store/readModel/checkReferences.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { engineUnavailable } from '../problems/engineUnavailable.ts';
import { apart, takeProse } from '../input/intakeOf.ts';
import type { RegisteredPack } from '../../client/packRegistry.ts';
import { proveUpdate } from './proveUpdate.ts';
import { recordedLife } from './recordedLife.ts';
import { Problem, problemOf } from '../problems/problem.ts';

type Body = z.infer<typeof actionBodySchema>;

export interface ActionAsk {
  readonly view: CaseView;
  readonly pack: RegisteredPack;
  readonly actor: Actor;
  readonly action: string;
  readonly body: Body;
  /** Makes a retry the same request; random when the client gave no key. */
  readonly commandId: string;
  /** An earlier try of the same request may have reached the workflow: let it say what became of it. */
  readonly retry: boolean;
}

/** A command's id from the client's key: the same for every retry, and nothing of the key itself travels. */
export function commandIdOf(scope: string | undefined, key: string | undefined): string {
  return key === undefined
    ? randomUUID()
    : createHash('sha256')
        .update(`${scope ?? ''}\n${key}`)
        .digest('hex')
        .slice(0, 32);
}

/** Performs the action; throws the problem that says why not. */
export async function performAction(deps: ApiDependencies, ask: ActionAsk): Promise<ActionOutcome> {
  const { view, pack, actor } = ask;
  const def = ask.retry ? definitionOf(ask) : allowedAction(ask);
  const prepared = await prepare(deps, ask, def);
  if (!ask.retry) await refuseEarly(deps, ask, prepared.command);
  for (const note of prepared.notes) {
    if (!(await sealNote(deps.db, deps.keys, { no: view.no, ...note })))
      throw new Problem(409, 'erased', phrase('data-erased'));
  }
  const call = proveUpdate(deps.keys, view.no, prepared.command);
  const answer = await deps.gateway.act(view, call, () => recordedLife(deps, view.no));
  if (answer.ok) return answer.outcome;
  if (answer.failure === 'unavailable') {
    deps.reconciler.unanswered(view.no);
    throw engineUnavailable();
  }
  await dropNotes(
    deps.db,
    prepared.notes.map((note) => note.id),
  );
  throw refused(view, pack, actor, answer.rejection);
}

type Asked = Pick<ActionAsk, 'view' | 'pack' | 'actor' | 'action'>;

/**
 * The action, where the actor may do it now; throws the problem that says why not, before anybody looks at what was
 * sent with it.
 */
export function allowedAction(ask: Asked): ActionDef {
  const { view, pack, actor, action } = ask;
  const def = definitionOf(ask);
  const at = toCaseTime(view.base, Date.now());
  const barred = canAt(pack.engine, view.state, { action, actor }, at, view.base);
  if (barred !== undefined) throw refused(view, pack, actor, barred);
  return def;
}

function definitionOf({ pack, action }: Asked): ActionDef {
  const def = own(pack.engine.actions, action);
  if (def !== undefined) return def;
  const known = Object.keys(pack.engine.actions);
  throw new Problem(404, 'action-unknown', phrase('action-not-in-pack-of', { action, actions: known }));
}

interface Prepared {
  readonly command: ActionCommand;
  readonly notes: readonly { readonly id: string; readonly field: string; readonly text: string }[];
}

async function prepare(deps: ApiDependencies, ask: ActionAsk, def: ActionDef): Promise<Prepared> {
  const { view, pack, actor, action, body, commandId } = ask;
  const at = toCaseTime(view.base, Date.now());
  const { defs, proseDefs } = apart(def.fields ?? {});
  const { prose, rest } = takeProse(proseDefs, body.fields ?? {});
  const parsed = parseFields(defs, pack.engine.lists, rest, { at });
  if (!parsed.ok) throw problemOf(parsed.rejection);
  const ahead = action === 'edit' ? aheadOfNow(pack.engine, parsed.value, at) : undefined;
  if (ahead !== undefined) throw problemOf(ahead);
  const unknown = await checkReferences(deps.db, referencesIn(defs, parsed.value), actor, view.no);
  if (unknown !== undefined) throw problemOf(unknown);
  if (action === 'comment' && body.note === undefined)
    throw new Problem(422, 'field-missing', { ...phrase('comment-is-text'), pointer: '/note' });
  const texts = [...(body.note === undefined ? [] : [['note', body.note] as const]), ...Object.entries(prose)];
  const notes = texts.map(([field, text]) => ({ id: `${view.no}/${commandId}/${field}`, field, text }));
  const ids = Object.fromEntries(Object.keys(prose).map((field) => [field, `${view.no}/${commandId}/${field}`]));
  const occurredAt = occurredAtOf(body.occurredAt, view);
  const command: ActionCommand = {
    id: commandId,
    action,
    actor,
    fields: { ...parsed.value, ...ids },
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(notes.length === 0 ? {} : { notes: notes.map((note) => note.id) }),
  };
  return { command, notes };
}

function occurredAtOf(text: string | undefined, view: CaseView): number | undefined {
  if (text === undefined) return undefined;
  return toCaseTime(view.base, Date.parse(text));
}

/** The rules asked on the rows: what they refuse leaves no history at all. */
async function refuseEarly(deps: ApiDependencies, ask: ActionAsk, command: ActionCommand): Promise<void> {
  const { view, pack, actor } = ask;
  const preview = act(pack.engine, view.state, command, toCaseTime(view.base, Date.now()), view.base);
  if (!preview.ok) throw refused(view, pack, actor, preview.rejection);
  const need = capNeeded(pack.engine, view.state, command.action, command.fields);
  if (need === undefined) return;
  const left = await amountLeft(deps.db, {
    no: view.no,
    approval: need.approval,
    max: need.max,
    already: need.already,
  });
  if (need.amount > left) throw refused(view, pack, actor, capExhausted(need, left));
}

function refused(view: CaseView, pack: RegisteredPack, actor: Actor, rejection: Rejection): Problem {
  return problemOf(
    rejection,
    allowedActions(pack.engine, view.state, actor).map(({ id }) => id),
  );
}
