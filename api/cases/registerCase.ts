/** One transaction, then the workflow. What is acknowledged is never lost. */

import type { z } from 'zod';
import type { RegisteredPack } from '../../client/packRegistry.ts';
import type { createComplaintSchema } from '../../contracts/http/httpComplaint.ts';
import { barredFrom } from '../../domain/case/access.ts';
import type { Intake } from '../../domain/case/command.ts';
import type { Actor } from '../../domain/case/event.ts';
import type { Rejection } from '../../domain/case/rejection.ts';
import { topicOf } from '../../domain/case/repeats.ts';
import { needsWorkflow } from '../../domain/decide/lapse.ts';
import { openCase, openRegistered } from '../../domain/decide/openCase.ts';
import type { Advance } from '../../domain/decide/withConsequences.ts';
import { routeOf } from '../../domain/decide/routing.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { defined } from '../../domain/values/own.ts';
import { transaction, type Queryable } from '../../store/database/database.ts';
import { claimKey, type Claim, type RequestKey } from '../../store/idempotency/idempotency.ts';
import { recipientsFor } from '../../store/people/recipients.ts';
import { numberByReference, readCase, type CaseView } from '../../store/readModel/caseView.ts';
import { bringReservations } from '../../store/log/reservations.ts';
import { customerMarks } from '../../store/registration/customerMarks.ts';
import { customerOf, earlierCase } from '../../store/registration/customerOf.ts';
import { nextNumber } from '../../store/registration/numberCounter.ts';
import { writeComplaint } from '../../store/registration/writeComplaint.ts';
import { heldCalendarRevision } from '../../store/rules/calendarYears.ts';
import { otherBody } from '../http/requestKey.ts';
import { problemOf } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { bringPast, type BroughtPast } from './bringPast.ts';
import type { FoundCase } from './findCase.ts';
import { packAsked } from './packAsked.ts';
import type { GivenPast } from './readPast.ts';
import { readRegistration, type ReadIntake } from './readRegistration.ts';
import { referenceKnown } from './referenceKnown.ts';

export interface RegisteredCase extends FoundCase {
  /** By a request with the same key. */
  readonly answeredBefore: boolean;
}

export type RegistrationAsk = Readonly<{
  body: z.infer<typeof createComplaintSchema>;
  actor: Actor;
  key: RequestKey | undefined;
  /** Of the unit; `undefined`: there is no such unit. */
  level: string | undefined;
  /** Starts behind others. */
  background: boolean;
  /** It is brought in. */
  past?: GivenPast;
}>;

type Opened = Readonly<{ kind: 'opened'; intake: Intake; customer: string | undefined }> &
  Pick<BroughtPast, 'life' | 'notes' | 'held'>;
type NotOpened =
  | Readonly<{ kind: 'refused'; rejection: Rejection }>
  /** A year was published meanwhile. */
  | { readonly kind: 'other-days' };

/** Only `registered` is committed. */
type Outcome =
  | Readonly<{ kind: 'registered'; view: CaseView }>
  | NotOpened
  /** By another request. */
  | { readonly kind: 'key-taken' | 'reference-taken' };

/** The same key gives the same case. */
export async function registerCase(deps: ApiDependencies, ask: RegistrationAsk): Promise<RegisteredCase> {
  const { pack, read } = await readAsked(deps, ask);
  const outcome = await transaction(
    deps.db,
    (tx) => register(tx, deps, ask, read),
    ({ kind }) => kind === 'registered',
  );
  switch (outcome.kind) {
    case 'refused':
      throw problemOf(outcome.rejection);
    case 'other-days':
    case 'reference-taken':
      return registerCase(deps, ask);
    case 'key-taken':
      if (ask.key === undefined) throw new Error('a key that nobody sent was taken');
      return registeredBefore(deps, await claimKey(deps.db, ask.key), ask.actor);
    case 'registered':
      if (ask.past === undefined) deps.metrics.registered(pack.engine.id, ask.body.drill !== undefined);
      if (!outcome.view.workflowStarted) await deps.reconciler.startNow(outcome.view, ask.background);
      return { view: outcome.view, pack: { ...pack, engine: read.engine }, answeredBefore: false };
  }
}

/** The case as it would begin; nothing is registered. */
export async function tryRegistration(deps: ApiDependencies, ask: RegistrationAsk): Promise<Advance> {
  const { read } = await readAsked(deps, ask);
  const outcome = await transaction(
    deps.db,
    (tx) => open(tx, deps, ask, read, ''),
    () => false,
  );
  if (outcome.kind === 'refused') throw problemOf(outcome.rejection);
  return outcome.kind === 'opened' ? outcome.life : tryRegistration(deps, ask);
}

async function readAsked(
  deps: ApiDependencies,
  ask: RegistrationAsk,
): Promise<Readonly<{ pack: RegisteredPack; read: ReadIntake }>> {
  const { reference } = ask.body;
  const known = reference && (await numberByReference(deps.db, deps.keys, reference));
  if (known !== undefined) throw await referenceKnown(deps, ask, known);
  const pack = await packAsked(deps, ask.body.pack);
  if (!pack.ok) throw problemOf(pack.rejection);
  const { actor, level, past } = ask;
  const asking = { actor, level, at: past?.at ?? Date.now(), ...defined({ past }) };
  const read = await readRegistration(deps, ask.body, asking, pack.value);
  return { pack: pack.value, read };
}

async function register(
  tx: Queryable,
  deps: ApiDependencies,
  ask: RegistrationAsk,
  read: ReadIntake,
): Promise<Outcome> {
  const base = baseOf(ask, read);
  const no = await nextNumber(tx, base, read.engine.timezone);
  const found = await open(tx, deps, ask, read, no);
  if (found.kind !== 'opened') return found;
  const { intake, life, notes, held, customer } = found;
  const { state } = life;
  const { demand, reference } = ask.body;
  const { complainant, prose } = read;
  const { id, version, hash } = read.engine;
  const pack = { id, version, hash };
  const registered = { no, pack, base, intake };
  const topic = topicOf(read.repeat, intake.category);
  const ended = read.past !== undefined && !needsWorkflow(read.engine, state);
  const sealed = { complainant, demand, reference, prose, notes };
  const further = { customer, topic, key: ask.key, opened: life, needsNoWorkflow: ended };
  const written = await writeComplaint(tx, deps.keys, { ...registered, ...further, ...sealed });
  if (written.kind !== 'written') return written;
  await bringReservations(tx, no, held, life.events);
  const { receiptCode } = written;
  const view = { ...registered, openedUnder: pack, state, receiptCode, reference, workflowStarted: ended };
  return { kind: 'registered', view };
}

function baseOf({ body: { drill } }: RegistrationAsk, { at }: ReadIntake): TimeBase {
  return { origin: at, speed: drill?.speed ?? 1 };
}

async function open(
  tx: Queryable,
  { keys, region }: ApiDependencies,
  ask: RegistrationAsk,
  read: ReadIntake,
  no: string,
): Promise<Opened | NotOpened> {
  const { body, actor } = ask;
  const { engine, at, category, repeat, revision, complainant, fields, representatives } = read;
  const { id, calendar } = engine;
  const topic = topicOf(repeat, category);
  const marks = complainant === undefined ? [] : customerMarks(keys, region, complainant);
  const customer = await customerOf(tx, marks, repeat && topic);
  const base = baseOf(ask, read);
  const until = ask.past?.at;
  const repeatOf = customer && repeat && (await earlierCase(tx, customer, id, topic, base, repeat.windowMs, until));
  if (calendar !== undefined && (await heldCalendarRevision(tx)) !== revision) return { kind: 'other-days' };
  const asked: Intake = {
    object: body.object ?? engine.objects[0] ?? '',
    channel: body.channel,
    unit: body.unit,
    category,
    fields,
    anonymous: complainant === undefined,
    actor,
    ...defined({ calendar, repeatOf, representatives }),
  };
  const intake = { ...asked, ...defined({ assigned: await routedTo(tx, engine, asked, at) }) };
  const opened = openCase(engine, intake, at);
  if (!opened.ok) return { kind: 'refused', rejection: opened.rejection };
  if (read.past === undefined) return { kind: 'opened', intake, customer, life: opened.value, notes: [], held: [] };
  const past = { no, customer, opened: opened.value, actions: read.past, actor };
  const brought = await bringPast(tx, engine, past);
  return brought.ok
    ? { kind: 'opened', intake, customer, ...brought.value }
    : { kind: 'refused', rejection: brought.rejection };
}

/** As it began, if the actor may not see it any more. */
export async function registeredBefore(deps: ApiDependencies, claim: Claim, actor: Actor): Promise<RegisteredCase> {
  if (claim.kind !== 'answered' || claim.answer.no === null) throw otherBody();
  const view = await readCase(deps.db, deps.keys, claim.answer.no);
  if (view === undefined) throw new Error(`the case ${claim.answer.no} is not in the read model`);
  const { state, openedUnder, intake, base, workflowStarted } = view;
  if (!workflowStarted) deps.reconciler.wake();
  const pack = await deps.packs.byHash(openedUnder.hash, intake.calendar);
  if (barredFrom(state.access, actor) === undefined) return { view, pack, answeredBefore: true };
  const opened = openRegistered(pack.engine, intake, base.origin);
  return { view: { ...view, state: opened.state }, pack, answeredBefore: true };
}

/** The first holder of the pack's role who is present and may see it. */
async function routedTo(tx: Queryable, engine: EnginePack, intake: Intake, at: number): Promise<string | undefined> {
  const { role, unit = intake.unit } = routeOf(engine, intake) ?? {};
  const opened = role === undefined ? undefined : openCase(engine, intake, at);
  if (role === undefined || opened?.ok !== true) return undefined;
  const { access } = opened.value.state;
  const found = await recipientsFor(tx, { role, unit, roles: engine.roles, access });
  return found.find((one) => one.via !== 'administrator')?.id;
}
