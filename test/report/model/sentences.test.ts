import { describe, expect, it } from 'vitest';
import type { FigureAnswer } from '../../../domain/figures/figureAnswer.ts';
import type { Locale } from '../../../language/bilingual.ts';
import { plainText } from '../../../report/model/reportModel.ts';
import { sentenceOf } from '../../../report/model/sentences.ts';
import { handMadeInput } from '../../support/reports/handMade.ts';

const ASK = { pack: 'office-complaints', id: 'S2-K11' };
const SHARE: FigureAnswer = {
  id: 'S2-K11',
  pack: 'office-complaints',
  kind: 'share',
  title: { zh: '时限内办结率', en: 'Closed in time' },
  book: 'a',
  period: { from: '2026-01-01', to: '2026-12-31', zone: 'Asia/Shanghai', asOf: '2026-12-31T16:00:00Z' },
  measure: 'percent',
  value: 206 / 213,
  numerator: 206,
  denominator: 213,
  beside: {},
};
const CHANGE: FigureAnswer = {
  ...SHARE,
  kind: 'change',
  title: { zh: '平均处理时长变化', en: 'Change of the mean handling time' },
  value: -0.413,
  change: { now: 3.2, before: 5.45, measure: 'hours', from: 'counted', relative: -0.413, points: null },
};

function said(answer: Partial<FigureAnswer> | undefined, locale: Locale, base = SHARE): string {
  const input = handMadeInput(locale);
  return plainText(sentenceOf(ASK, input, answer === undefined ? undefined : { ...base, ...answer }));
}

describe('a sentence of the report', () => {
  it('says a share with its counts', () => {
    expect(said({}, 'en')).toBe('Closed in time: 96.7% (206 of 213).');
    expect(said({}, 'zh')).toBe('时限内办结率:96.7%(213 中的 206)。');
  });

  it('says n/a where nothing was counted, never 0 or 100 %', () => {
    expect(said({ value: null, numerator: 0, denominator: 0 }, 'en')).toBe(
      'Closed in time: n/a, nothing to count it over.',
    );
    expect(said({ value: null, numerator: 0, denominator: 0 }, 'zh')).toContain('不适用');
  });

  it('says counts first for small numbers, and does not judge them', () => {
    const few = { small: true, value: 2 / 3, numerator: 2, denominator: 3, interval: { low: 0.208, high: 0.939 } };
    const target = { min: 0.95, met: false };
    expect(said({ ...few, target }, 'en')).toBe(
      'Closed in time: 2 of 3 (66.7%, 95% interval 20.8% – 93.9%), too few to be judged.',
    );
  });

  it('hides what counts fewer than five', () => {
    expect(said({ suppressed: true }, 'en')).toBe('Closed in time: fewer than 5, not shown.');
    expect(said({ suppressed: true }, 'zh')).not.toMatch(/206|213/);
  });

  it('says what was left out, the response, and whether the target is met', () => {
    const text = said(
      { beside: { open: 3, merged: 0 }, response: { asked: 400, answered: 100 }, target: { min: 0.95, met: true } },
      'en',
    );
    expect(text).toBe(
      'Closed in time: 96.7% (206 of 213); the target (≥ 95.0%) is met; ' +
        '100 answered of 400 asked, a response of 25.0%; beside: open 3.',
    );
  });

  it('says once how many there are, and in words what is beside', () => {
    const all = { kind: 'count', measure: 'number', value: 213, numerator: 213, beside: { undelivered: 2 } } as const;
    expect(said(all, 'en')).toBe('Closed in time: 213 (cases); beside: not delivered 2.');
    expect(said(all, 'zh')).toContain('213(案件);另列:未送达 2。');
  });

  it('says what changed and by how much, both ways', () => {
    expect(said({}, 'en', CHANGE)).toBe(
      'Change of the mean handling time: from 5.5 hours to 3.2 hours, down by 2.3 hours (41.3%).',
    );
    expect(said({}, 'zh', CHANGE)).toBe('平均处理时长变化:由 5.5 小时,变为 3.2 小时,下降 2.3 小时(41.3%)。');
    const share = { now: 0.923, before: 0.867, measure: 'percent', from: 'counted', relative: 0.0646, points: 0.056 };
    expect(said({ change: share } as Partial<FigureAnswer>, 'en', CHANGE)).toContain(
      'from 86.7% to 92.3%, up by 5.6 percentage points (6.5%)',
    );
    const same = { now: 2, before: 2, measure: 'number', from: 'counted', relative: 0, points: null };
    expect(said({ change: same } as Partial<FigureAnswer>, 'en', CHANGE)).toContain('from 2 to 2, unchanged.');
  });

  it('does not compare with a value from elsewhere', () => {
    const change = { ...CHANGE.change, from: 'imported' } as FigureAnswer['change'];
    expect(said({ change } as Partial<FigureAnswer>, 'en', CHANGE)).toContain('5.5 hours before (imported)');
    expect(said({ change } as Partial<FigureAnswer>, 'en', CHANGE)).toContain('not comparable');
    expect(said({ change } as Partial<FigureAnswer>, 'en', CHANGE)).not.toContain('down by');
    expect(said({ change } as Partial<FigureAnswer>, 'zh', CHANGE)).toContain('不可直接比较');
  });

  it('says that a figure is missing where nobody evaluated it', () => {
    expect(said(undefined, 'en')).toBe('S2-K11: not available.');
  });

  it('leads from the value to its definition and from each count to its very cases', () => {
    expect(linksOf(SHARE)).toEqual([
      ['96.7%', { anchor: 'def-office-complaints-S2-K11' }],
      ['206', casesAt('S2-K11')],
      ['213', casesAt('S2-K11', '&term=denominator')],
    ]);
    const few = { ...SHARE, small: true };
    expect(linksOf(few).map(([text]) => text)).toEqual(['206', '213', '96.7%']);
  });

  it('leads from a quotient to the cases of its terms', () => {
    const PER = { pack: 'office-complaints', id: 'S2-K16r' };
    const quotient = { ...SHARE, ...PER, kind: 'per' } as const;
    expect(linksOf(quotient, PER).slice(1)).toEqual([
      ['206', casesAt('S2-K16r')],
      ['213', casesAt('S2-K16r', '&term=denominator')],
    ]);
    const heads = { pack: 'cutover-emergency', id: 'S1-K19' };
    expect(linksOf({ ...quotient, ...heads }, heads).map(([text]) => text)).toEqual(['96.7%', '206']);
  });

  it('leads from what was and from what is to their cases, and from what changed to its definition', () => {
    const K4 = { pack: 'office-complaints', id: 'S2-K4' };
    const change = { ...CHANGE, ...K4 };
    expect(linksOf(change, K4)).toEqual([
      ['5.5 hours', casesAt('S2-K4', '&term=before')],
      ['3.2 hours', casesAt('S2-K4')],
      ['down by 2.3 hours (41.3%)', { anchor: 'def-office-complaints-S2-K4' }],
    ]);
    const imported = { ...change, change: { ...CHANGE.change, from: 'imported' } } as FigureAnswer;
    expect(linksOf(imported, K4).map(([text]) => text)).toEqual(['3.2 hours', '2.3 hours (41.3%)']);
  });
});

function linksOf(answer: FigureAnswer, ask = ASK): readonly (readonly [string, unknown])[] {
  return sentenceOf(ask, handMadeInput('en'), answer).flatMap((part) =>
    typeof part === 'string' ? [] : [[part.text, part.to] as const],
  );
}

function casesAt(id: string, term = ''): unknown {
  const period = 'pack=office-complaints&from=2026-01-01&to=2026-12-31';
  return { address: `http://127.0.0.1:8080/v1/figures/${id}/cases?${period}${term}` };
}
