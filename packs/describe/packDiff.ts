import { isDeepStrictEqual } from 'node:util';
import type { Bilingual } from '../../language/bilingual.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { labelOf } from './labelOf.ts';
import { partsOf } from './partsOf.ts';

export type PackChange = Readonly<{
  /** Keys from the top; an entry of a list goes by its id, moment, rule or place. */
  path: readonly string[];
  label: Bilingual;
  /** As written; absent for what is new. */
  before?: unknown;
  /** As written; absent for what is gone. */
  after?: unknown;
}>;

type Change = Omit<PackChange, 'label'>;

/** Their order matters. */
const ORDERED = ['levels', 'classes', 'access', 'routing'];

/** In the order of the file. The version alone is no change. */
export function packDiff(before: AuthoredPack, after: AuthoredPack): readonly PackChange[] {
  return changesAt([], before, after).map((change) => ({ ...change, label: labelOf(change.path, before, after) }));
}

function changesAt(path: readonly string[], before: unknown, after: unknown): readonly Change[] {
  if (isDeepStrictEqual(before, after) || isOff(path, before, after)) return [];
  const [old, now] = [partsOf(path, before), partsOf(path, after)];
  if (old === undefined || now === undefined)
    return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const changes = keys.flatMap((key) => changesAt([...path, key], old.get(key), now.get(key)));
  const order = [...old.keys()].filter((key) => now.has(key));
  const ordered = [...now.keys()].filter((key) => old.has(key));
  const moved = path.length === 1 && ORDERED.includes(path[0] ?? '') && !isDeepStrictEqual(order, ordered);
  return moved ? [...changes, { path, before: order, after: ordered }] : changes;
}

/** Off is the same as absent, but for `owed`, which is on by default. */
function isOff(path: readonly string[], before: unknown, after: unknown): boolean {
  return path.at(-1) !== 'owed' && (before ?? false) === false && (after ?? false) === false;
}
