import type { Environment } from '../../config/environment.ts';
import { publishedYears, type StoredYear } from '../../store/rules/calendarYears.ts';
import { openDatabase } from '../../store/database/database.ts';
import { calendarFinding } from './calendarFinding.ts';
import type { Finding } from './finding.ts';
import type { DoctorWords } from './doctorWords.ts';
import { calendarsOf, installedPacks } from '../installation/installedPacks.ts';

/**
 * Whether the packs in force load, shipped and own; if so, their calendars at `at` (epoch ms), with the years published
 * in the database at `url`.
 */
export async function packFindings(
  env: Environment,
  url: string | undefined,
  at: number,
  w: DoctorWords,
): Promise<readonly Finding[]> {
  try {
    const packs = [...new Map(installedPacks(env).map((pack) => [pack.id, pack])).values()];
    const calendars = calendarsOf(env, url === undefined ? [] : await publishedOn(url));
    return [
      { part: 'packs', ok: true, detail: packs.map(({ id, version }) => `${id} ${version}`).join(', ') },
      calendarFinding(packs, calendars, at, w),
    ];
  } catch (error) {
    return [
      {
        part: 'packs',
        ok: false,
        detail: (error as Error).message,
        mend: 'syscall' in (error as Error) ? w.readableFolder : w.mendLines,
      },
    ];
  }
}

/** None when the database does not answer, which a finding of its own says. */
async function publishedOn(url: string): Promise<readonly StoredYear[]> {
  const db = openDatabase(url, { max: 1 });
  try {
    return await publishedYears(db);
  } catch {
    return [];
  } finally {
    await db.end();
  }
}
