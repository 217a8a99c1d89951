/** Registration of a complaint: parse, one transaction, then its workflow. What is acknowledged is never lost. */

import { phrase } from '../../language/phrase.ts';
import type { z } from 'zod';
import type { createComplaintSchema } from '../../contracts/httpComplaint.ts';
import type { Actor } from '../../domain/case/actor.ts';
import type { Intake } from '../../domain/case/command.ts';
import { barredFrom } from '../../domain/case/access.ts';
import { openCase, openRegistered, outsideWindow } from '../../domain/decide/openCase.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { topicOf } from '../../domain/case/repeats.ts';
import { routeOf } from '../../domain/decide/routing.ts';
import type { Rejection } from '../../domain/case/rejection.ts';
import { referencesIn } from '../../domain/fields/reference.ts';
import { repeatRuleOf } from '../../packs/load/repeatRuleOf.ts';
import { heldCalendarRevision } from '../../store/rules/calendarYears.ts';
import { readCase } from '../../store/readModel/caseView.ts';
import type { CaseView } from '../../store/readModel/caseView.ts';
import { recipientsFor } from '../../store/people/recipients.ts';
import type { Queryable } from '../../store/database/database.ts';
import { claimKey } from '../../store/idempotency/idempotency.ts';
import type { Claim, RequestKey } from '../../store/idempotency/idempotency.ts';
import { KeyTaken, registerComplaint } from '../../store/registration/registerComplaint.ts';
import { checkReferences } from '../../store/readModel/checkReferences.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { atComplainant, intakeOf } from '../input/intakeOf.ts';
import { engineAt } from '../../client/packRegistry.ts';
import type { RegisteredPack } from '../../client/packRegistry.ts';
import { Problem, problemOf } from '../problems/problem.ts';
import { otherBody } from '../http/requestKey.ts';

type Body = z.infer<typeof createComplaintSchema>;

export interface RegisteredCase {
  readonly view: CaseView;
  readonly pack: RegisteredPack;
  /** The case was registered by an earlier request with the same key. */
  readonly replayed: boolean;
}

class Refused extends Error {
  readonly rejection: Rejection;
  constructor(rejection: Rejection) {
    super(rejection.code);
    this.rejection = rejection;
  }
}

/** A year was published between the look at the calendars and the registration: once more, with the new days. */
class OtherDays extends Error {}

export interface RegistrationAsk {
  readonly body: Body;
  readonly actor: Actor;
  readonly key: RequestKey | undefined;
  readonly unitKnown: boolean;
  /** Its workflow is started behind those of others. */
  readonly background: boolean;
}

/** Registers the complaint and starts its workflow; the same key again gives the same case. */
export async function registerCase(deps: ApiDependencies, ask: RegistrationAsk): Promise<RegisteredCase> {
  const { body, actor, key, background } = ask;
  // Only a pack with a calendar pays for the look whether a year came out.
  if (packOf(deps, body.pack).engine.calendar !== undefined) await deps.packs.refreshCalendars();
  const { revision } = deps.packs;
  const pack = packOf(deps, body.pack);
  const at = Date.now();
  const engine = engineAt(pack.engine, at);
  const parsed = intakeOf(pack.engine, body, at);
  if (!ask.unitKnown) throw new Problem(422, 'unit-unknown', { ...phrase('no-unit'), pointer: '/unit' });
  const unknown = await checkReferences(deps.db, referencesIn(pack.engine.fields, parsed.fields), actor);
  if (unknown !== undefined) throw problemOf(atComplainant(pack.engine, unknown));
  if (body.drill === undefined) {
    const window = outsideWindow(pack.engine, at);
    if (!window.ok) throw problemOf(window.rejection);
  }
  const category = body.category ?? Object.keys(pack.engine.categories)[0] ?? '';
  const repeat = repeatRuleOf(pack.authored);
  const identity = { id: pack.engine.id, version: pack.engine.version, hash: pack.engine.hash };
  const base = { origin: at, speed: body.drill?.speed ?? 1 };
  try {
    const registered = await registerComplaint(deps.db, deps.keys, {
      pack: identity,
      base,
      ...(parsed.complainant === undefined ? {} : { complainant: parsed.complainant }),
      demand: body.demand,
      prose: parsed.prose,
      topic: topicOf(repeat, category),
      ...(repeat === undefined ? {} : { repeatWindowMs: repeat.windowMs }),
      registeredBy: actor.id,
      zone: pack.engine.timezone,
      region: deps.region,
      open: async (repeatOf, tx) => {
        if (engine.calendar !== undefined && (await heldCalendarRevision(tx)) !== revision) throw new OtherDays();
        const intake: Intake = {
          object: body.object ?? pack.engine.objects[0] ?? '',
          channel: body.channel,
          unit: body.unit,
          category,
          fields: parsed.fields,
          anonymous: parsed.complainant === undefined,
          actor,
          ...(engine.calendar === undefined ? {} : { calendar: engine.calendar }),
          ...(repeatOf === undefined ? {} : { repeatOf }),
          ...(parsed.representatives === undefined ? {} : { representatives: parsed.representatives }),
        };
        const assigned = await routedTo(tx, engine, intake, at);
        const routed = assigned === undefined ? intake : { ...intake, assigned };
        const opened = openCase(engine, routed, at);
        if (!opened.ok) throw new Refused(opened.rejection);
        return { intake: routed, events: opened.value.events };
      },
      ...(key === undefined ? {} : { key }),
    });
    deps.metrics.registered(pack.engine.id, body.drill !== undefined);
    const { no, receiptCode, intake, state } = registered;
    const view: CaseView = {
      no,
      pack: identity,
      openedUnder: identity,
      base,
      state,
      receiptCode,
      intake,
      workflowStarted: false,
    };
    await deps.reconciler.startNow(view, background);
    return { view, pack: { ...pack, engine }, replayed: false };
  } catch (error) {
    if (error instanceof Refused) throw problemOf(error.rejection);
    if (error instanceof OtherDays) return registerCase(deps, ask);
    if (error instanceof KeyTaken) return registeredBefore(deps, await claimKey(deps.db, error.key), actor);
    throw error;
  }
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
  return { view: opened === undefined ? view : { ...view, state: opened.state }, pack, replayed: true };
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
    ...(access === undefined ? {} : { access }),
  });
  return found.find((one) => one.via !== 'administrator')?.id;
}

function packOf(deps: ApiDependencies, id: string | undefined): RegisteredPack {
  const known = deps.packs.inForce();
  const only = known.length === 1 ? known[0] : undefined;
  const found = id === undefined ? (deps.packs.find(deps.defaultPack ?? '') ?? only) : deps.packs.find(id);
  if (found !== undefined) return found;
  const packs = known.map((one) => one.engine.id);
  const said = id === undefined ? phrase('name-pack', { packs }) : phrase('no-such-pack', { packs });
  throw new Problem(422, 'pack-unknown', { ...said, pointer: '/pack' });
}

async function mustRead(deps: ApiDependencies, no: string): Promise<CaseView> {
  const view = await readCase(deps.db, deps.keys, no);
  if (view === undefined) throw new Error(`the case ${no} is not in the read model`);
  return view;
}
