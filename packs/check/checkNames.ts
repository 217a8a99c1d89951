import { own } from '../../domain/values/own.ts';
import { packNames } from '../schema/packNames.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import type { Finding } from '../source/fault.ts';
import { unknownName } from '../source/unknownName.ts';

/**
 * One name or several, of which nothing of their sort in the pack may be unknown. `also` are words of the format that
 * may stand for one.
 */
export function* checkNames(
  pack: AuthoredPack,
  sort: string,
  given: string | readonly string[] | undefined,
  path: Finding['path'],
  also: readonly string[] = [],
): Generator<Finding> {
  const names = packNames(pack, sort);
  const several = typeof given === 'string' ? undefined : given;
  for (const [index, name] of (several ?? [given]).entries()) {
    if (typeof name !== 'string' || also.includes(name) || own(names, name) !== undefined) continue;
    yield unknownName(sort, name, [...also, ...Object.keys(names)], several === undefined ? path : [...path, index]);
  }
}
