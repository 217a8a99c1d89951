/** Figures and series that figures name: are they there, and does nothing go in a circle? */

import { own } from '../../domain/values/own.ts';
import { unknownName, wrong, wrongKey, type Findings, type Path } from '../source/fault.ts';
import type { AuthoredBook, AuthoredFigure } from './figureSchema.ts';

type Named = Readonly<{ figure?: string; series?: string; path: Path }>;

export function* checkReferences(book: AuthoredBook): Findings {
  const ids = Object.keys(book.figures);
  for (const [id, figure] of Object.entries(book.figures)) {
    const path: Path = ['figures', id];
    for (const [index, variant] of (figure.variants ?? []).entries())
      if (own(book.figures, variant) === undefined)
        yield unknownName('figure', variant, ids, [...path, 'variants', index]);
    for (const named of namedBy(figure)) {
      const here = [...path, ...named.path];
      if (named.series !== undefined && own(book.series, named.series) === undefined)
        yield unknownName('series', named.series, Object.keys(book.series), here);
      if (named.figure !== undefined) yield* checkFigure(book, figure, named.figure, here);
    }
    const circle = circleFrom(book, [id]);
    if (circle !== undefined)
      yield wrongKey(
        'figure-circle',
        path,
        `指标绕成了圈:${circle.join(' → ')}`,
        `the figures are made of each other in a circle: ${circle.join(' → ')}`,
      );
  }
}

function* checkFigure(book: AuthoredBook, from: AuthoredFigure, id: string, path: Path): Findings {
  const named = own(book.figures, id);
  if (named === undefined) yield unknownName('figure', id, Object.keys(book.figures), path);
  else if (named.kind === 'trend' || (named.kind === 'change' && from.kind !== 'per'))
    yield wrong(
      'figure-of-change',
      path,
      `"${id}" 为 ${named.kind},不能再作比较`,
      `"${id}" is a ${named.kind}, and that cannot be compared again`,
    );
}

/** With the path to where it names them. */
function namedBy(figure: AuthoredFigure): readonly Named[] {
  if (figure.kind === 'per')
    return (['numerator', 'denominator'] as const).flatMap((key): readonly Named[] => {
      const term = figure[key];
      if (term === undefined) return [];
      return 'figure' in term
        ? [{ figure: term.figure, path: [key, 'figure'] }]
        : [{ series: term.series, path: [key, 'series'] }];
    });
  if (figure.kind === 'trend') return [{ figure: figure.figure, path: ['figure'] }];
  if (figure.kind !== 'change') return [];
  const { figure: base, against } = figure;
  return [
    { figure: base, path: ['figure'] },
    ...('figure' in against ? [{ figure: against.figure, path: ['against', 'figure'] }] : []),
    ...('series' in against ? [{ series: against.series, path: ['against', 'series'] }] : []),
  ];
}

function circleFrom(book: AuthoredBook, trail: readonly string[]): readonly string[] | undefined {
  const figure = own(book.figures, trail.at(-1) ?? '');
  for (const { figure: next } of figure === undefined ? [] : namedBy(figure)) {
    if (next === undefined) continue;
    if (next === trail[0]) return [...trail, next];
    const found = trail.includes(next) ? undefined : circleFrom(book, [...trail, next]);
    if (found !== undefined) return found;
  }
  return undefined;
}
