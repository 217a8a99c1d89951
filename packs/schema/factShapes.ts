/** What conditions of a pack may ask, and with which values. */

import { FACTS } from '../../domain/case/factCatalogue.ts';
import type * as catalogue from '../../domain/case/factCatalogue.ts';
import { own } from '../../domain/values/own.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import { packNames, type PackNames } from './packNames.ts';
import type { AuthoredField, AuthoredPack } from './packSchema.ts';

export type FactShape =
  | { readonly kind: 'boolean' | 'number' | 'any' }
  | { readonly kind: 'name'; readonly of: string; readonly names: PackNames }
  | { readonly kind: 'parts'; readonly of: string; readonly id?: FactShape; readonly parts: FactShapes }
  /** A condition on something else, such as the case of a clock. */
  | { readonly kind: 'condition'; readonly facts: FactShapes };

export type FactShapes = Readonly<Record<string, { readonly title: Bilingual; readonly shape: FactShape }>>;

/** Conditions and derived facts use these, so no field may. */
const COMBINATORS = ['any', 'all', 'not', 'min', 'max'];
export const STEP_FACTS: readonly string[] = ['id', 'count', ...COMBINATORS];

export function isReservedFact(name: string): boolean {
  return COMBINATORS.includes(name) || Object.hasOwn(FACTS, name);
}

/** Known before the case exists. */
export function isIntakeFact(name: string): boolean {
  const fact = own(FACTS, name);
  return fact === undefined || fact.atIntake !== undefined;
}

/** The same for every condition of a pack. */
const known = new WeakMap<AuthoredPack, FactShapes>();

export function factShapes(pack: AuthoredPack): FactShapes {
  const shapes = known.get(pack) ?? { ...fieldShapes(pack, pack.fields), ...shapesOf(pack, FACTS) };
  known.set(pack, shapes);
  return shapes;
}

function shapesOf(pack: AuthoredPack, facts: Readonly<Record<string, catalogue.NamedShape>>): FactShapes {
  return Object.fromEntries(
    Object.entries(facts).map(([id, { title, shape }]) => [id, { title, shape: shapeOf(pack, shape) }]),
  );
}

/** With the names that the pack has for it. */
export function shapeOf(pack: AuthoredPack, shape: catalogue.FactShape): FactShape {
  if (shape.kind === 'name') return { ...shape, names: packNames(pack, shape.of) };
  if (shape.kind === 'parts') {
    const id: FactShape | undefined =
      shape.id === undefined ? undefined : shapeOf(pack, { kind: 'name', of: shape.id });
    return { kind: 'parts', of: 'fact', ...(id === undefined ? {} : { id }), parts: shapesOf(pack, shape.parts) };
  }
  if (shape.kind !== 'each') return shape;
  const common = shapesOf(pack, shape.parts);
  const each = Object.entries(packNames(pack, shape.of)).map(([id, title]) => {
    const fields = shape.of === 'step' ? fieldShapes(pack, own(pack.steps, id)?.fields ?? {}) : {};
    return [id, { title, shape: { kind: 'parts', of: 'fact', parts: { ...common, ...fields } } }] as const;
  });
  return { kind: 'parts', of: shape.of, parts: Object.fromEntries(each) };
}

export function fieldShapes(pack: AuthoredPack, fields: Readonly<Record<string, AuthoredField>>): FactShapes {
  return Object.fromEntries(
    Object.entries(fields).map(([id, field]) => [id, { title: field.title, shape: fieldShape(pack, field) }]),
  );
}

function fieldShape(pack: AuthoredPack, { type, list }: AuthoredField): FactShape {
  if (type === 'boolean') return { kind: 'boolean' };
  if (type === 'integer' || type === 'money' || type === 'instant') return { kind: 'number' };
  if (type !== 'code' && type !== 'codes') return { kind: 'any' };
  return { kind: 'name', of: 'code', names: own(pack.lists, list ?? '') ?? {} };
}
