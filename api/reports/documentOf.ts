import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BilingualError } from '../../language/bilingual.ts';
import { phrase } from '../../language/phrase.ts';
import { makeReport } from '../../report/makeReport.ts';
import type { ReportOrder } from '../../report/reportOrder.ts';
import { Problem } from '../problems/problem.ts';

/** Bytes; a report of every pack has two million. */
const LARGEST = 64_000_000;

/** The bytes of one document, made in a process of its own. Throws 422 for what that process says is wrong. */
export async function documentOf(
  order: Omit<ReportOrder, 'folder' | 'name' | 'formats'>,
  format: ReportOrder['formats'][number],
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-report-'));
  try {
    const [made] = await refused(() => makeReport({ ...order, formats: [format], folder, name: 'report' }));
    if (made === undefined || made.bytes > LARGEST) throw tooLarge();
    return await readFile(made.file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is said in both languages is for whoever asked. */
export async function refused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BilingualError)) throw error;
    throw new Problem(422, 'report-refused', phrase('report-refused', { why: error.words }));
  }
}

function tooLarge(): Problem {
  const why = { zh: '报告过大;请减少规则包', en: 'the report is too large; ask for fewer packs' };
  return new Problem(422, 'report-refused', phrase('report-refused', { why }));
}
