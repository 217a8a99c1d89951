import { mkdirSync } from 'node:fs';
import { gatherReport } from '../../api/reports/gatherReport.ts';
import type { Environment } from '../../config/environment.ts';
import { plain } from '../../language/bilingual.ts';
import { reportNamed } from '../../packs/report/reportsIn.ts';
import { makeReport } from '../../report/makeReport.ts';
import { readReady } from '../../runtime/machine/readyFile.ts';
import { withDatabase } from '../../store/database/database.ts';
import { named, unitNames } from '../../store/people/namesOf.ts';
import { installedFigures } from '../figures/installedFigures.ts';
import { databaseUrl } from '../installation/installation.ts';
import { packFoldersOf } from '../installation/installedPacks.ts';
import type { Output } from '../output/output.ts';
import { caseReportFile } from './caseReportFile.ts';
import { formatsOf, packsOf, periodOf } from './reportOptions.ts';

export type ReportOptions = Readonly<{
  period?: string;
  pack: string;
  unit?: string;
  case?: string;
  format: string;
  out: string;
  by?: string;
  api?: string;
}>;

/** `redress report`: files into a folder, with what is being done on standard error. Exit code 0. */
export async function report(env: Environment, out: Output, name: string, options: ReportOptions): Promise<number> {
  const formats = formatsOf(options.format);
  const address = (options.api ?? readReady(env.dataFolder)?.api ?? '').replace(/\/$/, '');
  mkdirSync(options.out, { recursive: true });
  if (options.case !== undefined) {
    const ask = { address, no: options.case, folder: options.out, by: options.by };
    for (const format of formats) out.line(await caseReportFile(out.locale, ask, format));
    return 0;
  }
  const { locale } = out;
  const days = periodOf(options.period);
  const packs = installedFigures(env, { ...out, line: (line) => process.stderr.write(`${line}\n`) });
  const definition = reportNamed(name, packFoldersOf(env), packs.books);
  const input = await withDatabase(databaseUrl(env), { max: 2 }, async (db) => {
    const { unit } = options;
    const title = unit === undefined ? undefined : plain(named(await unitNames(db, [unit]), unit));
    return gatherReport(
      db,
      packs,
      {
        definition,
        packs: packsOf(options.pack),
        days,
        unit: unit === undefined || title === undefined ? undefined : { id: unit, title },
        locale,
        address,
        now: Date.now(),
      },
      (done, all) => {
        if (done % 20 === 0 || done === all)
          process.stderr.write(locale === 'zh' ? `指标 ${done} / ${all}\n` : `figures ${done} of ${all}\n`);
      },
    );
  });
  const file = `${name}-${options.period ?? ''}.${locale}`;
  await makeReport({ input, formats, folder: options.out, name: file }, ({ bytes, file: made, ms }) => {
    process.stderr.write(`${made} ${Math.ceil(bytes / 1_000)} kB ${(ms / 1_000).toFixed(1)} s\n`);
    out.line(made);
  });
  return 0;
}
