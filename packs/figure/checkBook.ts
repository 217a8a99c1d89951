/** What a book of the right shape can still get wrong. */

import { checkMoment } from './checkMoment.ts';
import { checkCounted } from './checkCounted.ts';
import { checkReferences } from './checkReferences.ts';
import type { AuthoredBook } from './figureSchema.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { own } from '../../domain/values/own.ts';
import { unknownName, wrong, type Findings, type Path } from '../source/fault.ts';

/** Packs that figures are of, or may count. */
export type FigurePacks = Readonly<Record<string, AuthoredPack>>;

export function* checkBook(book: AuthoredBook, packs: FigurePacks): Findings {
  const pack = own(packs, book.pack);
  if (pack === undefined) {
    yield unknownName('pack', book.pack, Object.keys(packs), ['pack']);
    return;
  }
  yield* checkSurveys(book, pack);
  for (const [name, { from, to, hours }] of Object.entries(book.bands)) {
    const path: Path = ['bands', name];
    yield* checkMoment(pack, from, [...path, 'from']);
    yield* checkMoment(pack, to, [...path, 'to']);
    for (const [index, hour] of hours.entries())
      if (index > 0 && hour <= (hours[index - 1] ?? 0))
        yield wrong('band-order', [...path, 'hours', index], '小时数应递增', 'hours must rise');
  }
  for (const [id, figure] of Object.entries(book.figures)) {
    const path: Path = ['figures', id];
    const { min = -Infinity, max = Infinity } = figure.target ?? {};
    if (min > max) yield wrong('target-empty', [...path, 'target'], 'min 大于 max', 'min is above max');
    if ('of' in figure) {
      const counted = figure.pack === undefined ? pack : own(packs, figure.pack);
      if (counted === undefined) yield unknownName('pack', figure.pack ?? '', Object.keys(packs), [...path, 'pack']);
      else yield* checkCounted({ figure, book, pack: counted, path });
    }
  }
  yield* checkReferences(book);
}

function* checkSurveys({ surveys }: AuthoredBook, pack: AuthoredPack): Findings {
  for (const [name, { scale, satisfiedFrom, step }] of Object.entries(surveys)) {
    if (satisfiedFrom > scale)
      yield wrong(
        'satisfied-above-scale',
        ['surveys', name, 'satisfiedFrom'],
        `量表最高只有 ${scale} 分`,
        `the scale ends at ${scale}`,
      );
    if (step !== undefined) yield* checkAskingStep(pack, { step, scale }, ['surveys', name, 'step']);
  }
}

/** What a step that asks a survey records: whether somebody was reached, and their score. */
function* checkAskingStep(
  pack: AuthoredPack,
  { step, scale }: { readonly step: string; readonly scale: number },
  path: Path,
): Findings {
  const def = own(pack.steps, step);
  if (def === undefined) return yield unknownName('step', step, Object.keys(pack.steps), path);
  const { reached, score } = def.fields ?? {};
  if (reached?.type !== 'boolean' || score?.type !== 'integer' || score.min !== 1 || score.max !== scale)
    yield wrong(
      'survey-step-lacks',
      path,
      `步骤 "${step}" 要有字段 reached(boolean)和 score(integer,min: 1,max: ${scale})`,
      `step "${step}" needs the fields reached (boolean) and score (integer, min: 1, max: ${scale})`,
    );
}
