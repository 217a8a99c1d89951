import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../report/model/buildReport.ts';
import { renderPdf } from '../../report/typst/renderPdf.ts';
import { handMadeInput } from '../support/reports/handMade.ts';

/** All of a PDF that can be read, streams unpacked. */
function readable(pdf: Uint8Array): string {
  const text = Buffer.from(pdf).toString('latin1');
  return text.replaceAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g, (whole, body: string) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return whole;
    }
  });
}

describe('the report as a PDF', () => {
  const pdf = renderPdf(buildReport(handMadeInput('zh')), 'report');
  const inside = readable(pdf);

  it('is tagged for whoever hears it: PDF/UA-1, its language, its title shown', () => {
    expect(inside).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/);
    expect(inside).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(inside).toContain('/StructTreeRoot');
    expect(inside).toMatch(/\/Lang\s*\(zh-CN\)/i);
    expect(inside).toMatch(/\/DisplayDocTitle true/);
  });

  it('its headings, lists, tables and charts are told apart by tags', () => {
    for (const tag of ['H1', 'H2', 'H3', 'L', 'LI', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Caption', 'Link'])
      expect(inside, tag).toMatch(new RegExp(`/S\\s*/${tag}\\b`));
    const charts = buildReport(handMadeInput('zh')).blocks.filter(({ kind }) => kind === 'chart').length;
    expect(inside.match(/\/Alt\s*[(<]/g)?.length ?? 0).toBeGreaterThanOrEqual(charts);
  });

  it('carries its own fonts', () => {
    expect(inside).toMatch(/NotoSansSC-Regular/);
    expect(inside).toMatch(/NotoSansSC-Bold/);
    expect(inside).toContain('/FontFile2');
  });

  it('the same input gives the same bytes', () => {
    expect(Buffer.compare(renderPdf(buildReport(handMadeInput('zh')), 'report'), pdf)).toBe(0);
  });

  it('text of a case is never markup of the template', () => {
    const title = { zh: '#read("/etc/passwd") *x* $1$ `y` <a> @b', en: 'x' };
    const input = handMadeInput('zh', { 'S1-B1': { title } });
    expect(renderPdf(buildReport(input), 'report').length).toBeGreaterThan(100_000);
  });
}, 60_000);
