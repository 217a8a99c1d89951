/** What conditions of figures may ask, with the names of their pack and book. */

import { own } from '../../domain/values/own.ts';
import { CASE_FIGURE_FACTS } from '../../domain/figures/caseFigureFacts.ts';
import type { FigureSource } from '../../domain/figures/figure.ts';
import type { FigureFacts, FigureShape } from '../../domain/figures/figureShape.ts';
import { SOURCES } from '../../domain/figures/sources.ts';
import { plain } from '../../language/bilingual.ts';
import { fieldShapes, shapeOf, type FactShape, type FactShapes } from '../schema/factShapes.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import type { AuthoredBook } from './figureSchema.ts';

export function bookShapes(pack: AuthoredPack, book: AuthoredBook, source: FigureSource): FactShapes {
  const ofCase = { ...fieldShapes(pack, pack.fields), ...shapesOf(CASE_FIGURE_FACTS) };
  if (source === 'case') return ofCase;
  const own = shapesOf(SOURCES[source].facts);
  return source === 'step' ? { ...stepFields(pack), ...own } : own;

  function shapesOf(facts: FigureFacts): FactShapes {
    return Object.fromEntries(
      Object.entries(facts).map(([id, { title, shape }]) => [id, { title, shape: resolved(shape) }]),
    );
  }

  function resolved(shape: FigureShape): FactShape {
    if (shape.kind === 'case') return { kind: 'condition', facts: ofCase };
    if (shape.kind === 'words') return { kind: 'name', of: 'word', names: untitled(shape.words) };
    if (shape.kind === 'survey') return { kind: 'name', of: 'survey', names: untitled(Object.keys(book.surveys)) };
    if (shape.kind === 'bands') return numbers('band', Object.keys(book.bands));
    if (shape.kind === 'items')
      return numbers(
        'item',
        Object.values(book.surveys).flatMap(({ items }) => Object.keys(items)),
      );
    return shapeOf(pack, shape);
  }
}

/** Of all steps; a field that two steps have in different kinds may be asked for anything. */
function stepFields(pack: AuthoredPack): FactShapes {
  const found: Record<string, FactShapes[string]> = {};
  for (const { fields = {} } of Object.values(pack.steps))
    for (const [id, one] of Object.entries(fieldShapes(pack, fields))) {
      const before = own(found, id);
      found[id] = before === undefined || same(before.shape, one.shape) ? one : { ...one, shape: { kind: 'any' } };
    }
  return found;
}

function same(a: FactShape, b: FactShape): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function untitled(names: readonly string[]): Extract<FactShape, { kind: 'name' }>['names'] {
  return Object.fromEntries(names.map((name) => [name, plain(name)]));
}

function numbers(of: string, names: readonly string[]): FactShape {
  return {
    kind: 'parts',
    of,
    parts: Object.fromEntries(names.map((name) => [name, { title: plain(name), shape: { kind: 'number' } }])),
  };
}
