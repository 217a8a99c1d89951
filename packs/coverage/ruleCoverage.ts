import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { closed } from '../schema/schemaParts.ts';
import { parseYaml } from '../source/parseYaml.ts';
import { soundOf } from '../source/soundOf.ts';
import { loadPacks } from '../load/loadPacks.ts';
import { readGolden } from './readGolden.ts';

const entry = closed({
  id: z.string().regex(/^[A-Z][A-Za-z0-9-]*$/),
  says: z.string().min(1),
  /** Where no single case can show it. */
  test: z.string().optional(),
  /** Why nothing shows it yet. */
  waits: z.string().optional(),
});

export interface CoveredRule extends z.infer<typeof entry> {
  /** `<pack>: <place>`. */
  readonly places: readonly string[];
  /** `<pack>/<file>: <title>`. */
  readonly cases: readonly string[];
}

type RuleCoverage = Readonly<{
  rules: readonly CoveredRule[];
  /** Rules that nothing shows, and names missing in the catalogue. */
  faults: readonly string[];
}>;

type Named = readonly [rule: string, where: string];

/** Golden cases over all packs of a folder, and tests below `root`. */
export function ruleCoverage(folder: string, root: string): RuleCoverage {
  const catalogue = readCatalogue(folder);
  const packs = loadPacks(folder).map(({ pack }) => pack);
  const places = packs.flatMap((pack) => placesOf(pack, `${pack.id}: `));
  const shown = packs.flatMap(({ id }) =>
    readGolden(folder, id).flatMap(({ file, cases }) =>
      cases.flatMap(({ rules = [], title }) => rules.map((rule): Named => [rule, `${id}/${file}: ${title}`])),
    ),
  );
  const of = (named: readonly Named[], id: string): readonly string[] =>
    named.flatMap(([rule, where]) => (rule === id ? [where] : []));
  const rules = catalogue.map((one) => ({ ...one, places: of(places, one.id), cases: of(shown, one.id) }));
  const unknown = new Map(
    [...shown, ...places]
      .filter(([rule]) => !catalogue.some((one) => one.id === rule))
      .map(([rule, where]) => [rule, `${rule} is not in the catalogue (${where})`]),
  );
  return { rules, faults: [...rules.flatMap((rule) => faultOf(rule, root) ?? []), ...unknown.values()] };
}

function faultOf({ id, says, test, waits, cases: [first] }: CoveredRule, root: string): string | undefined {
  if (test !== undefined) {
    const path = join(root, test);
    return existsSync(path) && readFileSync(path, 'utf8').includes(id) ? undefined : `${id}: ${test} does not name it`;
  }
  if (waits === undefined) return first === undefined ? `${id} has no golden case: ${says}` : undefined;
  return first === undefined ? undefined : `${id} is said to wait, but has a golden case: ${first}`;
}

/** Every `rule:` of a pack and its place. */
function placesOf(value: unknown, pack: string, path: readonly string[] = []): readonly Named[] {
  return Object.entries(Object(value) as object).flatMap(([key, part]: [string, unknown]): readonly Named[] => {
    if (typeof part === 'string') return key === 'rule' ? [[part, pack + path.join('.')]] : [];
    return placesOf(part, pack, [...path, key]);
  });
}

/** From `golden/rules.yaml`; throws with a line per mistake. */
function readCatalogue(folder: string): readonly z.infer<typeof entry>[] {
  const file = join(folder, 'golden', 'rules.yaml');
  return soundOf(
    file,
    parseYaml(readFileSync(file, 'utf8'), z.array(entry), () => []),
  );
}
