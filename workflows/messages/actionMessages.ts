/** What Signals and Updates say, read by one parser. Anybody with access to the server can send anything. */

import { phrase } from '../../language/phrase.ts';
import { currentUpdateInfo, uuid4 } from '@temporalio/workflow';
import type { Actor, FieldValues } from '../../domain/case/event.ts';
import { nameShown, namedActor } from '../../domain/case/namedActor.ts';
import { own, defined } from '../../domain/values/own.ts';
import { parseFields } from '../../domain/fields/parseFields.ts';
import { parseInstant } from '../../domain/time/instant.ts';
import { toCaseTime } from '../../domain/time/timeBase.ts';
import { ok, reject, type Rejection, type Result } from '../../domain/case/rejection.ts';
import type { CaseRun } from '../run/caseRun.ts';
import type { CommandMessage } from './commands.ts';
import { isObject } from '../../domain/values/isObject.ts';

type Message = Readonly<Record<string, unknown>>;

/**
 * A message as a request; a fault of any part is kept with it, to be refused in words or recorded as refused. An Update
 * without an id of its own has Temporal's. With a proof, which its validator has checked or will check, it brings who
 * asks and typed fields as the API looked them up (ADR 19).
 */
export function readMessage(run: CaseRun, action: string, message: unknown, proof?: unknown): CommandMessage {
  const sent: Message = isObject(message) ? message : {};
  const proven = proof === undefined ? undefined : (sent['actor'] as Actor);
  const id = sent['id'] ?? currentUpdateInfo()?.id;
  const fields = readFields(run, action, sent['fields'] ?? {}, proven !== undefined);
  const occurredAt = readOccurredAt(run, sent['occurredAt'], proven !== undefined);
  const notes = readNotes(sent['notes']);
  const faults = [
    id === undefined || isText(id) ? undefined : reject('field-invalid', phrase('must-be-text'), '/id').rejection,
    ...[fields, occurredAt, notes].map((one) => (one.ok ? undefined : one.rejection)),
  ];
  return {
    command: {
      id: isText(id) ? id : uuid4(),
      action,
      fields: fields.ok ? fields.value : {},
      ...defined({
        occurredAt: occurredAt.ok ? occurredAt.value : undefined,
        notes: notes.ok ? notes.value : undefined,
      }),
    },
    person: isObject(message)
      ? namedActor(proven === undefined ? sent['actor'] : proven?.id)
      : reject('field-invalid', phrase('send-actor-and-fields')),
    ...defined({
      proven,
      fault: faults.find((one) => one !== undefined),
      named: proven === undefined ? nameShown(sent['actor']) : undefined,
      sent: proven !== undefined || sent['id'] === undefined ? undefined : textOf(sent['id']),
    }),
  };
}

/** What is wrong with a message, whoever asks. */
export function faultOf({ person, fault }: CommandMessage): Rejection | undefined {
  return person.ok ? fault : person.rejection;
}

function readFields(run: CaseRun, action: string, raw: unknown, typed: boolean): Result<FieldValues> {
  if (!isObject(raw)) return reject('field-invalid', phrase('must-be-object'), '/fields');
  if (typed) return ok(raw as FieldValues);
  return parseFields(own(run.pack.actions, action)?.fields ?? {}, run.pack.lists, raw, { at: run.now() });
}

function readOccurredAt(run: CaseRun, raw: unknown, typed: boolean): Result<number | undefined> {
  if (raw === undefined) return ok(undefined);
  if (typed) return ok(raw as number);
  const at = typeof raw === 'string' ? parseInstant(raw, run.wall(run.now())) : undefined;
  return at === undefined
    ? reject('field-invalid', phrase('must-be-instant'), '/occurredAt')
    : ok(toCaseTime(run.base, at));
}

function readNotes(raw: unknown): Result<readonly string[] | undefined> {
  if (raw === undefined || (Array.isArray(raw) && raw.every((note) => typeof note === 'string'))) return ok(raw);
  return reject('field-invalid', phrase('must-be-ids'), '/notes');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
