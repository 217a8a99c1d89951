/** A figure that counts rows: do its source, basis, clocks, conditions and parts go together? */

import { TIMES, type Dimension } from '../../domain/figures/figure.ts';
import { SOURCES } from '../../domain/figures/sources.ts';
import { own } from '../../domain/values/own.ts';
import { checkPart } from '../check/checkCondition.ts';
import type { FactShape, FactShapes } from '../schema/factShapes.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { unknownName, wrong, type Findings, type Path } from '../source/fault.ts';
import { bookShapes } from './bookShapes.ts';
import { checkMoment } from './checkMoment.ts';
import type { AuthoredBook, AuthoredFigure } from './figureSchema.ts';

type Counting = Extract<AuthoredFigure, { of: unknown }>;
type Asked = Readonly<{ figure: Counting; book: AuthoredBook; pack: AuthoredPack; path: Path }>;

export function* checkCounted({ figure, book, pack, path }: Asked): Findings {
  const { of, basis } = figure;
  const { bases, distinct } = SOURCES[of];
  const shapes = bookShapes(pack, book, of);
  if (!bases.includes(basis))
    yield wrong(
      'basis-of-another-source',
      [...path, 'basis'],
      `${of} 没有 ${basis} 这个时点;可用:${bases.join(', ')}`,
      `a ${of} has no moment "${basis}"; there are: ${bases.join(', ')}`,
    );
  for (const key of ['cohort', 'condition'] as const)
    if (figure[key] !== undefined) yield* checkPart(shapes, figure[key], [...path, key]);
  yield* checkClocks(figure, pack, path);
  yield* checkTime(figure, path);
  if ('distinct' in figure && figure.distinct !== undefined && !distinct.includes(figure.distinct))
    yield wrong(
      'distinct-of-another-source',
      [...path, 'distinct'],
      `${of} 不能按 ${figure.distinct} 去重;可用:${distinct.join(', ')}`,
      `different values of "${figure.distinct}" cannot be counted of a ${of}; there are: ${distinct.join(', ')}`,
    );
  if (figure.kind === 'duration') {
    if (!SOURCES[of].ofCase)
      yield wrong('duration-without-case', [...path, 'of'], `${of} 没有投诉的时点`, `a ${of} has no moments of a case`);
    for (const key of ['from', 'to'] as const) yield* checkMoment(pack, figure[key], [...path, key]);
  }
  if (figure.kind === 'sum') yield* checkField(shapes, figure.field, path);
  for (const [index, dimension] of (figure.by ?? []).entries())
    yield* checkDimension({ figure, book, pack, path: [...path, 'by', index] }, dimension);
}

function* checkClocks({ of, basis, clocks, due, include }: Counting, pack: AuthoredPack, path: Path): Findings {
  for (const [index, clock] of (clocks ?? []).entries())
    if (own(pack.clocks, clock) === undefined)
      yield unknownName('clock', clock, Object.keys(pack.clocks), [...path, 'clocks', index]);
  if (clocks !== undefined && of !== 'clock' && !(of === 'case' && basis === 'due'))
    yield wrong(
      'clocks-without-due',
      [...path, 'clocks'],
      'clocks 只用于 of: clock,或 of: case 且 basis: due',
      'clocks go with `of: clock`, or with `of: case` and `basis: due`',
    );
  if (of === 'case' && basis === 'due' && clocks === undefined)
    yield wrong(
      'due-without-clocks',
      [...path, 'basis'],
      '投诉的到期时刻取自时限:请写 clocks: [...]',
      'a case is due by its clocks: say which, `clocks: [...]`',
    );
  for (const [key, given] of Object.entries({ due, include }))
    if (given !== undefined && of !== 'clock' && !(of === 'case' && basis === 'due'))
      yield wrong('only-of-clocks', [...path, key], `${key} 只用于时限`, `${key} is for clocks only`);
}

function* checkTime({ of, basis, grace, judgedAfter, by }: Counting, path: Path): Findings {
  if (basis === 'at' && grace !== undefined)
    yield wrong(
      'grace-of-stock',
      [...path, 'grace'],
      '时点数没有宽限',
      'what is so at the end of a period has no grace',
    );
  if (judgedAfter !== undefined && (of !== 'case' || basis === 'at' || basis === 'due'))
    yield wrong(
      'judged-without-moment',
      [...path, 'judgedAfter'],
      'judgedAfter 只用于投诉的时点(basis 不为 at、due)',
      'judgedAfter is for cases by a moment of theirs, not `at` or `due`',
    );
  if (judgedAfter !== undefined && grace !== undefined)
    yield wrong('judged-twice', [...path, 'grace'], 'grace 与 judgedAfter 只能取一', 'either grace or judgedAfter');
  const index = (by ?? []).findIndex((one) => basis === 'at' && TIMES.some((time) => time === one));
  if (index >= 0)
    yield wrong('stock-by-time', [...path, 'by', index], '时点数不能按时间拆分', 'a stock has no day, month or hour');
}

/** A number of the row, or of one of its parts: `steps.pay.amount`. */
function* checkField(shapes: FactShapes, field: string, path: Path): Findings {
  const [name = '', ...others] = field.split('.');
  const shape = others.reduce<FactShape | undefined>(
    (found, part) => (found?.kind === 'parts' ? own(found.parts, part)?.shape : undefined),
    own(shapes, name)?.shape,
  );
  const numbers = Object.keys(shapes).filter((one) => own(shapes, one)?.shape.kind === 'number');
  if (shape?.kind !== 'number') yield unknownName('field', field, numbers, [...path, 'field']);
}

/** May rows be told apart by it? */
function* checkDimension({ figure, book, pack, path }: Asked, dimension: Dimension): Findings {
  const [kind, name = ''] = dimension.split(':');
  if (kind === 'field' && own(pack.fields, name) === undefined)
    yield unknownName('field', name, Object.keys(pack.fields), path);
  if (kind === 'band' && own(book.bands, name) === undefined)
    yield unknownName('band', name, Object.keys(book.bands), path);
  const everywhere = [...TIMES, 'unit'].some((one) => one === dimension);
  const here =
    dimension === 'department' ? ['dispatch', 'clock'].includes(figure.of) : everywhere || SOURCES[figure.of].ofCase;
  if (!here)
    yield wrong(
      'dimension-of-another-source',
      path,
      `${figure.of} 不能按 ${dimension} 拆分`,
      `a ${figure.of} cannot be told apart by ${dimension}`,
    );
}
