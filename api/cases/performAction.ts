/** Refuses what can be refused before anything is written; then the workflow decides. */

import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { ActionOutcome } from '../../contracts/complaintWorkflow.ts';
import type { actionBodySchema } from '../../contracts/http/httpComplaint.ts';
import type { Actor } from '../../domain/case/event.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import type { Rejection } from '../../domain/case/rejection.ts';
import { act } from '../../domain/decide/act.ts';
import { allowedActions, refusalAt } from '../../domain/decide/refusalFor.ts';
import { capExhausted, cappedAmount } from '../../domain/decide/cap.ts';
import { aheadOfNow } from '../../domain/fields/aheadOfNow.ts';
import { parseFields } from '../../domain/fields/parseFields.ts';
import { referencesIn } from '../../domain/fields/reference.ts';
import type { ActionDef } from '../../domain/pack/pack.ts';
import { toCaseTime } from '../../domain/time/timeBase.ts';
import { own } from '../../domain/values/own.ts';
import { phrase } from '../../language/phrase.ts';
import type { RequestKey } from '../../store/idempotency/idempotency.ts';
import { amountLeft } from '../../store/log/reservations.ts';
import { checkReferences } from '../../store/readModel/checkReferences.ts';
import { dropNotes, sealNote } from '../../store/vault/notes.ts';
import { takeProse } from '../input/intakeOf.ts';
import { Problem, problemOf, throwFirst } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { askWorkflow } from './askWorkflow.ts';
import type { FoundCase } from './findCase.ts';

interface Wish extends FoundCase {
  readonly actor: Actor;
  readonly action: string;
}

export interface ActionAsk extends Wish {
  readonly body: z.infer<typeof actionBodySchema>;
  /** Makes a retry the same request; random without a key. */
  readonly commandId: string;
  /** An earlier try may have reached the workflow: it must answer. */
  readonly retry: boolean;
}

/** Reveals nothing of the key. */
export function commandIdOf(key: Pick<RequestKey, 'scope' | 'key'> | undefined): string {
  if (key === undefined) return randomUUID();
  return createHash('sha256').update(`${key.scope}\n${key.key}`).digest('hex').slice(0, 32);
}

export async function performAction(deps: ApiDependencies, ask: ActionAsk): Promise<ActionOutcome> {
  const { db, keys } = deps;
  const { view, retry } = ask;
  const { command, notes } = await prepare(deps, ask, retry ? definitionOf(ask) : allowedAction(ask));
  if (!retry) await refuseEarly(deps, ask, command);
  for (const note of notes)
    if (!(await sealNote(db, keys, { no: view.no, ...note }))) throw new Problem(409, 'erased', phrase('data-erased'));
  const answer = await askWorkflow(deps, view, command);
  if (answer.ok) return answer.outcome;
  await dropNotes(db, command.notes ?? []);
  throw refused(ask, answer.rejection);
}

/** Throws when the actor may not do it now, whatever the body. */
export function allowedAction(wish: Wish): ActionDef {
  const { view, pack, actor, action } = wish;
  const def = definitionOf(wish);
  const barred = refusalAt(pack.engine, view.state, { action, actor }, now(wish), view.base);
  if (barred !== undefined) throw refused(wish, barred);
  return def;
}

function definitionOf({ pack, action }: Wish): ActionDef {
  const { actions } = pack.engine;
  const def = own(actions, action);
  if (def !== undefined) return def;
  const said = phrase('action-not-in-pack-of', { action, actions: Object.keys(actions) });
  throw new Problem(404, 'action-unknown', said);
}

type Prepared = Readonly<{
  command: ActionCommand;
  notes: readonly Readonly<{ id: string; field: string; text: string }>[];
}>;

async function prepare({ db }: ApiDependencies, ask: ActionAsk, def: ActionDef): Promise<Prepared> {
  const { view, pack, actor, action, body, commandId } = ask;
  const { prose, rest, typed, faults } = takeProse(def.fields ?? {}, body.fields ?? {});
  throwFirst(faults);
  const parsed = parseFields(typed, pack.engine.lists, rest, { at: now(ask) });
  if (!parsed.ok) throw problemOf(parsed.rejection);
  const refusal =
    (action === 'edit' ? aheadOfNow(pack.engine, parsed.value, now(ask)) : undefined) ??
    (await checkReferences(db, referencesIn(typed, parsed.value), actor, view.no));
  if (refusal !== undefined) throw problemOf(refusal);
  if (action === 'comment' && body.note === undefined)
    throw new Problem(422, 'field-missing', { ...phrase('comment-is-text'), pointer: '/note' });
  const idOf = (field: string): string => `${view.no}/${commandId}/${field}`;
  const texts = [...(body.note === undefined ? [] : [['note', body.note] as const]), ...Object.entries(prose)];
  const notes = texts.map(([field, text]) => ({ id: idOf(field), field, text }));
  const ids = Object.fromEntries(Object.keys(prose).map((field) => [field, idOf(field)]));
  const command: ActionCommand = {
    id: commandId,
    action,
    actor,
    fields: { ...parsed.value, ...ids },
    ...(body.occurredAt !== undefined && { occurredAt: toCaseTime(view.base, Date.parse(body.occurredAt)) }),
    ...(notes.length > 0 && { notes: notes.map((note) => note.id) }),
  };
  return { command, notes };
}

/** On the rows: a refusal leaves nothing in a workflow's history. */
async function refuseEarly({ db }: ApiDependencies, ask: ActionAsk, command: ActionCommand): Promise<void> {
  const { state, base, no } = ask.view;
  const { engine } = ask.pack;
  const preview = act(engine, state, command, now(ask), base);
  if (!preview.ok) throw refused(ask, preview.rejection);
  const need = cappedAmount(engine, state, command.action, command.fields);
  if (need === undefined) return;
  const left = await amountLeft(db, { no, ...need });
  if (need.amount > left) throw refused(ask, capExhausted(need, left));
}

/** Case time. */
function now({ view }: Wish): number {
  return toCaseTime(view.base, Date.now());
}

function refused({ view, pack, actor }: Wish, rejection: Rejection): Problem {
  const allowed = allowedActions(pack.engine, view.state, actor);
  return problemOf(
    rejection,
    allowed.map(({ id }) => id),
  );
}
