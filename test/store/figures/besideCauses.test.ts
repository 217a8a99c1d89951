import { describe, expect, it } from 'vitest';
import { FIGURE_SOURCES, type FigureBook } from '../../../domain/figures/figure.ts';
import { BESIDE_CAUSES, sayBesideCause } from '../../../domain/figures/besideCauses.ts';
import { reasons } from '../../../store/figures/rows/obligations.ts';
import { sourceOf } from '../../../store/figures/rows/sourceOf.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';

const MOMENT = new Date('2026-12-01T00:00:00Z');
const SCOPE = {
  pack: ledgerPack,
  book: { figures: {}, surveys: {} } as unknown as FigureBook,
  from: MOMENT,
  to: MOMENT,
  asOf: MOMENT,
  anchor: MOMENT,
};

describe('what a figure prints beside is said in words', () => {
  it.each(FIGURE_SOURCES)('whatever is counted: %s', (of) => {
    const { beside } = sourceOf(SCOPE, { of, basis: 'recorded' });
    expect(Object.keys(BESIDE_CAUSES)).toEqual(expect.arrayContaining(Object.keys(beside)));
  });

  it('why clocks are left out', () => {
    const left = Object.keys(reasons('k', MOMENT)).filter((reason) => reason !== 'cancelled');
    expect(Object.keys(BESIDE_CAUSES)).toEqual(expect.arrayContaining(left));
  });

  it('what cancelled a clock; a step of a pack is named by its id', () => {
    expect(sayBesideCause('cancelled:withdrawn', 'zh')).toBe('时限取消(撤诉)');
    expect(sayBesideCause('cancelled:superseded', 'en')).toBe('cancelled (promise superseded)');
    expect(sayBesideCause('cancelled:step:refer', 'en')).toBe('cancelled (step:refer)');
  });
});
