/**
 * What a dashboard shows of a pack, one call each: figures that are made of the pack itself, whatever its clocks, levels
 * and surveys are.
 */

import { plain, type Bilingual } from '../../language/bilingual.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { Dimension, Figure, FigureBook } from './figure.ts';

export const VIEWS = ['timeliness', 'funnel', 'mix', 'hours', 'units', 'satisfaction'] as const;
export type View = (typeof VIEWS)[number];

/** A line: a figure, and what it is told apart by. */
export type ViewLine = Readonly<{ figure: Figure; by: readonly Dimension[] }>;

const DUE: Bilingual = { zh: '期内到期的时限中按时完成的占比。', en: 'Of limits due in the period, those met.' };
const REGISTERED: Bilingual = { zh: '期内登记的案件。', en: 'Cases registered in the period.' };

export function viewLines(view: View, pack: EnginePack, book: FigureBook): readonly ViewLine[] {
  const makers: Readonly<Record<View, () => readonly ViewLine[]>> = {
    timeliness: () => timeliness(pack, book),
    funnel: () => funnel(pack),
    mix: () => (['channel', 'category'] as const).map((one) => ({ figure: registered(one), by: [one] })),
    hours: () => [{ figure: registered('hours'), by: ['weekday', 'hour'] }],
    units: () => [{ figure: onTime('units', { zh: '各单位按时率', en: 'On time by unit' }), by: ['unit'] }],
    satisfaction: () => satisfaction(book),
  };
  return makers[view]();
}

/** Each clock that is owed, with the target of the figure that is of it alone. */
function timeliness({ clocks }: EnginePack, { figures }: FigureBook): readonly ViewLine[] {
  return clocks
    .filter(({ owed }) => owed !== false)
    .map(({ id, title }) => {
      const own = figures.find((one) => 'clocks' in one && one.clocks?.join() === id && one.target !== undefined);
      const target = own?.target === undefined ? {} : { target: own.target };
      return { figure: { ...onTime(id, plain(title), [id]), ...target }, by: [] };
    });
}

/** How many came in, and how many of them got to each level or above. */
function funnel({ levels }: EnginePack): readonly ViewLine[] {
  return levels.map(({ id, title }, rank) => ({
    figure: {
      id,
      kind: 'share',
      title: plain(title),
      says: REGISTERED,
      of: 'case',
      basis: 'registered',
      condition: { level: { rank: { min: rank } } },
    },
    by: [],
  }));
}

/** By how long the client waited; all at once where the book knows no bands. */
function satisfaction({ surveys, bands }: FigureBook): readonly ViewLine[] {
  const names = Object.keys(bands).map((name): readonly Dimension[] => [`band:${name}`]);
  return Object.entries(surveys).flatMap(([instrument, { title }]) =>
    (names.length === 0 ? [[]] : names).map((by) => ({
      figure: {
        id: instrument,
        kind: 'share',
        title,
        says: {
          zh: '期内办结案件的答卷中满意的占比。',
          en: 'Of answers of cases closed in the period, the satisfied ones.',
        },
        of: 'answer',
        basis: 'closed',
        grace: { days: 30 },
        cohort: { instrument, answered: true },
        condition: { satisfied: true },
      },
      by,
    })),
  );
}

function onTime(id: string, title: Bilingual, clocks?: readonly string[]): Figure {
  const which = clocks === undefined ? {} : { clocks };
  return { id, kind: 'share', title, says: DUE, of: 'clock', basis: 'due', condition: { met: true }, ...which };
}

function registered(id: string, title: Bilingual = { zh: '登记件数', en: 'Registered' }): Figure {
  return { id, kind: 'count', title, says: REGISTERED, of: 'case', basis: 'registered' };
}
