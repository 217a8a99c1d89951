/** Conditions name facts that exist, compare them with values that they can have, and use the right kind of matcher. */

import type { Finding } from '../source/fault.ts';
import { factShapes, type FactShape, type FactShapes } from '../schema/factShapes.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { unknownName } from '../source/unknownName.ts';
import { own } from '../../domain/values/own.ts';

type Path = readonly (string | number)[];

export function* checkCondition(pack: AuthoredPack, condition: unknown, path: Path): Generator<Finding> {
  if (condition === undefined) return;
  yield* checkFacts(factShapes(pack), condition as Readonly<Record<string, unknown>>, path);
}

function* checkFacts(shapes: FactShapes, condition: Readonly<Record<string, unknown>>, path: Path): Generator<Finding> {
  for (const [key, wanted] of Object.entries(condition)) {
    const here = [...path, key];
    if (key === 'any' || key === 'all') {
      if (!Array.isArray(wanted))
        yield {
          code: 'condition-form',
          path: here,
          zh: `${key} 后面应为条件列表`,
          en: `${key} takes a list of conditions`,
        };
      else for (const [index, part] of wanted.entries()) yield* checkPart(shapes, part, [...here, index]);
    } else if (key === 'not') yield* checkPart(shapes, wanted, here);
    else {
      const shape = own(shapes, key)?.shape;
      if (shape === undefined) yield unknownName('fact', key, Object.keys(shapes), here, true);
      else yield* checkMatcher(shape, wanted, here);
    }
  }
}

function* checkPart(shapes: FactShapes, part: unknown, path: Path): Generator<Finding> {
  if (typeof part === 'object' && part !== null && !Array.isArray(part))
    yield* checkFacts(shapes, part as Readonly<Record<string, unknown>>, path);
  else yield { code: 'condition-form', path, zh: '这里应为一个条件', en: 'a condition stands here' };
}

function* checkMatcher(shape: FactShape, wanted: unknown, path: Path): Generator<Finding> {
  if (Array.isArray(wanted)) {
    for (const [index, one] of wanted.entries()) yield* checkMatcher(shape, one, [...path, index]);
    return;
  }
  if (typeof wanted === 'object' && wanted !== null) {
    yield* checkObject(shape, wanted as Readonly<Record<string, unknown>>, path);
    return;
  }
  // A missing fact equals false, so `x: false` may be asked of any.
  if (wanted === false || shape.kind === 'any') return;
  if (shape.kind === 'boolean' && typeof wanted !== 'boolean')
    yield { code: 'condition-type', path, zh: '应为 true 或 false', en: 'must be true or false' };
  else if (shape.kind === 'number' && typeof wanted !== 'number')
    yield { code: 'condition-type', path, zh: '应为数字', en: 'must be a number' };
  else if (shape.kind === 'name' && (typeof wanted !== 'string' || !Object.hasOwn(shape.names, wanted)))
    yield unknownName(shape.of, String(wanted), Object.keys(shape.names), path);
  else if (shape.kind === 'parts' && shape.id === undefined)
    yield {
      code: 'condition-form',
      path,
      zh: `应为键值组,可用:${Object.keys(shape.parts).join(', ')}`,
      en: `must be a set of: ${Object.keys(shape.parts).join(', ')}`,
    };
  else if (shape.kind === 'parts' && shape.id !== undefined) yield* checkMatcher(shape.id, wanted, path);
}

function* checkObject(shape: FactShape, wanted: Readonly<Record<string, unknown>>, path: Path): Generator<Finding> {
  for (const [key, part] of Object.entries(wanted)) {
    const here = [...path, key];
    if (key === 'not') yield* checkMatcher(shape, part, here);
    else if (key === 'min' || key === 'max') {
      if (shape.kind !== 'number' && shape.kind !== 'any')
        yield {
          code: 'condition-type',
          path: here,
          key: true,
          zh: `${key} 只用于数字`,
          en: `${key} is for numbers only`,
        };
      else if (typeof part !== 'number')
        yield { code: 'condition-type', path: here, zh: '应为数字', en: 'must be a number' };
    } else {
      const parts = shape.kind === 'parts' ? shape.parts : {};
      const inner = own(parts, key)?.shape;
      if (inner === undefined)
        yield unknownName(shape.kind === 'parts' ? shape.of : 'fact', key, Object.keys(parts), here, true);
      else yield* checkMatcher(inner, part, here);
    }
  }
  const { min, max } = wanted;
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    yield {
      code: 'range-empty',
      path: [...path, 'max'],
      zh: 'max 小于 min,永远不成立',
      en: 'max is below min, so this never holds',
    };
}
