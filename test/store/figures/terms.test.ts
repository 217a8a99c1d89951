import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dimension } from '../../../domain/figures/figure.ts';
import { periodNamed } from '../../../domain/figures/period.ts';
import type { FigureTerm } from '../../../domain/figures/termsOf.ts';
import { countedCases } from '../../../store/figures/countedCases.ts';
import { askingOf } from '../../../store/figures/evaluateFigure.ts';
import { FigureAskError } from '../../../store/figures/figureAskError.ts';
import { figureBank, type FigureBank } from '../../support/figures/figureBank.ts';

const head = 'title: { zh: 名, en: Name }, says: { zh: 说, en: Says }';
const counted = `${head}, kind: count, of: case, basis: registered`;
const BOOK = `pack: cutover-emergency
series: { headcount: { title: { zh: 人数, en: Headcount } }, more: { title: { zh: 件数, en: Cases } } }
figures:
  registered: { ${counted} }
  external: { ${counted}, cohort: { channel: { external: true } } }
  share: { ${head}, kind: share, of: case, basis: registered, condition: { channel: { external: true } } }
  rate: { ${head}, kind: per, numerator: { figure: external }, denominator: { figure: registered } }
  heads: { ${head}, kind: per, numerator: { figure: registered }, denominator: { series: headcount, take: mean } }
  alone: { ${head}, kind: per, numerator: { series: headcount, take: sum } }
  more: { ${head}, kind: change, figure: registered, against: { period: previous }, shown: relative }
  yearly: { ${head}, kind: change, figure: rate, against: { period: year-before }, shown: points }
  other: { ${head}, kind: change, figure: registered, against: { figure: external }, shown: points }
  known: { ${head}, kind: change, figure: registered, against: { series: headcount }, shown: points }
  trend: { ${head}, kind: trend, figure: registered }
`;

let bank: FigureBank;
let [early, outside, late] = ['', '', ''];
beforeAll(async () => {
  bank = await figureBank('cutover-emergency', { book: BOOK, now: '2027-02-01 00:00' });
  early = await bank.live({ at: '2026-11-03 09:00' });
  outside = await bank.live({ at: '2026-11-30 23:59', channel: 'regulator', unit: 'branch-office' });
  late = await bank.live({ at: '2026-12-01 00:00' });
}, 120_000);
afterAll(() => bank.db.end());

async function casesOf(id: string, period: string, term?: FigureTerm, isCounted = true): Promise<readonly string[]> {
  const days = periodNamed(period);
  if (days === undefined) throw new Error(period);
  const context = bank.context();
  const listed = { term, counted: isCounted, viewer: { id: 'admin', roles: [] }, limit: 10 };
  const { cases, total } = await countedCases(context, id, askingOf(context, { days }), listed);
  expect(total).toBe(cases.length);
  return cases.map(({ no }) => no);
}

async function casesOfPart(id: string, by: Dimension, part: string, term?: FigureTerm): Promise<readonly string[]> {
  const context = bank.context();
  const asking = askingOf(context, { days: { from: '2026-11-01', to: '2026-12-31' }, by: [by] });
  const listed = { term, part, counted: true, viewer: { id: 'admin', roles: [] }, limit: 10 };
  const { cases, total } = await countedCases(context, id, asking, listed);
  expect(total).toBe(cases.length);
  return cases.map(({ no }) => no);
}

async function refusalOf(id: string, term: FigureTerm, period = '2026-12'): Promise<unknown> {
  const refused: unknown = await casesOf(id, period, term).catch((error: unknown) => error);
  return refused instanceof FigureAskError ? [refused.fault, refused.of, refused.words.en] : refused;
}

describe('each number of a figure has its very cases', () => {
  it('a share what counts, and what it is counted over', async () => {
    expect(await casesOf('share', '2026-11')).toEqual([outside]);
    expect(await casesOf('share', '2026-11', 'numerator')).toEqual([outside]);
    expect(await casesOf('share', '2026-11', 'numerator', false)).toEqual([early]);
    expect(await casesOf('share', '2026-11', 'denominator')).toEqual([early, outside]);
  });

  it('a quotient those of either term', async () => {
    expect(await casesOf('rate', '2026-11')).toEqual([outside]);
    expect(await casesOf('rate', '2026-11', 'denominator')).toEqual([early, outside]);
    expect(await casesOf('heads', '2026-11', 'numerator')).toEqual([early, outside]);
  });

  it('a part its own', async () => {
    expect(await casesOfPart('registered', 'month', '2026-11')).toEqual([early, outside]);
    expect(await casesOfPart('registered', 'month', '2026-12')).toEqual([late]);
    expect(await casesOfPart('registered', 'any-channel', 'regulator')).toEqual([outside]);
    expect(await casesOfPart('share', 'unit', 'branch-office', 'denominator')).toEqual([outside]);
    expect(await casesOfPart('rate', 'month', '2026-11', 'denominator')).toEqual([early, outside]);
    expect(await casesOfPart('share', 'month', '2026-12')).toEqual([]);
  });

  it('a change those of now and those of the period before', async () => {
    expect(await casesOf('more', '2026-12')).toEqual([late]);
    expect(await casesOf('more', '2026-12', 'now')).toEqual([late]);
    expect(await casesOf('more', '2026-12', 'before')).toEqual([early, outside]);
    expect(await casesOf('yearly', '2027-11', 'before')).toEqual([outside]);
  });

  it('a change against another figure those of the other', async () => {
    expect(await casesOf('other', '2026-11', 'before')).toEqual([outside]);
    expect(await casesOf('other', '2026-11', 'now')).toEqual([early, outside]);
  });

  it('a trend those of all its months', async () => {
    expect(await casesOf('trend', '2026')).toEqual([early, outside, late]);
  });

  it('numbers from elsewhere none', async () => {
    expect(await casesOf('alone', '2026')).toEqual([]);
  });
});

describe('a number without cases is refused, and the others are named', () => {
  it.each([
    ['rate', 'now', 'the figure rate has no now; there are cases of: numerator, denominator'],
    ['more', 'denominator', 'the figure more has no denominator; there are cases of: now, before'],
    [
      'heads',
      'denominator',
      'the denominator of heads is the imported series headcount, which has no cases; there are cases of: numerator',
    ],
    [
      'known',
      'before',
      'the before of known is the imported series headcount, which has no cases; there are cases of: now',
    ],
    ['trend', 'numerator', 'the figure trend has no numerator, nor any other term; leave term out'],
    ['alone', 'numerator', 'the figure alone has no numerator, nor any other term; leave term out'],
  ] as const)('%s: %s', async (id, term, words) => {
    expect(await refusalOf(id, term)).toEqual(['figure-no-term', 'term', words]);
  });

  it('a period before that was imported has none', async () => {
    const row = { pack_id: 'cutover-emergency', name: 'registered', source: 'test', imported_by: 'admin' };
    await bank.insert('series', { ...row, period_from: '2026-10-01', period_to: '2026-10-31', value: 90 });
    expect(await bank.figure('more', '2026-11')).toMatchObject({ change: { from: 'imported', before: 90 } });
    expect(await refusalOf('more', 'before', '2026-11')).toEqual([
      'figure-no-term',
      'term',
      'the before of more was imported and has no cases; there are cases of: now',
    ]);
  });
});
