import { describe, expect, it } from 'vitest';
import { plain } from '../../language/bilingual.ts';
import { renderHtml } from '../../report/html/renderHtml.ts';
import { reportOfPacks } from '../../domain/figures/figuresOfReport.ts';
import { buildReport } from '../../report/model/buildReport.ts';
import { handMadeInput, retrospective } from '../support/reports/handMade.ts';

const zh = renderHtml(buildReport(handMadeInput('zh')));

describe('the report as a page', () => {
  it('says its language and needs nothing from outside', () => {
    expect(zh).toContain('<html lang="zh-CN">');
    expect(renderHtml(buildReport(handMadeInput('en')))).toContain('<html lang="en">');
    expect(zh).not.toMatch(/<script|<link |src=|@import|url\((?!#)/);
  });

  it('every link within it leads somewhere, and no two places have one name', () => {
    const ids = [...zh.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(new Set(ids).size);
    for (const [, target] of zh.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it('every figure is defined in the appendix and leads to its cases', () => {
    for (const [pack, id] of [
      ['cutover-emergency', 'S1-K41'],
      ['rural-bank-petitions', 'S3-K28'],
    ]) {
      expect(zh).toContain(`id="def-${pack}-${id}"`);
      expect(zh).toContain(`/v1/figures/${id}/cases?pack=${pack}&amp;from=2026-01-01&amp;to=2026-12-31`);
    }
  });

  it('what was before leads to its own cases, and so does what a share is counted over', () => {
    const year = 'from=2026-01-01&amp;to=2026-12-31';
    expect(zh).toContain(`/v1/figures/S2-K4/cases?pack=office-complaints&amp;${year}&amp;term=before"`);
    expect(zh).toContain(`/v1/figures/S2-K11/cases?pack=office-complaints&amp;${year}&amp;term=denominator"`);
    // Numbers from before the plan were imported.
    expect(zh).not.toContain(`/v1/figures/S1-K23/cases?pack=cutover-emergency&amp;${year}&amp;term=before`);
  });

  it('each part of a figure leads to its own cases', () => {
    const cases = '/v1/figures/S1-B1/cases?pack=cutover-emergency&amp;from=2026-01-01&amp;to=2026-12-31';
    const parts = [...zh.matchAll(/S1-B1\/cases\?[^"]*&amp;by=channel&amp;part=([^"]*)"/g)].map(([, key]) => key);
    expect(parts.length).toBeGreaterThan(1);
    for (const key of parts) expect(zh).toContain(`${cases}&amp;by=channel&amp;part=${key}"`);
  });

  it('tables have headers of columns and rows, charts a text for whoever does not see them', () => {
    expect(zh.match(/<svg /g)).toHaveLength(zh.match(/<svg role="img" aria-label="[^"]{20,}"/g)?.length ?? 0);
    expect(zh.match(/<table/g)?.length).toBe(zh.match(/<caption>/g)?.length);
    expect(zh).toContain('<th scope="col"');
    expect(zh).toContain('<th scope="row"');
  });

  it('names that somebody typed are text, not markup', () => {
    const input = handMadeInput('en', { 'S1-B1': { title: plain('<img src=x onerror=alert(1)> & "more"') } });
    const page = renderHtml(buildReport(input));
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;more&quot;');
  });

  it('the same input gives the same page, and another stamp changes nothing else', () => {
    const input = handMadeInput('zh');
    expect(renderHtml(buildReport(input))).toBe(zh);
    const later = renderHtml(buildReport({ ...input, stamp: '2027-01-06T02:00:00.000Z' }));
    expect(later).not.toBe(zh);
    expect(later.replaceAll('2027年1月6日', '2027年1月5日')).toBe(zh);
  });

  it('holds only the chapters of the packs that it is asked for', () => {
    const one = reportOfPacks(retrospective(), ['office-complaints']);
    const page = renderHtml(buildReport(handMadeInput('zh', {}, one)));
    expect(page).toContain('S2-K11');
    expect(page).not.toMatch(/S[134]-K/);
  });
});
