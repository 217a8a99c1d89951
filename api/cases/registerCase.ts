/** One transaction, then the workflow. What is acknowledged is never lost. */

import type { z } from 'zod';
import { engineAt, type RegisteredPack } from '../../client/packRegistry.ts';
import type { createComplaintSchema } from '../../contracts/httpComplaint.ts';
import { barredFrom } from '../../domain/case/access.ts';
import type { Actor } from '../../domain/case/event.ts';
import type { Intake } from '../../domain/case/command.ts';
import type { Rejection } from '../../domain/case/rejection.ts';
import { topicOf, type RepeatRule } from '../../domain/case/repeats.ts';
import { openCase, openRegistered, outsideWindow } from '../../domain/decide/openCase.ts';
import { routeOf } from '../../domain/decide/routing.ts';
import { referencesIn } from '../../domain/fields/reference.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { defined } from '../../domain/values/own.ts';
import { phrase } from '../../language/phrase.ts';
import { repeatRuleOf } from '../../packs/load/repeatRuleOf.ts';
import { transaction, type Queryable } from '../../store/database/database.ts';
import { claimKey, type Claim, type RequestKey } from '../../store/idempotency/idempotency.ts';
import { recipientsFor } from '../../store/people/recipients.ts';
import { numberByReference, readCase, type CaseView } from '../../store/readModel/caseView.ts';
import { checkReferences } from '../../store/readModel/checkReferences.ts';
import { customerMarks } from '../../store/registration/customerMarks.ts';
import { customerOf, earlierCase } from '../../store/registration/customerOf.ts';
import { nextNumber } from '../../store/registration/numberCounter.ts';
import { writeComplaint } from '../../store/registration/writeComplaint.ts';
import { heldCalendarRevision } from '../../store/rules/calendarYears.ts';
import { otherBody } from '../http/requestKey.ts';
import { atComplainant, intakeOf, type ParsedIntake } from '../input/intakeOf.ts';
import { Problem, problemOf } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { FoundCase } from './findCase.ts';
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
}>;

/** Only `registered` is committed. */
type Outcome =
  | Readonly<{ kind: 'registered'; view: CaseView }>
  | Readonly<{ kind: 'refused'; rejection: Rejection }>
  /** A year was published meanwhile. */
  | { readonly kind: 'other-days' }
  /** By another request. */
  | { readonly kind: 'key-taken' | 'reference-taken' };

/** The same key gives the same case. */
export async function registerCase(deps: ApiDependencies, ask: RegistrationAsk): Promise<RegisteredCase> {
  const { reference } = ask.body;
  const known = reference && (await numberByReference(deps.db, deps.keys, reference));
  if (known !== undefined) throw await referenceKnown(deps, ask, known);
  const pack = await packOf(deps, ask.body.pack);
  const read = await readIntake(deps, ask, pack);
  const outcome = await transaction(
    deps.db,
    (tx) => register(tx, deps, ask, read),
    ({ kind }) => kind === 'registered',
  );
  switch (outcome.kind) {
    case 'refused':
      throw problemOf(outcome.rejection);
    case 'other-days':
      return registerCase(deps, ask);
    case 'reference-taken':
      return registerCase(deps, ask);
    case 'key-taken':
      if (ask.key === undefined) throw new Error('a key that nobody sent was taken');
      return registeredBefore(deps, await claimKey(deps.db, ask.key), ask.actor);
    case 'registered':
      deps.metrics.registered(pack.engine.id, ask.body.drill !== undefined);
      await deps.reconciler.startNow(outcome.view, ask.background);
      return { view: outcome.view, pack: { ...pack, engine: read.engine }, answeredBefore: false };
  }
}

interface ReadIntake extends ParsedIntake {
  readonly engine: EnginePack;
  readonly repeat: RepeatRule | undefined;
  /** Of the calendars that it was read with. */
  readonly revision: number;
  readonly at: number;
}

async function readIntake(
  { db, packs }: ApiDependencies,
  { body, actor, level }: RegistrationAsk,
  { engine, authored }: RegisteredPack,
): Promise<ReadIntake> {
  const at = Date.now();
  const { revision } = packs;
  const parsed = intakeOf(engine, body, at);
  if (level === undefined) throw new Problem(422, 'unit-unknown', { ...phrase('no-unit'), pointer: '/unit' });
  const levels = engine.levels.map((one) => one.id);
  // The levels of a pack are those of the organisation where its roles are held at them.
  if (Object.values(engine.roles).some((role) => role.level !== undefined) && !levels.includes(level))
    throw new Problem(422, 'field-invalid', { ...phrase('unit-level', { level, levels }), pointer: '/unit' });
  const unknown = await checkReferences(db, referencesIn(engine.fields, parsed.fields), actor);
  if (unknown !== undefined) throw problemOf(atComplainant(engine, unknown));
  const window = body.drill === undefined ? outsideWindow(engine, at) : undefined;
  if (window !== undefined) throw problemOf(window);
  return { ...parsed, engine: engineAt(engine, at), repeat: repeatRuleOf(authored), revision, at };
}

async function register(
  tx: Queryable,
  { keys, region }: ApiDependencies,
  { body, actor, key }: RegistrationAsk,
  { engine, at, repeat, revision, complainant, fields, prose, representatives }: ReadIntake,
): Promise<Outcome> {
  const { id, version, hash, calendar } = engine;
  const { channel, unit, demand, reference, category = Object.keys(engine.categories)[0] ?? '' } = body;
  const base = { origin: at, speed: body.drill?.speed ?? 1 };
  const no = await nextNumber(tx, base, engine.timezone);
  const topic = topicOf(repeat, category);
  const marks = complainant === undefined ? [] : customerMarks(keys, region, complainant);
  const customer = await customerOf(tx, marks, repeat && topic);
  const repeatOf = customer && repeat && (await earlierCase(tx, customer, id, topic, base, repeat.windowMs));
  if (calendar !== undefined && (await heldCalendarRevision(tx)) !== revision) return { kind: 'other-days' };
  const asked: Intake = {
    object: body.object ?? engine.objects[0] ?? '',
    channel,
    unit,
    category,
    fields,
    anonymous: complainant === undefined,
    actor,
    ...defined({ calendar, repeatOf, representatives }),
  };
  const intake = { ...asked, ...defined({ assigned: await routedTo(tx, engine, asked, at) }) };
  const opened = openCase(engine, intake, at);
  if (!opened.ok) return { kind: 'refused', rejection: opened.rejection };
  const pack = { id, version, hash };
  const registered = { no, pack, base, intake };
  const written = await writeComplaint(tx, keys, {
    ...registered,
    customer,
    topic,
    complainant,
    demand,
    reference,
    key,
    opened: opened.value,
    prose,
  });
  if (written.kind !== 'written') return written;
  const { receiptCode } = written;
  const { state } = opened.value;
  const view = { ...registered, openedUnder: pack, state, receiptCode, reference, workflowStarted: false };
  return { kind: 'registered', view };
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

/** The named pack, else the default; with newly published years. */
async function packOf({ packs, defaultPack }: ApiDependencies, named: string | undefined): Promise<RegisteredPack> {
  const inForce = packs.inForce();
  const only = inForce.length === 1 ? inForce[0] : undefined;
  const found = named === undefined ? (packs.find(defaultPack ?? '') ?? only) : packs.find(named);
  if (found === undefined) {
    const known = { packs: inForce.map((one) => one.engine.id) };
    const said = named === undefined ? phrase('name-pack', known) : phrase('no-such-pack', known);
    throw new Problem(422, 'pack-unknown', { ...said, pointer: '/pack' });
  }
  if (found.engine.calendar === undefined) return found;
  await packs.refreshCalendars();
  return packs.find(found.engine.id) ?? found;
}
