/** What Signals and Updates say, read. Anybody with access to the server can send anything. */

import { phrase } from '../../language/phrase.ts';
import { currentUpdateInfo, uuid4 } from '@temporalio/workflow';
import type { ActionSignal } from '../../contracts/complaintWorkflow.ts';
import type { Actor } from '../../domain/case/actor.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import type { FieldValues } from '../../domain/case/event.ts';
import { nameShown, namedActor } from '../../domain/case/namedActor.ts';
import { own } from '../../domain/values/own.ts';
import { parseFields } from '../../domain/fields/parseFields.ts';
import { ok, reject, type Result } from '../../domain/case/rejection.ts';
import type { CaseRun } from '../run/caseRun.ts';
import type { CommandMessage } from './commands.ts';

type Message = Readonly<Record<string, unknown>>;

/**
 * A Signal as a request. What is not an object counts as an empty one; a fault of any part is kept with it, to be
 * recorded as refused.
 */
export function readSignal(run: CaseRun, action: string, signal: unknown): CommandMessage {
  const { id, actor, fields: raw }: ActionSignal = isObject(signal) ? signal : {};
  const def = own(run.pack.actions, action)?.fields ?? {};
  const fields = parseFields(def, run.pack.lists, isObject(raw) ? raw : {}, { at: run.now() });
  return {
    command: {
      id: typeof id === 'string' && id !== '' ? id : uuid4(),
      action,
      fields: fields.ok ? fields.value : {},
    },
    person: namedActor(actor),
    ...shown(actor),
    ...(fields.ok ? {} : { fault: fields.rejection }),
  };
}

export type UpdateRequest = Result<CommandMessage>;

/**
 * An Update as a request; refused where anything of it is of no known form. Without an id of its own it has Temporal's.
 * With a proof, which its validator has checked or will check, it brings who asks as the API looked them up (ADR 19).
 */
export function readUpdate(action: string, update: unknown, proof?: unknown): UpdateRequest {
  if (!isObject(update)) return reject('field-invalid', phrase('send-actor-and-fields'));
  const proven = proof === undefined ? undefined : (update['actor'] as Actor);
  const person = namedActor(proven === undefined ? update['actor'] : proven?.id);
  if (!person.ok) return person;
  const { id = currentUpdateInfo()?.id, fields = {}, occurredAt, notes } = update;
  if (typeof id !== 'string' || id === '') return reject('field-invalid', phrase('must-be-text'), '/id');
  if (!isObject(fields)) return reject('field-invalid', phrase('must-be-object'), '/fields');
  if (occurredAt !== undefined && !Number.isInteger(occurredAt))
    return reject('field-invalid', phrase('must-be-milliseconds'), '/occurredAt');
  if (notes !== undefined && !(Array.isArray(notes) && notes.every((note) => typeof note === 'string')))
    return reject('field-invalid', phrase('must-be-ids'), '/notes');
  const command: Omit<ActionCommand, 'actor'> = {
    id,
    action,
    fields: fields as FieldValues,
    ...(occurredAt === undefined ? {} : { occurredAt: occurredAt as number }),
    ...(notes === undefined ? {} : { notes }),
  };
  return ok({ command, person, ...(proven === undefined ? shown(update['actor']) : { proven }) });
}

function shown(actor: unknown): { readonly named?: string } {
  const named = nameShown(actor);
  return named === undefined ? {} : { named };
}

function isObject(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
