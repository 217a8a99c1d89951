/** The first events of a case. The API and the workflow both call this with the same input and get the same clocks. */

import { phrase } from '../../language/phrase.ts';
import { recusedIn } from '../case/access.ts';
import type { Intake } from '../case/command.ts';
import type { CaseEvent } from '../case/event.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { react, type Advance } from './react.ts';
import { ok, reject, type Rejection, type Result } from '../case/rejection.ts';
import { openingLevel, routeOf } from './routing.ts';
import { dateIn } from '../time/zone.ts';

/** Opens a case at `at` (case time, which is the wall clock at that moment). Refuses what the pack does not know. */
export function openCase(pack: EnginePack, intake: Intake, at: number): Result<Advance> {
  const refusal = refusalOf(pack, intake, at);
  return refusal === undefined ? ok(openRegistered(pack, intake, at)) : { ok: false, rejection: refusal };
}

function refusalOf(pack: EnginePack, intake: Intake, at: number): Rejection | undefined {
  if (own(pack.channels, intake.channel) === undefined)
    return reject('channel-unknown', phrase('choose-channel', { channels: Object.keys(pack.channels) }), '/channel')
      .rejection;
  const category = own(pack.categories, intake.category);
  if (category === undefined)
    return reject(
      'category-unknown',
      phrase('choose-category', { categories: Object.keys(pack.categories) }),
      '/category',
    ).rejection;
  if (!pack.objects.includes(intake.object))
    return reject('object-unknown', phrase('choose-object', { objects: pack.objects }), '/object').rejection;
  const missing = (category.require ?? []).find((name) => own(intake.fields, name) === undefined);
  if (missing !== undefined)
    return reject(
      'field-missing',
      phrase('category-needs', { category: intake.category, field: missing }),
      `/fields/${missing}`,
    ).rejection;
  const promisedAt = intake.fields['promisedAt'];
  if (typeof promisedAt === 'number' && promisedAt <= at)
    return reject('instant-in-the-past', phrase('promise-in-future'), '/fields/promisedAt').rejection;
  if (recusedIn(pack, intake.fields).includes(intake.actor.id))
    return reject('recused', phrase('named-person-not-registrar')).rejection;
  return undefined;
}

/**
 * The first events of a case that is registered, whatever let it in: it lives on as it is, also where today's rules
 * would not take it. A case that is refused after it was acknowledged would have no deadlines at all.
 */
export function openRegistered(pack: EnginePack, intake: Intake, at: number): Advance {
  const promisedAt = intake.fields['promisedAt'];
  const recused = recusedIn(pack, intake.fields);
  const route = routeOf(pack, intake);
  const handler = intake.assigned !== undefined && !recused.includes(intake.assigned) ? intake.assigned : undefined;
  const registered: CaseEvent = {
    type: 'CaseRegistered',
    data: {
      object: intake.object,
      channel: intake.channel,
      unit: route?.unit ?? intake.unit,
      category: intake.category,
      level: openingLevel(pack, intake, route),
      fields: intake.fields,
      anonymous: intake.anonymous,
      accepted: pack.acceptance === 'at-registration',
      ...(intake.repeatOf === undefined ? {} : { repeatOf: intake.repeatOf }),
      ...(handler === undefined ? {} : { handler }),
      ...(route?.bypass === true ? { bypass: true } : {}),
      ...(route?.rule === undefined ? {} : { route: route.rule }),
      ...(intake.representatives === undefined ? {} : { representatives: intake.representatives }),
      ...(pack.calendar === undefined
        ? {}
        : { calendar: { layers: pack.calendar.layers, version: pack.calendar.version } }),
    },
  };
  const promised: readonly CaseEvent[] =
    typeof promisedAt === 'number' ? [{ type: 'PromiseMade', data: { promisedAt, deferral: false } }] : [];
  return react(pack, undefined, [registered, ...promised], { id: 'intake', at, actor: intake.actor });
}

/** Refusal of a case outside the days on which the pack is in force. Rehearsals may be held on any day. */
export function outsideWindow(pack: EnginePack, at: number): Result<undefined> {
  const day = dateIn(at, pack.timezone);
  if (pack.window === undefined || (day >= pack.window.from && day <= pack.window.to)) return ok(undefined);
  return reject(
    'outside-window',
    phrase('outside-window', { pack: pack.id, from: pack.window.from, to: pack.window.to }),
    '/pack',
  );
}
