/** Facts exist, values are possible, matchers are of the right kind. */

import { own } from '../../domain/values/own.ts';
import { factShapes, type FactShape, type FactShapes } from '../schema/factShapes.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { wrong, wrongKey, unknownName, type Finding, type Findings, type Path } from '../source/fault.ts';

type Entries = Readonly<Record<string, unknown>>;

export function checkCondition(pack: AuthoredPack, condition: unknown, path: Path): Iterable<Finding> {
  return checkPart(factShapes(pack), condition, path);
}

/** The same of other facts than those of a case. */
export function* checkPart(shapes: FactShapes, part: unknown, path: Path): Findings {
  if (!isEntries(part)) {
    const [fact] = Object.keys(shapes);
    yield wrong(
      'condition-form',
      path,
      `这里应为条件:事实及其值,如 { ${fact}: ... }`,
      `a condition names facts and what they must be, such as { ${fact}: ... }`,
    );
    return;
  }
  for (const [key, wanted] of Object.entries(part)) {
    const here = [...path, key];
    if (key === 'not') yield* checkPart(shapes, wanted, here);
    else if (key === 'any' || key === 'all') {
      if (!Array.isArray(wanted))
        yield wrong('condition-form', here, `${key} 后面应为条件列表`, `${key} takes a list of conditions`);
      else for (const [index, inner] of wanted.entries()) yield* checkPart(shapes, inner, [...here, index]);
    } else {
      const shape = own(shapes, key)?.shape;
      if (shape === undefined) yield unknownName('fact', key, Object.keys(shapes), here, true);
      else yield* checkMatcher(shape, wanted, here);
    }
  }
}

function* checkMatcher(shape: FactShape, wanted: unknown, path: Path): Findings {
  if (shape.kind === 'condition') yield* checkPart(shape.facts, wanted, path);
  else if (Array.isArray(wanted))
    for (const [index, one] of wanted.entries()) yield* checkMatcher(shape, one, [...path, index]);
  else if (isEntries(wanted)) yield* checkEntries(shape, wanted, path);
  // A missing fact equals false, so any may be asked for it.
  else if (wanted === false) return;
  else if (shape.kind === 'boolean' && wanted !== true)
    yield wrong('condition-type', path, '应为 true 或 false', 'must be true or false');
  else if (shape.kind === 'number') yield* checkNumber(wanted, path);
  else if (shape.kind === 'name' && (typeof wanted !== 'string' || !Object.hasOwn(shape.names, wanted)))
    yield unknownName(shape.of, String(wanted), Object.keys(shape.names), path);
  else if (shape.kind === 'parts') {
    const parts = Object.keys(shape.parts);
    if (shape.id !== undefined) yield* checkMatcher(shape.id, wanted, path);
    else
      yield wrong(
        'condition-form',
        path,
        `应写明其中的哪一项及其值,如 { ${parts[0]}: ... };可用:${parts.join(', ')}`,
        `must say which part of it and its value, such as { ${parts[0]}: ... }; there are: ${parts.join(', ')}`,
      );
  }
}

function* checkEntries(shape: FactShape, wanted: Entries, path: Path): Findings {
  for (const [key, part] of Object.entries(wanted)) {
    const here = [...path, key];
    if (key === 'not') yield* checkMatcher(shape, part, here);
    else if (key === 'min' || key === 'max') {
      if (shape.kind === 'number' || shape.kind === 'any') yield* checkNumber(part, here);
      else yield wrongKey('condition-type', here, `${key} 只用于数字`, `${key} is for numbers only`);
    } else {
      const { of, parts } = shape.kind === 'parts' ? shape : { of: 'fact', parts: {} };
      const inner = own(parts, key)?.shape;
      if (inner === undefined) yield unknownName(of, key, Object.keys(parts), here, true);
      else yield* checkMatcher(inner, part, here);
    }
  }
  const { min, max } = wanted;
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    yield wrong('range-empty', [...path, 'max'], 'max 小于 min,永远不成立', 'max is below min, so this never holds');
}

function* checkNumber(value: unknown, path: Path): Findings {
  if (typeof value !== 'number') yield wrong('condition-type', path, '应为数字', 'must be a number');
}

function isEntries(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
