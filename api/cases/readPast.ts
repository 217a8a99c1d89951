import type { z } from 'zod';
import type { pastComplaintSchema } from '../../contracts/http/httpComplaint.ts';
import type { Actor, FieldValues } from '../../domain/case/event.ts';
import { reject, type Rejection } from '../../domain/case/rejection.ts';
import { aheadOfNow } from '../../domain/fields/aheadOfNow.ts';
import { parseFields } from '../../domain/fields/parseFields.ts';
import { referencesIn } from '../../domain/fields/reference.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { own } from '../../domain/values/own.ts';
import { inHistory, type PastAction } from '../../domain/whatif/livePast.ts';
import { phrase } from '../../language/phrase.ts';
import type { Queryable } from '../../store/database/database.ts';
import { everKnown } from '../../store/people/people.ts';
import { checkReferences } from '../../store/readModel/checkReferences.ts';
import { takeProse } from '../input/intakeOf.ts';

/** When it was registered elsewhere (epoch ms), and what was done on it. */
export type GivenPast = Readonly<{ at: number; history: z.infer<typeof pastComplaintSchema>['history'] }>;

export type ReadAction = Pick<PastAction, 'at' | 'action' | 'actor' | 'fields'> &
  Readonly<{
    /** By field; for the vault. */
    prose: Readonly<Record<string, string>>;
    note: string | undefined;
  }>;

export type ReadPast = Readonly<{ actions: readonly ReadAction[]; refused: readonly Rejection[] }>;

/** What was done on a case before it is brought in, and everything that is wrong with it, with pointers. */
export async function readPast(
  db: Queryable,
  engine: EnginePack,
  { at: registeredAt, history }: GivenPast,
  viewer: Actor,
): Promise<ReadPast> {
  const refused: Rejection[] = [];
  const now = Date.now();
  if (registeredAt > now) refused.push(lateFault('/registeredAt'));
  const named = [...new Set(history.flatMap(({ actor }) => actor ?? []))];
  const people = new Map((named.length === 0 ? [] : await everKnown(db, named)).map((one) => [one.id, one]));
  const actions: ReadAction[] = [];
  for (const [index, { at: moment, action, actor, fields = {}, note }] of history.entries()) {
    const at = Date.parse(moment);
    const pointer = `/history/${index}`;
    const person = actor === undefined ? undefined : people.get(actor);
    if (at > now) refused.push(lateFault(`${pointer}/at`));
    if (at < registeredAt)
      refused.push(reject('field-invalid', phrase('not-before-registration'), `${pointer}/at`).rejection);
    if (actor !== undefined && person === undefined)
      refused.push(reject('field-invalid', phrase('no-such-person'), `${pointer}/actor`).rejection);
    const read = await readFields(db, engine, { at, action, fields, note }, viewer);
    refused.push(...read.refused.flatMap((one) => inHistory(index, one)));
    actions.push({ at, action, ...(person && { actor: person }), fields: read.fields, prose: read.prose, note });
  }
  return { actions, refused };
}

function lateFault(pointer: string): Rejection {
  return reject('instant-in-the-future', phrase('not-later-than-now'), pointer).rejection;
}

type ReadFields = Readonly<{
  fields: FieldValues;
  prose: Readonly<Record<string, string>>;
  refused: readonly Rejection[];
}>;

type Given = Readonly<{
  at: number;
  action: string;
  fields: Readonly<Record<string, unknown>>;
  note: string | undefined;
}>;

async function readFields(
  db: Queryable,
  engine: EnginePack,
  { at, action, fields, note }: Given,
  viewer: Actor,
): Promise<ReadFields> {
  const def = own(engine.actions, action);
  const faulty = (...refused: readonly Rejection[]): ReadFields => ({ fields: {}, prose: {}, refused });
  if (def === undefined) {
    const said = phrase('action-not-in-pack-of', { action, actions: Object.keys(engine.actions) });
    return faulty(reject('action-unknown', said, '/action').rejection);
  }
  if (action === 'merge') return faulty(reject('merge-not-possible', phrase('no-merge-in-past'), '/action').rejection);
  const { prose, rest, typed, faults } = takeProse(def.fields ?? {}, fields);
  const missing =
    action === 'comment' && note === undefined
      ? [reject('field-missing', phrase('comment-is-text'), '/note').rejection]
      : [];
  const parsed = parseFields(typed, engine.lists, rest, { at });
  if (!parsed.ok) return faulty(...missing, ...faults, parsed.rejection);
  const ahead = action === 'edit' ? aheadOfNow(engine, parsed.value, at) : undefined;
  const unknown = await checkReferences(db, referencesIn(typed, parsed.value), viewer);
  const refused = [...missing, ...faults, ahead, unknown].filter((one) => one !== undefined);
  return { fields: parsed.value, prose, refused };
}
