/** What changes from one pack to another: where, what that is called, before and after. */

import { own } from '../../domain/values/own.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { labelOf } from './labelOf.ts';
import { partsOf } from './partsOf.ts';

export interface PackChange {
  /** Keys from the top of the pack; what stands in a list has its id, moment, rule or place for a key. */
  readonly path: readonly string[];
  readonly label: Bilingual;
  /** As written; absent for what is new. */
  readonly before?: unknown;
  /** As written; absent for what is gone. */
  readonly after?: unknown;
}

type Change = Omit<PackChange, 'label'>;

/** Lists whose order matters. */
const ORDERED = ['levels', 'classes', 'access', 'routing'];

/** Each change, in the order of the file; none when the packs say the same. The version alone is no change. */
export function packDiff(before: AuthoredPack, after: AuthoredPack): readonly PackChange[] {
  return changesAt([], before, after).map((change) => ({ ...change, label: labelOf(change.path, before, after) }));
}

function changesAt(path: readonly string[], before: unknown, after: unknown): readonly Change[] {
  if (same(before, after) || isOff(path, before, after)) return [];
  const [old, now] = [partsOf(path, before), partsOf(path, after)];
  if (old === undefined || now === undefined)
    return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const changes = keys.flatMap((key) => changesAt([...path, key], old.get(key), now.get(key)));
  const [order, common] = [
    [...old.keys()].filter((key) => now.has(key)),
    [...now.keys()].filter((key) => old.has(key)),
  ];
  const moved = path.length === 1 && ORDERED.includes(path[0] ?? '') && !same(order, common);
  return moved ? [...changes, { path, before: order, after: common }] : changes;
}

/** A switch that is off says the same as one that is not there, but for `owed`, which is on unless said. */
function isOff(path: readonly string[], before: unknown, after: unknown): boolean {
  return path.at(-1) !== 'owed' && (before ?? false) === false && (after ?? false) === false;
}

/** The same content, whatever the order of its keys. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.every((key) => same(own(a as Record<string, unknown>, key), own(b as Record<string, unknown>, key)));
}
