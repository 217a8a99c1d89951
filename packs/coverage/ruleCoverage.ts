import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPacks } from '../load/loadPacks.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { readGolden } from './readGolden.ts';
import { readCatalogue, type CatalogueEntry } from './ruleCatalogue.ts';

export interface CoveredRule extends CatalogueEntry {
  /** `<pack>: <place>` of the lines that come from it. */
  readonly places: readonly string[];
  /** `<pack>/<file>: <title>` of the golden cases that show it. */
  readonly cases: readonly string[];
}

export interface RuleCoverage {
  readonly rules: readonly CoveredRule[];
  /** One line for each rule that nothing shows, and for each name that the catalogue does not know. */
  readonly faults: readonly string[];
}

/**
 * Which golden case shows which rule, over all packs of a folder. `root` is where the tests that the catalogue names
 * are found.
 */
export function ruleCoverage(folder: string, root: string): RuleCoverage {
  const catalogue = readCatalogue(folder);
  const packs = loadPacks(folder).map(({ pack }) => pack);
  const shown = packs.flatMap((pack) =>
    readGolden(folder, pack.id).flatMap(({ file, cases }) =>
      cases.flatMap((one) => (one.rules ?? []).map((rule) => ({ rule, where: `${pack.id}/${file}: ${one.title}` }))),
    ),
  );
  const places = packs.flatMap((pack) => placesOf(pack).map(({ rule, at }) => ({ rule, at: `${pack.id}: ${at}` })));
  const rules = catalogue.map((one) => ({
    ...one,
    places: places.filter(({ rule }) => rule === one.id).map(({ at }) => at),
    cases: shown.filter(({ rule }) => rule === one.id).map(({ where }) => where),
  }));
  const known = new Set(catalogue.map((one) => one.id));
  const named = [...shown, ...places.map(({ rule, at }) => ({ rule, where: at }))];
  const unlisted = new Map(
    named
      .filter(({ rule }) => !known.has(rule))
      .map(({ rule, where }) => [rule, `${rule} is not in the catalogue (${where})`]),
  );
  const unknown = [...unlisted.values()];
  return { rules, faults: [...rules.flatMap((rule) => faultOf(rule, root)), ...unknown] };
}

function faultOf(rule: CoveredRule, root: string): readonly string[] {
  if (rule.test !== undefined) {
    const path = join(root, rule.test);
    return existsSync(path) && readFileSync(path, 'utf8').includes(rule.id)
      ? []
      : [`${rule.id}: ${rule.test} does not name it`];
  }
  if (rule.waits === undefined) return rule.cases.length > 0 ? [] : [`${rule.id} has no golden case: ${rule.says}`];
  return rule.cases.length === 0 ? [] : [`${rule.id} is said to wait, but has a golden case: ${rule.cases[0] ?? ''}`];
}

/** Every `rule:` of a pack with the place that it stands at. */
function placesOf(pack: AuthoredPack): readonly { readonly rule: string; readonly at: string }[] {
  const found: { rule: string; at: string }[] = [];
  const look = (value: unknown, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      if (key === 'rule' && typeof part === 'string') found.push({ rule: part, at: path.join('.') });
      else look(part, [...path, key]);
    }
  };
  look(pack, []);
  return found;
}
