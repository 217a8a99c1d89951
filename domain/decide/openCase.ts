/** The first events of a case: API and workflow call this with the same input and get the same clocks. */

import { phrase } from '../../language/phrase.ts';
import { recusedIn } from '../case/access.ts';
import type { Intake } from '../case/command.ts';
import type { CaseEvent } from '../case/event.ts';
import { ok, reject, refusal, togetherAs, type Refused, type Rejection, type Result } from '../case/rejection.ts';
import type { EnginePack } from '../pack/pack.ts';
import { dateIn } from '../time/zone.ts';
import { defined, own } from '../values/own.ts';
import { withConsequences, type Advance } from './withConsequences.ts';
import { openingLevel, routeOf, unitOf } from './routing.ts';

/** `at` is case time, here the wall clock. Refuses what the pack does not know. */
export function openCase(pack: EnginePack, intake: Intake, at: number): Result<Advance> {
  const rejection = togetherAs(openingFaults(pack, intake, at));
  return rejection === undefined ? ok(openRegistered(pack, intake, at)) : { ok: false, rejection };
}

type Asked = Pick<Intake, 'channel' | 'category' | 'object' | 'fields' | 'actor'>;

/** Everything that the pack does not take. */
export function openingFaults(pack: EnginePack, asked: Asked, at: number): readonly Rejection[] {
  const { channel, category, object, fields, actor } = asked;
  const refused: Refused[] = [];
  if (own(pack.channels, channel) === undefined) refused.push(channelUnknown(pack, '/channel'));
  const def = own(pack.categories, category);
  if (def === undefined) refused.push(categoryUnknown(pack, '/category'));
  if (!pack.objects.includes(object))
    refused.push(reject('object-unknown', phrase('choose-object', { objects: pack.objects }), '/object'));
  for (const field of def?.require ?? [])
    if (own(fields, field) === undefined)
      refused.push(reject('field-missing', phrase('category-needs', { category, field }), `/fields/${field}`));
  const { promisedAt } = fields;
  if (typeof promisedAt === 'number' && promisedAt <= at) refused.push(promiseNotAhead());
  if (recusedIn(pack, fields).includes(actor.id)) refused.push(reject('recused', phrase('named-person-not-registrar')));
  return refused.map(({ rejection }) => rejection);
}

export function channelUnknown({ channels }: EnginePack, pointer: string): Refused {
  return reject('channel-unknown', phrase('choose-channel', { channels: Object.keys(channels) }), pointer);
}

export function categoryUnknown({ categories }: EnginePack, pointer: string): Refused {
  return reject('category-unknown', phrase('choose-category', { categories: Object.keys(categories) }), pointer);
}

export function promiseNotAhead(): Refused {
  return reject('instant-in-the-past', phrase('promise-in-future'), '/fields/promisedAt');
}

/** Never refuses: once acknowledged, a case must have deadlines, even where today's rules would not take it. */
export function openRegistered(pack: EnginePack, intake: Intake, at: number): Advance {
  const { object, channel, category, fields, anonymous, repeatOf, representatives, assigned, actor } = intake;
  const { promisedAt } = fields;
  const route = routeOf(pack, intake);
  const registered: CaseEvent = {
    type: 'CaseRegistered',
    data: defined({
      object,
      channel,
      unit: (route && unitOf(route, intake)) ?? intake.unit,
      category,
      level: openingLevel(pack, intake, route),
      fields,
      anonymous,
      accepted: pack.acceptance === 'at-registration',
      repeatOf,
      handler: assigned !== undefined && recusedIn(pack, fields).includes(assigned) ? undefined : assigned,
      bypass: route?.bypass === true || undefined,
      route: route?.rule,
      representatives,
      calendar: pack.calendar && { layers: pack.calendar.layers, version: pack.calendar.version },
    }),
  };
  const promised: readonly CaseEvent[] =
    typeof promisedAt === 'number' ? [{ type: 'PromiseMade', data: { promisedAt, deferral: false } }] : [];
  return withConsequences(pack, undefined, [registered, ...promised], { id: 'intake', at, actor });
}

/** The pack is not in force that day. Drills may be held on any day. */
export function outsideWindow({ id, window, timezone }: EnginePack, at: number): Rejection | undefined {
  const day = dateIn(at, timezone);
  if (window === undefined || (day >= window.from && day <= window.to)) return undefined;
  const { from, to } = window;
  return refusal('outside-window', phrase('outside-window', { pack: id, from, to }), '/pack');
}
