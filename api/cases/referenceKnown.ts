import type { z } from 'zod';
import type { createComplaintSchema } from '../../contracts/http/httpComplaint.ts';
import { barredFrom } from '../../domain/case/access.ts';
import type { Actor } from '../../domain/case/event.ts';
import { own } from '../../domain/values/own.ts';
import { sameJson } from '../../domain/values/sameJson.ts';
import { faultsIn, phrase } from '../../language/phrase.ts';
import type { CaseView } from '../../store/readModel/caseView.ts';
import { openComplainant, openDemand } from '../../store/vault/complainant.ts';
import { readLog } from '../../store/log/eventLog.ts';
import { readNotes } from '../../store/vault/notes.ts';
import { attributesOf, intakeOf } from '../input/intakeOf.ts';
import { Problem } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { loadCase } from './findCase.ts';
import { readPast, type GivenPast, type ReadAction } from './readPast.ts';

type Body = z.infer<typeof createComplaintSchema>;
type Asked = Readonly<{ body: Body; actor: Actor; past?: GivenPast }>;

/**
 * 409: the reference is of the case `no`. Names the places where the body differs from what was registered, if the
 * actor may know of the case; never what was registered.
 */
export async function referenceKnown(
  deps: ApiDependencies,
  { body, actor, past }: Asked,
  no: string,
): Promise<Problem> {
  const { view } = await loadCase(deps, no);
  if (barredFrom(view.state.access, actor) !== undefined)
    return new Problem(409, 'reference-known', { ...phrase('reference-known'), pointer: '/reference' });
  const differing = [
    ...(await differences(deps, body, view)),
    ...(past === undefined ? [] : await differingPast(deps, view, past, actor)),
  ];
  const faults = [
    { ...phrase('reference-known-as', { no }), pointer: '/reference' },
    ...differing.map((pointer) => ({ ...phrase('differs-from-registered'), pointer })),
  ];
  return new Problem(409, 'reference-known', phrase('faults', { faults }), { no });
}

/** Pointers into the body. */
async function differences(deps: ApiDependencies, body: Body, view: CaseView): Promise<readonly string[]> {
  const { intake, openedUnder } = view;
  const plain = { pack: openedUnder.id, object: intake.object, channel: intake.channel, unit: intake.unit };
  const given = { ...plain, category: intake.category };
  const names = Object.keys(given) as (keyof typeof given)[];
  const top = names.filter((name) => body[name] !== undefined && body[name] !== given[name]).map((name) => `/${name}`);
  const demand = await openDemand(deps.db, deps.keys, view.no);
  // Whoever was erased cannot be compared with.
  if (demand === undefined) return top;
  return [...top, ...(await differingFields(deps, body, view)), ...(demand === body.demand ? [] : ['/demand'])];
}

/** Read as they were at registration: what was right then is no fault now. */
async function differingFields(deps: ApiDependencies, body: Body, view: CaseView): Promise<readonly string[]> {
  const { engine } = await deps.packs.byHash(view.openedUnder.hash, view.intake.calendar);
  const { intake: parsed, rejection } = intakeOf(engine, body, view.base.origin);
  if (rejection !== undefined) return faultsIn(rejection).flatMap(({ pointer }) => pointer ?? []);
  const { no, intake } = view;
  const { asked } = attributesOf(engine, {}, '');
  const place = (name: string): string => (asked.includes(name) ? `/complainant/${name}` : `/fields/${name}`);
  const registered = (await openComplainant(deps.db, deps.keys, no)) ?? {};
  const notes = await readNotes(deps.db, deps.keys, no);
  const prose = Object.fromEntries(
    [...notes].flatMap(([id, { field, text }]) => (id === `${no}/intake/${field}` ? [[field, text]] : [])),
  );
  return [
    ...differing(parsed.fields, intake.fields).map(place),
    ...differing(parsed.prose, prose).map(place),
    ...differing(parsed.complainant ?? {}, registered).map((name) => `/complainant/${name}`),
  ];
}

/** Actions that were brought in have ids by their place. */
async function differingPast(
  deps: ApiDependencies,
  { no, base, openedUnder, intake }: CaseView,
  past: GivenPast,
  actor: Actor,
): Promise<readonly string[]> {
  const { engine } = await deps.packs.byHash(openedUnder.hash, intake.calendar);
  const { actions } = await readPast(deps.db, engine, past, actor);
  const events = (await readLog(deps.db, no)).map((one) => one.event);
  const done = new Map(events.flatMap((one) => (one.command === undefined ? [] : [[one.id, one]])));
  const brought = [...done.keys()].filter((id) => id.startsWith('past-')).length;
  const isSame = ({ at, action, fields, prose, actor: by }: ReadAction, index: number): boolean => {
    const event = done.get(`past-${index}#1`);
    const kept = Object.entries(event?.command?.fields ?? {}).filter(([name]) => !Object.hasOwn(prose, name));
    return (
      event?.at === at &&
      event.command?.action === action &&
      (by === undefined || by.id === event.actor.id) &&
      sameJson(fields, Object.fromEntries(kept))
    );
  };
  const places = Array.from({ length: Math.max(actions.length, brought) }, (_, index) => index);
  const other = places.filter((index) => {
    const action = actions[index];
    return action === undefined || !isSame(action, index);
  });
  return [...(past.at === base.origin ? [] : ['/registeredAt']), ...other.map((index) => `/history/${index}`)];
}

type Values = Readonly<Record<string, unknown>>;

function differing(given: Values, registered: Values): readonly string[] {
  const names = new Set([...Object.keys(given), ...Object.keys(registered)]);
  return [...names].filter((name) => !sameJson(own(given, name), own(registered, name)));
}
