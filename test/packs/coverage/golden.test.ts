import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packSchema } from '../../../packs/schema/packSchema.ts';
import { goldenSchema, type GoldenCase } from '../../../packs/schema/goldenSchema.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { playGolden } from '../../../packs/coverage/playGolden.ts';
import { readGolden } from '../../../packs/coverage/readGolden.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { rungsOf } from '../../../packs/schema/rungsOf.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

const packs = loadPacks('packs');

for (const { pack } of packs) {
  const engine = resolveEngine(pack, 'en', LIBRARY);
  describe(`${pack.id} ${pack.version} keeps its word`, () => {
    for (const { file, cases } of readGolden('packs', pack.id)) {
      for (const golden of cases) it(`${file}: ${golden.title}`, () => check(engine, golden));
    }
  });
}

describe('every ladder of a shipped pack', () => {
  it.each(packs.map(({ pack }) => [pack.id, pack] as const))(
    '%s: golden cases expect a rung of each that it writes down itself',
    (id, pack) => {
      const { ladders = {} } = parse(readFileSync(`packs/${id}.yaml`, 'utf8')) as {
        readonly ladders?: Readonly<Record<string, unknown>>;
      };
      const expected = readGolden('packs', id).flatMap(({ cases }) => cases.flatMap((one) => one.expect.rungs ?? []));
      // `1h reply/1/due -> handler` is the rung `due` of the clock `reply`.
      const fired = expected.map((text) => text.split(' ')[1]?.split('/') ?? []);
      const shown = Object.keys(ladders).filter((ladder) => {
        const rungs = (pack.ladders[ladder] ?? []).flatMap((rung) => rungsOf(rung).map((one) => one.id));
        return fired.some(([clock = '', , rung = '']) => pack.clocks[clock]?.ladder === ladder && rungs.includes(rung));
      });
      expect(shown).toEqual(Object.keys(ladders));
    },
  );
});

describe('the page about packs', () => {
  it.each(['docs/packs.md', 'docs/packs.zh-CN.md'])(
    '%s shows the minimal pack as `redress pack new` writes it',
    (page) =>
      expect(readFileSync(page, 'utf8')).toContain(
        `\`\`\`yaml\n${readFileSync('packs/minimal/pack.yaml', 'utf8')}\`\`\``,
      ),
  );

  it('names every key that a pack must have', () => {
    const required = Object.entries(packSchema.shape).filter(([, part]) => !part.safeParse(undefined).success);
    const page = readFileSync('docs/packs.md', 'utf8');
    expect(required.filter(([key]) => !new RegExp(`^\\|.*\`${key}\`.*\\|`, 'm').test(page))).toEqual([]);
  });

  it('shows a golden case that holds', () => {
    const [example] = /^- title: [\s\S]*?(?=^```)/m.exec(readFileSync('docs/packs.md', 'utf8')) ?? [];
    const plan = packs.find(({ pack }) => pack.id === 'cutover-emergency')?.pack;
    if (example === undefined || plan === undefined) throw new Error('the example or the pack is gone');
    for (const one of parse(example) as readonly unknown[])
      check(resolveEngine(plan, 'en', LIBRARY), goldenSchema.parse(one));
  });
});

function check(engine: Parameters<typeof playGolden>[0], golden: GoldenCase): void {
  const { wanted, came } = playGolden(engine, golden);
  expect(came).toEqual(wanted);
}
