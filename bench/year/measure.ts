import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatherReport, packsIn } from '../../api/reports/gatherReport.ts';
import type { PackRegistry } from '../../client/packRegistry.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { reportNamed } from '../../packs/report/reportsIn.ts';
import { makeReport } from '../../report/makeReport.ts';
import type { Database } from '../../store/database/database.ts';
import { evaluateFigure, evaluateFigures } from '../../store/figures/evaluateFigure.ts';
import type { FigureContext } from '../../store/figures/figureContext.ts';

/** A whole year. */
const DAYS = { from: '2026-01-01', to: '2026-12-31' };

/** The middle of three, ms. */
async function cost(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return Math.round(times.sort((a, b) => a - b)[1] ?? 0);
}

type Measured = Readonly<{ figures: Readonly<Record<string, number>>; whole: number }>;

/** ms of each figure, and of all in one request. */
export async function measureFigures(context: FigureContext): Promise<Measured> {
  const figures: Record<string, number> = {};
  for (const { id, base } of context.book.figures)
    if (base !== true) figures[id] = await cost(() => evaluateFigure(context, id, { days: DAYS }));
  return { figures, whole: await cost(() => evaluateFigures(context, { days: DAYS })) };
}

/** ms of the PDF with all packs: its numbers, and then its pages. */
export async function measureReport(
  db: Database,
  packs: PackRegistry,
  now: number,
): Promise<Readonly<{ gather: number; make: number; bytes: number }>> {
  const definition = reportNamed('retrospective', [join(projectRoot(), 'packs')], packs.books());
  const ask = { definition, days: DAYS, locale: 'zh' as const, address: '', now, packs: packsIn(definition, packs) };
  const started = performance.now();
  const input = await gatherReport(db, packs, ask);
  const gathered = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'redress-report-'));
  try {
    const [made] = await makeReport({ folder, name: 'report', formats: ['pdf'], input });
    return {
      gather: Math.round(gathered - started),
      make: Math.round(performance.now() - gathered),
      bytes: made?.bytes ?? 0,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
