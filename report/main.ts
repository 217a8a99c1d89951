// The process that makes a report: an order on standard input, files into its folder, a line for each as it is done. It
// needs no database and ends when it is done, so that what the compiler of PDFs takes of memory is given back.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../config/projectRoot.ts';
import { wordsOf } from '../language/bilingual.ts';
import { buildReport } from './model/buildReport.ts';
import type { ReportModel } from './model/reportModel.ts';
import type { Format, ReportLine, ReportOrder } from './reportOrder.ts';

/** Each brings its library along only where it is wanted. */
const RENDERERS: Readonly<Record<Format, (model: ReportModel) => Promise<string | Uint8Array>>> = {
  html: async (model) => (await import('./html/renderHtml.ts')).renderHtml(model),
  pdf: async (model) => (await import('./typst/renderPdf.ts')).renderPdf(model, join(projectRoot(), 'report')),
  docx: async (model) => (await import('./docx/renderDocx.ts')).renderDocx(model),
  xlsx: async (model) => (await import('./xlsx/renderXlsx.ts')).renderXlsx(model),
};

const say = (line: ReportLine): unknown => process.stdout.write(`${JSON.stringify(line)}\n`);

/** Standard input to its end. */
async function read(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

try {
  const { folder, formats, input, model: built, name } = JSON.parse(await read()) as ReportOrder;
  const model = built ?? (input === undefined ? undefined : buildReport(input));
  if (model === undefined) throw new Error('an order has an input or a model');
  for (const format of formats) {
    const started = performance.now();
    const made = await RENDERERS[format](model);
    const file = join(folder, `${name}.${format}`);
    writeFileSync(file, made);
    say({ made: format, file, bytes: Buffer.byteLength(made), ms: Math.round(performance.now() - started) });
  }
} catch (error) {
  say({ failed: wordsOf(error) });
  process.exitCode = 1;
}
