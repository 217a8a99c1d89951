import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportJsonSchema } from '../../../packs/report/reportSchema.ts';
import { parseReport } from '../../../packs/report/parseReport.ts';
import { reportNamed, reportNames } from '../../../packs/report/reportsIn.ts';
import type { FigureBook } from '../../../domain/figures/figure.ts';
import { bookOf } from '../../support/reports/handMade.ts';

const KNOWN = { 'cutover-emergency': ['S1-K1', 'S1-K33'] };
const REPORT = `report: short
title: { zh: 报告, en: Report }
chapters:
  - title: { zh: 第一章, en: First }
    pack: cutover-emergency
    blocks:
`;

/** The faults of a report with these blocks: `line:column code`. */
function faultsOf(blocks: string, known = KNOWN): readonly string[] {
  const parsed = parseReport(REPORT + blocks, known);
  return parsed.ok ? [] : parsed.faults.map(({ code, column, line }) => `${line}:${column} ${code}`);
}

describe('a report is data', () => {
  it('the shipped retrospective is sound, and every figure in it is defined by its pack', () => {
    const packs = ['cutover-emergency', 'office-complaints', 'rural-bank-petitions', 'key-accounts'];
    const books = packs.map((pack) => ({ ...bookOf(pack), pack }) as unknown as FigureBook);
    expect(reportNames(['packs'])).toContain('retrospective');
    expect(reportNamed('retrospective', ['packs'], books).chapters).toHaveLength(5);
  });

  it('a name that no report has is answered with the nearest one', () => {
    expect(() => reportNamed('retrospectiv', ['packs'], [])).toThrow(/did you mean "retrospective"/);
  });

  it('every place of a text is a figure that there is, in both languages', () => {
    expect(faultsOf("      - text: { zh: '{S1-K1}', en: '{S1-K1}' }\n")).toEqual([]);
    expect(faultsOf("      - text: { zh: '{S1-K1}', en: none }\n")).toEqual(['7:15 places-differ']);
    expect(faultsOf("      - text: { zh: '{S1-K1:mean}', en: '{S1-K1:mean}' }\n")[0]).toBe('7:21 unknown-part');
    expect(faultsOf("      - text: { zh: '{S1 K1}', en: 'a } b' }\n")[0]).toBe('7:21 broken-place');
    expect(faultsOf("      - text: { zh: '{S1-K9}', en: '{S1-K9}' }\n")[0]).toBe('7:15 unknown-figure');
  });

  it('a mistake has its line and column', () => {
    expect(faultsOf('      - says: [S1-K1, S1-K3]\n')).toEqual(['7:23 unknown-figure']);
    expect(faultsOf('      - says: [other-pack/S1-K1]\n')).toEqual(['7:16 unknown-pack']);
    expect(faultsOf('      - saus: [S1-K1]\n')[0]).toBe('7:9 unknown-key');
    expect(faultsOf('      - { says: [S1-K1], note: { zh: 一, en: one } }\n')).toEqual(['7:9 wrong-form']);
    expect(faultsOf('      - chart: { kind: line, title: { zh: 图, en: Chart }, figures: [S1-K1] }\n')).toEqual([
      '7:16 chart-without-by',
    ]);
    const two = '      - chart: { kind: bar, title: { zh: 图, en: C }, figures: [S1-K1, S1-K33], by: month }\n';
    expect(faultsOf(two).map((one) => one.split(' ')[1])).toEqual(['chart-figures']);
  });

  it('a chapter without a pack names the pack of each figure', () => {
    const report = REPORT.replace('    pack: cutover-emergency\n', '');
    const parsed = parseReport(`${report}      - says: [S1-K1]\n`, KNOWN);
    expect(parsed.ok ? [] : parsed.faults.map(({ code }) => code)).toEqual(['figure-without-pack']);
    expect(parseReport(`${report}      - says: [cutover-emergency/S1-K1]\n`, KNOWN).ok).toBe(true);
  });
});

it('is published as a JSON Schema that is current', () => {
  const published: unknown = JSON.parse(readFileSync('packs/reports/reports.schema.json', 'utf8'));
  expect(published).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())));
});
