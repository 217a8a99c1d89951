import type { Environment } from '../../config/environment.ts';
import { plain } from '../../language/bilingual.ts';
import { withDatabase } from '../../store/database/database.ts';
import { publishedYears } from '../../store/rules/calendarYears.ts';
import { calendarsOf, installedPacks } from '../installation/installedPacks.ts';
import { calendarFinding } from './calendarFinding.ts';
import type { Finding } from './finding.ts';

const part = 'packs';

/**
 * If the packs load, also their calendars at `at` (epoch ms), with years published in the database at `url`. A silent
 * database has its own finding.
 */
export async function packFindings(env: Environment, url: string | undefined, at: number): Promise<readonly Finding[]> {
  try {
    const packs = [...new Map(installedPacks(env).map((pack) => [pack.id, pack])).values()];
    const published = url === undefined ? [] : await withDatabase(url, { max: 1 }, publishedYears).catch(() => []);
    return [
      { part, ok: true, detail: plain(packs.map(({ id, version }) => `${id} ${version}`).join(', ')) },
      calendarFinding(packs, calendarsOf(env, published), at),
    ];
  } catch (error) {
    const { message, syscall } = error as NodeJS.ErrnoException;
    const mend =
      syscall === undefined
        ? { zh: '修改上述各行', en: 'mend the lines named' }
        : { zh: '让 REDRESS_PACKS 指向可读的目录', en: 'let REDRESS_PACKS name a folder that can be read' };
    return [{ part, ok: false, detail: plain(message), mend }];
  }
}
