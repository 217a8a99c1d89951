import { say } from '../../../language/phrase.ts';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { deflateRules, inflateRules } from '../../../contracts/engineRules.ts';
import { simulate } from '../../../domain/whatif/simulate.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { packHash } from '../../../packs/load/packHash.ts';
import { packJsonSchema } from '../../../packs/schema/packJsonSchema.ts';
import { parseOrganisation } from '../../../packs/load/parseOrganisation.ts';
import { parsePack } from '../../../packs/load/parsePack.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { parseRungAt, rungId } from '../../../packs/schema/rungAt.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

const source = readFileSync('packs/cutover-emergency.yaml', 'utf8');
const packs = loadPacks('packs');

describe('the format', () => {
  it('is published as a JSON Schema that is current and takes the shipped packs', () => {
    const published = JSON.parse(readFileSync('packs/pack.schema.json', 'utf8')) as object;
    expect(published).toEqual(JSON.parse(JSON.stringify(packJsonSchema())));
    const validate = new Ajv2020({ strict: false }).compile(published);
    expect([validate(parse(source)), validate.errors]).toEqual([true, null]);
  });

  it('reads moments of rungs', () => {
    expect(
      ['due', 'due + 30 min', 'due - 2 h', 'due - 2 days 09:00', '75%'].map((text) =>
        rungId(parseRungAt(text) ?? { kind: 'offset', ms: -1 }),
      ),
    ).toEqual(['due', 'due+30m', 'due-2h', 'due-2d', '75%']);
    expect(['', 'due+', 'due * 2', 'due - 2 days', '0%', 'due + 0 min', 'due - 2 days 25:00'].map(parseRungAt)).toEqual(
      Array.from({ length: 7 }),
    );
  });

  it('gives the same hash whatever the order of keys, and another when anything changes', () => {
    const original = parsePack(source);
    const turned = parsePack(JSON.stringify(Object.fromEntries(Object.entries(parse(source) as object).toReversed())));
    const changed = parsePack(source.replace('limit: { hours: 4 }', 'limit: { hours: 5 }'));
    if (!original.ok || !turned.ok || !changed.ok) throw new Error('a pack did not parse');
    expect(packHash(turned.value)).toBe(packHash(original.value));
    expect(packHash(changed.value)).not.toBe(packHash(original.value));
  });
});

describe('the engine part', () => {
  it.each(packs.map(({ pack }) => [pack.id, pack] as const))(
    'of %s travels in a few kilobytes and holds no messages',
    (_, pack) => {
      const engine = resolveEngine(pack, 'zh', LIBRARY);
      const bytes = deflateRules(engine);
      expect(bytes.length).toBeLessThan(8_000);
      expect(inflateRules(bytes)).toEqual(JSON.parse(JSON.stringify(engine)));
      expect(Object.keys(engine)).not.toContain('messages');
    },
  );

  it('repeats a rung as often as the pack says', () => {
    const pack = packs.find((one) => one.pack.id === 'cutover-emergency')?.pack;
    if (pack === undefined) throw new Error('the pack is gone');
    const ladder = resolveEngine(pack, 'en').ladders['reply!'] ?? [];
    expect(ladder.map((rung) => rung.id)).toEqual(['75%', 'due', 'due+1h', 'due+3h']);
  });
});

describe('the demonstration', () => {
  const organisation = parseOrganisation(readFileSync('packs/demo/organisation.yaml', 'utf8'));

  it('has units below their parents, known deputies and known roles', () => {
    const seen = new Set<string>();
    for (const unit of organisation.units) {
      if (unit.parent !== undefined) expect(seen).toContain(unit.parent);
      seen.add(unit.id);
    }
    const roles = packs.flatMap(({ pack }) => Object.keys(pack.roles));
    const people = organisation.people.map((person) => person.id);
    for (const person of organisation.people) {
      expect(seen).toContain(person.unit);
      expect(roles).toEqual(expect.arrayContaining(person.roles));
      if (person.deputy !== undefined) expect(people).toContain(person.deputy);
    }
  });

  it('plays cases that come to an end by themselves within ten hours, with one refusal that is meant', () => {
    const { cases } = parse(readFileSync('packs/demo/cases.yaml', 'utf8')) as {
      readonly cases: readonly {
        readonly intake: Record<string, never>;
        readonly then?: readonly [number, string, Record<string, unknown>, string][];
      }[];
    };
    const roleOf = (person: string): string => {
      const roles = organisation.people.find((one) => one.id === person)?.roles ?? [];
      return `${roles.find((role) => role === 'handler') ?? roles[0] ?? 'nobody'}:${person}`;
    };
    const refused: string[] = [];
    for (const { intake, then } of cases) {
      const pack = packs.find((one) => one.pack.id === intake['pack'])?.pack;
      if (pack === undefined) throw new Error('a case names a pack that is not there');
      const { complainant, fields, channel, unit, category } = intake as unknown as {
        readonly complainant: Record<string, string>;
        readonly fields?: Record<string, unknown>;
        readonly channel: string;
        readonly unit: string;
        readonly category: string;
      };
      const attributes = Object.fromEntries(
        Object.entries(complainant).filter(([name]) => pack.fields[name]?.on === 'complainant'),
      );
      const at = Date.parse('2026-11-23T09:00:00+08:00');
      const result = simulate(resolveEngine(pack, 'en'), {
        at,
        intake: { channel, unit, category, fields: { ...fields, ...attributes } },
        script: (then ?? []).map(([minute, action, given, actor]) => ({
          at: at + minute * 60_000,
          action,
          fields: given,
          actor: roleOf(actor),
        })),
      });
      if (!result.ok) throw new Error(say(result.rejection, 'en'));
      refused.push(...result.value.refused.map((one) => one.code));
      expect(Math.max(0, ...result.value.rungs.map((rung) => rung.at - at))).toBeLessThanOrEqual(10 * 3_600_000);
      expect(
        result.value.state.clocks.filter((clock) => clock.status === 'running').map((clock) => clock.clock),
      ).toEqual([]);
    }
    expect(refused).toEqual(['above-cap']);
  });

  it('has complaints for the other packs: nothing is refused, and nothing is left running', () => {
    const { cases } = parse(readFileSync('packs/demo/systems.yaml', 'utf8')) as {
      readonly cases: readonly {
        readonly intake: SystemIntake;
        readonly then: readonly [number, string, Record<string, unknown>, string][];
      }[];
    };
    const others = packs.map(({ pack }) => pack.id).filter((id) => !/^(cutover|branch)-/.test(id));
    expect(new Set(cases.map(({ intake }) => intake.pack))).toEqual(new Set(others));
    for (const { intake, then } of cases) {
      const pack = packs.find((one) => one.pack.id === intake.pack)?.pack;
      if (pack === undefined) throw new Error('a case names a pack that is not there');
      const { pack: _pack, complainant, demand: _demand, fields, ...rest } = intake;
      const attributes = Object.fromEntries(
        Object.entries(complainant).filter(([name]) => pack.fields[name]?.on === 'complainant'),
      );
      const at = Date.parse('2026-11-23T09:00:00+08:00');
      const roleOf = (person: string): string =>
        `${organisation.people.find((one) => one.id === person)?.roles[0] ?? 'nobody'}:${person}`;
      const result = simulate(resolveEngine(pack, 'en', LIBRARY), {
        at,
        intake: { ...rest, fields: { ...fields, ...attributes }, anonymous: complainant['anonymous'] === true },
        script: then.map(([minute, action, given, actor]) => ({
          at: at + minute * 60_000,
          action,
          fields: given,
          actor: roleOf(actor),
        })),
        until: at + 400 * 86_400_000,
      });
      if (!result.ok) throw new Error(`${intake.pack}: ${say(result.rejection, 'en')}`);
      expect([intake.pack, result.value.refused]).toEqual([intake.pack, []]);
      expect(
        result.value.state.clocks.filter((clock) => clock.status === 'running').map((clock) => clock.clock),
      ).toEqual([]);
    }
  });
});

interface SystemIntake {
  readonly pack: string;
  readonly object?: string;
  readonly channel: string;
  readonly unit: string;
  readonly category: string;
  readonly complainant: Readonly<Record<string, unknown>>;
  readonly demand: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}
