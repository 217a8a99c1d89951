import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { plain } from '../../language/bilingual.ts';
import { renderDocx } from '../../report/docx/renderDocx.ts';
import { buildReport } from '../../report/model/buildReport.ts';
import { renderXlsx } from '../../report/xlsx/renderXlsx.ts';
import { handMadeInput } from '../support/reports/handMade.ts';

const model = buildReport(handMadeInput('zh', { 'S1-B1': { title: plain('=HYPERLINK("http://x")'), value: 1234 } }));
const parts = (bytes: Uint8Array): ReadonlyMap<string, string> =>
  new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, new TextDecoder().decode(content)]));

describe('the report for a word processor', () => {
  it('has headings, repeated first rows of tables, a Chinese font and texts for its charts', async () => {
    const files = parts(await renderDocx(model));
    const body = files.get('word/document.xml') ?? '';
    expect(body).toContain('w:val="Heading1"');
    expect(body).toContain('<w:tblHeader/>');
    expect(files.get('word/styles.xml')).toContain('w:eastAsia="SimSun"');
    const charts = body.match(/<c:chart /g)?.length;
    expect(charts).toBeGreaterThan(8);
    expect(body.match(/<wp:docPr [^>]*descr="[^"]{20,}"/g)).toHaveLength(charts ?? 0);
  });

  it('every link within it leads to a bookmark', async () => {
    const body = parts(await renderDocx(model)).get('word/document.xml') ?? '';
    const marks = new Set([...body.matchAll(/<w:bookmarkStart w:name="([^"]+)"/g)].map(([, name]) => name));
    for (const [, target] of body.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g)) expect(marks).toContain(target);
  });

  it('the same input gives the same bytes, whatever was made before', async () => {
    expect(Buffer.compare(await renderDocx(model), await renderDocx(model))).toBe(0);
  });
});

describe('the report for a spreadsheet', () => {
  it('a text is never a formula', async () => {
    const sheets = [...parts(await renderXlsx(model))].filter(([name]) => name.startsWith('xl/worksheets/'));
    expect(sheets.length).toBeGreaterThan(5);
    for (const [, sheet] of sheets) expect(sheet).not.toContain('<f>');
    const rows = await readSheet(Buffer.from(await renderXlsx(model)), 2);
    expect(rows.flat()).toContain('=HYPERLINK("http://x")');
  });

  it('a number is a number', async () => {
    const rows = await readSheet(Buffer.from(await renderXlsx(model)), 2);
    expect(rows.find((row) => row[0] === 'S1-B1')?.[2]).toBe(1234);
  });

  it('the same input gives the same bytes', async () => {
    expect(Buffer.compare(await renderXlsx(model), await renderXlsx(model))).toBe(0);
  });
});
