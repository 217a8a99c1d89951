import type { Environment } from '../../config/environment.ts';
import { isDay } from '../../domain/time/day.ts';
import { openDatabase } from '../../store/database/database.ts';
import { archiveLogs, countArchivable } from '../../store/log/archiveLogs.ts';
import { databaseUrl } from '../installation/installation.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { progressOn } from '../output/progressOn.ts';

export type ArchiveOptions = Readonly<{ before: string; dryRun?: boolean }>;

/** `redress archive`: puts logs of cases that ended before a day into the archive. Exit code 0. */
export async function archive(env: Environment, out: Output, { before, dryRun }: ArchiveOptions): Promise<number> {
  if (!isDay(before)) fail({ zh: '--before 须为日期,如 2026-01-01', en: '--before takes a date such as 2026-01-01' });
  const moment = Date.parse(`${before}T00:00:00Z`);
  const db = openDatabase(databaseUrl(env), { max: 2 });
  try {
    const total = await countArchivable(db, moment);
    if (dryRun === true) {
      out.say({ zh: `将归档 ${total} 件的日志`, en: `the logs of ${total} cases would be archived` });
      return 0;
    }
    const done = await archiveLogs(db, moment, progressOn(out.locale, total));
    out.say({ zh: `已归档 ${done} 件的日志`, en: `the logs of ${done} cases are archived` });
    return 0;
  } finally {
    await db.end();
  }
}
