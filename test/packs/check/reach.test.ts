import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BUILT_IN } from '../../../domain/case/namedActor.ts';
import { BilingualError } from '../../../language/bilingual.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';
import { parseOrganisation } from '../../../packs/load/parseOrganisation.ts';

const source = readFileSync('packs/demo/organisation.yaml', 'utf8');
const { units, people } = parseOrganisation(source);
type Person = (typeof people)[number];

/** The unit and those above it, nearest first. */
function upwards(id: string | undefined): readonly (typeof units)[number][] {
  const unit = units.find((one) => one.id === id);
  return unit === undefined ? [] : [unit, ...upwards(unit.parent)];
}

/** Whom a role means for a case: the rule of `store/people/recipients.ts`, said again in its own words. */
function holders(pack: AuthoredPack, role: string, unit: string, department: string): readonly Person[] {
  const def = pack.roles[role];
  if (def?.follows === 'department') return people.filter((one) => one.unit === department && one.roles.includes(role));
  const places = upwards(unit).filter((one) => def?.level === undefined || one.level === def.level);
  return (
    places
      .map((place) => people.filter((one) => one.unit === place.id && one.roles.includes(role)))
      .find((found) => found.length > 0) ?? []
  );
}

/** Those who hold the role or a fallback of it, are there or have a deputy who is, and have an address. */
function reachable(pack: AuthoredPack, role: string, unit: string, department: string): readonly Person[] {
  const present = holders(pack, role, unit, department).flatMap((one) =>
    one.absent === undefined ? [one] : people.filter((other) => other.id === one.deputy && other.absent === undefined),
  );
  const found = present.filter((one) => one.email !== undefined);
  const fallback = pack.roles[role]?.fallback;
  return found.length > 0 || fallback === undefined ? found : reachable(pack, fallback, unit, department);
}

function notified(pack: AuthoredPack): readonly string[] {
  const named = [
    ...Object.values(pack.ladders).flat(),
    ...pack.notices,
    ...Object.values(pack.clocks).flatMap((clock) => clock.warn ?? []),
  ].flatMap((one) => one.notify);
  return [...new Set(named)].filter((role) => pack.roles[role]?.follows !== 'complainant');
}

/** Where cases of a pack are opened: the places of the first demonstration, and those that the other one uses. */
function unitsOf(pack: string): readonly string[] {
  if (pack === 'cutover-emergency' || pack === 'branch-emergency')
    return ['outlet-renminlu', 'outlet-jiefanglu', 'branch-office', 'province-centre'];
  if (pack === 'cutover-phones') return ['outlet-renminlu', 'outlet-jiefanglu'];
  const { cases } = parse(readFileSync('packs/demo/systems.yaml', 'utf8')) as {
    readonly cases: readonly { readonly intake: { readonly pack: string; readonly unit: string } }[];
  };
  return [...new Set(cases.filter(({ intake }) => intake.pack === pack).map(({ intake }) => intake.unit))];
}

describe('the organisation of the demonstration', () => {
  const packs = loadPacks('packs').map(({ pack }) => pack);
  const departments = units.filter((unit) => unit.level === 'department').map((unit) => unit.id);

  it.each(packs.flatMap((pack) => unitsOf(pack.id).map((unit) => [pack.id, unit, pack] as const)))(
    'has somebody to tell for every role that %s notifies of a case at %s',
    (_, unit, pack) => {
      for (const department of departments) {
        const lost = notified(pack).filter((role) => reachable(pack, role, unit, department).length === 0);
        expect(lost).toEqual([]);
      }
    },
  );

  it('has a place for every pack', () => {
    for (const pack of packs) expect(unitsOf(pack.id)).not.toEqual([]);
  });

  it('has people away with a deputy who is there, people who read English, and one without an address', () => {
    const away = people.filter((one) => one.absent !== undefined);
    expect(away.length).toBeGreaterThanOrEqual(2);
    for (const one of away) expect(people.find((other) => other.id === one.deputy)?.absent).toBeUndefined();
    expect(people.some((one) => one.locale === 'en')).toBe(true);
    expect(people.some((one) => one.email === undefined && one.webhook === undefined)).toBe(true);
  });

  it('writes to nobody real', () => {
    for (const one of people) if (one.email !== undefined) expect(one.email).toMatch(/@example\.invalid$/);
  });

  it.each([
    ['an unknown key', 'name: 总行,', 'name: 总行, town: 某市,', 'units.0'],
    ['an address that is none', 'local@example.invalid', 'local', 'people.0.email'],
    ['an absence that is no day', 'from: 2026-01-01', 'from: January', 'absent.from'],
    [
      'a unit before its parent',
      'level: province, parent: head-office',
      'level: province, parent: branch-office',
      'units.1.parent',
    ],
    ['a unit twice', 'id: outlet-jiefanglu, name', 'id: outlet-renminlu, name', 'units.4.id'],
    ['a unit that does not exist', 'unit: dept-it,', 'unit: dept-ti,', 'there is no unit "dept-ti"'],
    ['a person twice', 'id: admin,', 'id: local,', 'people.1.id'],
    ['a deputy that does not exist', 'deputy: deputy-settlement', 'deputy: somebody', 'deputy'],
    ['a language that is none', 'locale: en', 'locale: fr', 'locale'],
  ])('is refused with %s, and its place is named', (_, from, to, place) => {
    expect(source).toContain(from);
    expect(() => parseOrganisation(source.replace(from, to))).toThrow(place);
  });

  it.each(BUILT_IN)('is refused with a person called %s, which is Redress itself, in both languages', (id) => {
    const line = source.split('\n').findIndex((one) => one.includes('id: admin,')) + 1;
    const load = (): unknown => parseOrganisation(source.replace('id: admin,', `id: ${id},`));
    expect(load).toThrow(BilingualError);
    expect(load).toThrow(
      expect.objectContaining({
        words: {
          zh: expect.stringMatching(`^${line}:\\d+ people.1.id: 这是 Redress 自身所用的标识,请另取一个$`) as string,
          en: expect.stringMatching(
            `^${line}:\\d+ people.1.id: this id is Redress itself; give this person another one$`,
          ) as string,
        },
      }),
    );
  });
});
