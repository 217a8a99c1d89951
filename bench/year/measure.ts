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
import { coreMs } from '../figures/processCost.ts';

const TURNS = 3;
/** A whole year. */
const DAYS = { from: '2026-01-01', to: '2026-12-31' };

/** The shortest of three turns, and what one of them took of cores in the database: about the same on a busy machine. */
type Cost = Readonly<{ ms: number; coreMs: number }>;

async function cost(server: number, work: () => Promise<unknown>): Promise<Cost> {
  const times: number[] = [];
  const before = coreMs(server);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return { ms: Math.round(Math.min(...times)), coreMs: Math.round((coreMs(server) - before) / TURNS) };
}

type Measured = Readonly<{ figures: Readonly<Record<string, Cost>>; whole: Cost }>;

/** Each figure, and all in one request; `server` is the process of the database. */
export async function measureFigures(context: FigureContext, server: number): Promise<Measured> {
  const figures: Record<string, Cost> = {};
  for (const { id, base } of context.book.figures)
    if (base !== true) figures[id] = await cost(server, () => evaluateFigure(context, id, { days: DAYS }));
  return { figures, whole: await cost(server, () => evaluateFigures(context, { days: DAYS })) };
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
