import { WEIGHTS, type ChannelName, type ChannelOrder } from '../../domain/notify/channels.ts';
import { phrase, type Phrase } from '../../language/phrase.ts';
import type { PersonChange, UnitChange } from '../schema/organisationSchema.ts';
import type { Path } from '../source/fault.ts';

/** Units and people as they are, as far as a change depends on them. */
export interface KnownOrganisation {
  readonly units: readonly { readonly id: string; readonly parent?: string | null | undefined }[];
  readonly people: readonly (Standing & { readonly id: string })[];
}

export const NOBODY_YET: KnownOrganisation = { units: [], people: [] };

type Standing = Readonly<Partial<Record<ChannelName, string | null | undefined>>> & StandingOf;

interface StandingOf {
  readonly channels?: ChannelOrder | null | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly deputy?: string | null | undefined;
  readonly left?: boolean | undefined;
}

export interface OrganisationFault {
  readonly path: Path;
  readonly said: Phrase;
}

/** A row of which only the id is known: something else in it is wrong already. */
interface FaultyRow {
  readonly id: string;
  readonly faulty: true;
}

/** What a change would leave wrong: names that lead nowhere, circles, nobody who could put it right again. */
export function* organisationFaults(
  { units = [], people = [] }: Rows,
  known: KnownOrganisation,
): Generator<OrganisationFault> {
  yield* unitFaults(units, known);
  yield* peopleFaults(people, new Set([...known.units, ...units].map((one) => one.id)), known);
}

export interface Rows {
  readonly units?: readonly (UnitChange | FaultyRow)[] | undefined;
  readonly people?: readonly (PersonChange | FaultyRow)[] | undefined;
}

function* unitFaults(units: NonNullable<Rows['units']>, known: KnownOrganisation): Generator<OrganisationFault> {
  yield* repeated('units', units);
  const parents = new Map(known.units.map((one) => [one.id, one.parent ?? null] as const));
  const isNew = (id: string): boolean => !known.units.some((one) => one.id === id);
  const fresh = new Set(units.map((one) => one.id).filter(isNew));
  for (const one of units) parents.set(one.id, ('parent' in one ? one.parent : parents.get(one.id)) ?? null);
  for (const [index, one] of units.entries()) {
    if ('faulty' in one) continue;
    const { id, parent } = one;
    for (const name of ['name', 'level'] as const)
      if (fresh.has(id) && one[name] === undefined)
        yield { path: ['units', index, name], said: phrase('new-needs', { id, name }) };
    const path = ['units', index, 'parent'];
    if (typeof parent !== 'string') continue;
    if (!parents.has(parent)) yield { path, said: phrase('unknown-unit-id', { id: parent }) };
    const circle = circleFrom(id, parents);
    if (circle !== undefined) yield { path, said: phrase('units-in-a-circle', { ids: circle.join(' → ') }) };
  }
}

/** The units above this one, where they lead back to it. */
function circleFrom(id: string, parents: ReadonlyMap<string, string | null>): readonly string[] | undefined {
  const way = [id];
  for (let up = parents.get(id); typeof up === 'string'; up = parents.get(up)) {
    way.push(up);
    if (up === id) return way;
    if (way.indexOf(up) < way.length - 1) return undefined;
  }
  return undefined;
}

function* peopleFaults(
  people: NonNullable<Rows['people']>,
  units: ReadonlySet<string>,
  known: KnownOrganisation,
): Generator<OrganisationFault> {
  yield* repeated('people', people);
  const before = new Map(known.people.map((one) => [one.id, one]));
  const after = new Map<string, Standing>(before);
  for (const one of people) after.set(one.id, { ...before.get(one.id), ...('faulty' in one ? {} : one) });
  const deputised = new Map<string, string[]>();
  for (const [id, { deputy, left }] of after)
    if (typeof deputy === 'string' && left !== true) deputised.set(deputy, [...(deputised.get(deputy) ?? []), id]);
  for (const [index, one] of people.entries()) {
    if ('faulty' in one) continue;
    const { id, unit, deputy, absent, left } = one;
    const at = (...path: Path): Path => ['people', index, ...path];
    if (left === true) {
      if (!before.has(id)) yield { path: at('id'), said: phrase('nobody-to-leave', { id }) };
      const ids = deputised.get(id);
      if (ids !== undefined) yield { path: at('left'), said: phrase('deputy-leaves', { ids }) };
      continue;
    }
    for (const name of ['name', 'unit'] as const)
      if (!before.has(id) && one[name] === undefined) yield { path: at(name), said: phrase('new-needs', { id, name }) };
    if (unit !== undefined && !units.has(unit))
      yield { path: at('unit'), said: phrase('unknown-unit-id', { id: unit }) };
    if (left === undefined && before.get(id)?.left === true) yield { path: at('id'), said: phrase('has-left', { id }) };
    if (typeof deputy === 'string' && (deputy === id || (after.get(deputy)?.left ?? !after.has(deputy))))
      yield { path: at('deputy'), said: phrase('unknown-deputy', { id: deputy }) };
    yield* tellingFaults(one, after.get(id) ?? {}, at);
    if (absent?.to !== undefined && absent.to < absent.from)
      yield { path: at('absent', 'to'), said: phrase('absent-backwards', { from: absent.from, to: absent.to }) };
  }
  const looksAfter = (id: string, among: ReadonlyMap<string, Standing>): boolean => {
    const { left, roles = [] } = among.get(id) ?? {};
    return left !== true && roles.includes('administrator');
  };
  const lost = people.findIndex(({ id }) => looksAfter(id, before) && !looksAfter(id, after));
  if (lost >= 0 && ![...after.keys()].some((id) => looksAfter(id, after)))
    yield { path: ['people', lost], said: phrase('last-administrator') };
}

/** An order names channels by which the person can be reached afterwards; quiet hours end. */
function* tellingFaults(
  change: Pick<PersonChange, 'channels' | 'quiet'>,
  after: Standing,
  at: (...path: Path) => Path,
): Generator<OrganisationFault> {
  const { quiet } = change;
  if (quiet && quiet.from === quiet.to) yield { path: at('quiet', 'to'), said: phrase('quiet-all-day') };
  for (const weight of WEIGHTS)
    for (const [index, channel] of (after.channels?.[weight] ?? []).entries())
      if (typeof after[channel as ChannelName] !== 'string') {
        const place = change.channels?.[weight] === undefined ? at() : at('channels', weight, index);
        yield { path: place, said: phrase('channel-without-address', { channel }) };
      }
}

function* repeated(section: string, rows: readonly { readonly id: string }[]): Generator<OrganisationFault> {
  const seen = new Set<string>();
  for (const [index, { id }] of rows.entries()) {
    if (seen.has(id)) yield { path: [section, index, 'id'], said: phrase('there-twice', { id }) };
    seen.add(id);
  }
}
