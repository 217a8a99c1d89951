/** Registration of a complaint: parse, one transaction, then its workflow. What is acknowledged is never lost. */

import { phrase } from '../../language/phrase.ts';
import type { z } from 'zod';
import type { createComplaintSchema } from '../../contracts/httpComplaint.ts';
import type { Actor } from '../../domain/case/actor.ts';
import type { Intake } from '../../domain/case/command.ts';
import { barredFrom } from '../../domain/case/access.ts';
import { openCase, openRegistered, outsideWindow } from '../../domain/decide/openCase.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { topicOf, type RepeatRule } from '../../domain/case/repeats.ts';
import { routeOf } from '../../domain/decide/routing.ts';
import type { Rejection } from '../../domain/case/rejection.ts';
import { referencesIn } from '../../domain/fields/reference.ts';
import { repeatRuleOf } from '../../packs/load/repeatRuleOf.ts';
import { heldCalendarRevision } from '../../store/rules/calendarYears.ts';
import { readCase, type CaseView } from '../../store/readModel/caseView.ts';
import { recipientsFor } from '../../store/people/recipients.ts';
import { transaction, type Queryable } from '../../store/database/database.ts';
import { claimKey, type Claim, type RequestKey } from '../../store/idempotency/idempotency.ts';
import { customerMarks } from '../../store/registration/customerMarks.ts';
import { customerOf, earlierCase } from '../../store/registration/customerOf.ts';
import { nextNumber } from '../../store/registration/numberCounter.ts';
import { writeComplaint } from '../../store/registration/writeComplaint.ts';
import { checkReferences } from '../../store/readModel/checkReferences.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { atComplainant, intakeOf, type ParsedIntake } from '../input/intakeOf.ts';
import { engineAt, type RegisteredPack } from '../../client/packRegistry.ts';
import { Problem, problemOf } from '../problems/problem.ts';
import { otherBody } from '../http/requestKey.ts';

type Body = z.infer<typeof createComplaintSchema>;

export interface RegisteredCase {
  readonly view: CaseView;
  readonly pack: RegisteredPack;
  /** The case was registered by an earlier request with the same key. */
  readonly answeredBefore: boolean;
}

export interface RegistrationAsk {
  readonly body: Body;
  readonly actor: Actor;
  readonly key: RequestKey | undefined;
  readonly unitKnown: boolean;
  /** Its workflow is started behind those of others. */
  readonly background: boolean;
}

/** What came of the transaction; nothing of it is kept but a case that is registered. */
type Outcome =
  | { readonly kind: 'registered'; readonly view: CaseView }
  | { readonly kind: 'refused'; readonly rejection: Rejection }
  /** A year was published since the look at the calendars. */
  | { readonly kind: 'other-days' }
  /** Another request was quicker to register under the key. */
  | { readonly kind: 'key-taken'; readonly key: RequestKey };

/** Registers the complaint and starts its workflow; the same key again gives the same case. */
export async function registerCase(deps: ApiDependencies, ask: RegistrationAsk): Promise<RegisteredCase> {
  const { body, actor, background } = ask;
  const pack = await packOf(deps, body.pack);
  const at = Date.now();
  const intake = await intakeFor(deps, ask, pack, at);
  const outcome = await transaction(
    deps.db,
    (tx) => register(tx, deps, ask, intake),
    ({ kind }) => kind === 'registered',
  );
  switch (outcome.kind) {
    case 'refused':
      throw problemOf(outcome.rejection);
    case 'other-days':
      return registerCase(deps, ask);
    case 'key-taken':
      return registeredBefore(deps, await claimKey(deps.db, outcome.key), actor);
    case 'registered':
      deps.metrics.registered(pack.engine.id, body.drill !== undefined);
      await deps.reconciler.startNow(outcome.view, background);
      return { view: outcome.view, pack: { ...pack, engine: intake.engine }, answeredBefore: false };
  }
}

/** What is asked, read against its pack. */
interface ReadIntake extends ParsedIntake {
  readonly engine: EnginePack;
  readonly repeat: RepeatRule | undefined;
  /** The calendars that it was read with. */
  readonly revision: number;
  readonly at: number;
  readonly category: string;
}

async function intakeFor(
  deps: ApiDependencies,
  { body, actor, unitKnown }: RegistrationAsk,
  pack: RegisteredPack,
  at: number,
): Promise<ReadIntake> {
  const { revision } = deps.packs;
  const parsed = intakeOf(pack.engine, body, at);
  if (!unitKnown) throw new Problem(422, 'unit-unknown', { ...phrase('no-unit'), pointer: '/unit' });
  const unknown = await checkReferences(deps.db, referencesIn(pack.engine.fields, parsed.fields), actor);
  if (unknown !== undefined) throw problemOf(atComplainant(pack.engine, unknown));
  const window = body.drill === undefined ? outsideWindow(pack.engine, at) : undefined;
  if (window !== undefined) throw problemOf(window);
  const category = body.category ?? Object.keys(pack.engine.categories)[0] ?? '';
  return {
    ...parsed,
    engine: engineAt(pack.engine, at),
    repeat: repeatRuleOf(pack.authored),
    revision,
    at,
    category,
  };
}

/** The registration itself, in one transaction. */
async function register(
  tx: Queryable,
  deps: ApiDependencies,
  { body, actor, key }: RegistrationAsk,
  read: ReadIntake,
): Promise<Outcome> {
  const { engine, at, category, repeat, complainant } = read;
  const base = { origin: at, speed: body.drill?.speed ?? 1 };
  const no = await nextNumber(tx, base, engine.timezone);
  const topic = topicOf(repeat, category);
  const marks = complainant === undefined ? [] : customerMarks(deps.keys, deps.region, complainant);
  const customer = await customerOf(tx, marks, repeat === undefined ? undefined : topic);
  const repeatOf =
    customer === undefined || repeat === undefined
      ? undefined
      : await earlierCase(tx, customer, engine.id, topic, base, repeat.windowMs);
  if (engine.calendar !== undefined && (await heldCalendarRevision(tx)) !== read.revision)
    return { kind: 'other-days' };
  const asked: Intake = {
    object: body.object ?? engine.objects[0] ?? '',
    channel: body.channel,
    unit: body.unit,
    category,
    fields: read.fields,
    anonymous: complainant === undefined,
    actor,
    ...(engine.calendar === undefined ? {} : { calendar: engine.calendar }),
    ...(repeatOf === undefined ? {} : { repeatOf }),
    ...(read.representatives === undefined ? {} : { representatives: read.representatives }),
  };
  const assigned = await routedTo(tx, engine, asked, at);
  const intake = assigned === undefined ? asked : { ...asked, assigned };
  const opened = openCase(engine, intake, at);
  if (!opened.ok) return { kind: 'refused', rejection: opened.rejection };
  const pack = { id: engine.id, version: engine.version, hash: engine.hash };
  const { demand } = body;
  const receiptCode = await writeComplaint(tx, deps.keys, {
    no,
    pack,
    base,
    customer,
    topic,
    intake,
    complainant,
    demand,
    key,
    opened: opened.value,
    prose: read.prose,
  });
  if (receiptCode === undefined && key !== undefined) return { kind: 'key-taken', key };
  const { state } = opened.value;
  return {
    kind: 'registered',
    view: {
      no,
      pack,
      openedUnder: pack,
      base,
      state,
      intake,
      receiptCode: receiptCode ?? '',
      workflowStarted: false,
    },
  };
}

/**
 * The case that an earlier request with the same key registered; as it began, for whoever may no longer know how it
 * went on.
 */
export async function registeredBefore(deps: ApiDependencies, claim: Claim, actor: Actor): Promise<RegisteredCase> {
  if (claim.kind !== 'answered' || claim.answer.no === null) throw otherBody();
  const view = await mustRead(deps, claim.answer.no);
  if (!view.workflowStarted) deps.reconciler.wake();
  const pack = await deps.packs.byHash(view.openedUnder.hash, view.intake.calendar);
  const opened =
    barredFrom(view.state.access, actor) === undefined
      ? undefined
      : openRegistered(pack.engine, view.intake, view.base.origin);
  return { view: opened === undefined ? view : { ...view, state: opened.state }, pack, answeredBefore: true };
}

/**
 * The person to whom the pack routes a new case: the first holder of the role who is there and may know of it; nobody
 * when there is none.
 */
async function routedTo(tx: Queryable, engine: EnginePack, intake: Intake, at: number): Promise<string | undefined> {
  const route = routeOf(engine, intake);
  if (route?.role === undefined) return undefined;
  const opened = openCase(engine, intake, at);
  if (!opened.ok) return undefined;
  const { access } = opened.value.state;
  const found = await recipientsFor(tx, {
    role: route.role,
    unit: route.unit ?? intake.unit,
    roles: engine.roles,
    access,
  });
  return found.find((one) => one.via !== 'administrator')?.id;
}

/** The pack that is named, or the one that is meant; only one with a calendar pays for the look whether a year came out. */
async function packOf(deps: ApiDependencies, id: string | undefined): Promise<RegisteredPack> {
  const known = deps.packs.inForce();
  const only = known.length === 1 ? known[0] : undefined;
  const found = id === undefined ? (deps.packs.find(deps.defaultPack ?? '') ?? only) : deps.packs.find(id);
  if (found === undefined) {
    const packs = known.map((one) => one.engine.id);
    const said = id === undefined ? phrase('name-pack', { packs }) : phrase('no-such-pack', { packs });
    throw new Problem(422, 'pack-unknown', { ...said, pointer: '/pack' });
  }
  if (found.engine.calendar === undefined) return found;
  await deps.packs.refreshCalendars();
  return deps.packs.find(found.engine.id) ?? found;
}

async function mustRead(deps: ApiDependencies, no: string): Promise<CaseView> {
  const view = await readCase(deps.db, deps.keys, no);
  if (view === undefined) throw new Error(`the case ${no} is not in the read model`);
  return view;
}
