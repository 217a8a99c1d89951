import { changeOrganisation } from '../../api/organisation/changeOrganisation.ts';
import type { Difference } from '../../api/organisation/organisationDifferences.ts';
import type { Environment } from '../../config/environment.ts';
import type { Locale } from '../../language/bilingual.ts';
import { inBoth, phrase } from '../../language/phrase.ts';
import { readOrganisation } from '../../packs/load/readOrganisation.ts';
import { formatFault } from '../../packs/source/formatFault.ts';
import { withDatabase } from '../../store/database/database.ts';
import { databaseUrl } from '../installation/installation.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';

/**
 * `redress organisation import`: units and people of a file, all of them or none. Shows each difference; with `dryRun`
 * only that. Returns 1 when the file is faulty, with a line per mistake in `locale`.
 */
export async function importOrganisation(
  env: Environment,
  out: Output,
  file: string,
  { by, dryRun = false, locale }: { readonly by: string; readonly dryRun?: boolean; readonly locale: Locale | 'both' },
): Promise<number> {
  const read = readOrganisation(file);
  const changed = await withDatabase(databaseUrl(env), { max: 1 }, (db) =>
    changeOrganisation(db, { by, dryRun }, read),
  );
  if (changed.kind === 'not-allowed') {
    const { zh, en } = inBoth(phrase('organisation-administrators'));
    return fail({ zh: `${by} 不是系统管理员:${zh}`, en: `${by} is no administrator: ${en}` });
  }
  if (changed.kind === 'refused') {
    for (const fault of changed.faults) out.line(formatFault(file, fault, locale));
    out.say({ zh: '未作任何改动', en: 'nothing was changed' });
    return 1;
  }
  const { differences } = changed;
  for (const one of differences) out.line(lineOf(one, out.locale));
  const count = differences.length;
  if (count === 0) out.say({ zh: '没有差异', en: 'nothing differs' });
  else if (dryRun)
    out.say({ zh: `试运行:将变更 ${count} 处;未作任何改动`, en: `dry run: ${count} to change; nothing was changed` });
  else out.say({ zh: `${by} 变更了 ${count} 处`, en: `${count} changed by ${by}` });
  return 0;
}

const SIGNS = { new: '+', changed: '~', left: '-' } as const;
const KINDS = { unit: { zh: '机构', en: 'unit' }, person: { zh: '人员', en: 'person' } } as const;

function lineOf({ kind, id, change, fields }: Difference, locale: Locale): string {
  const said = fields
    .filter(({ to }) => change === 'changed' || to !== null)
    .map(({ name, from, to }) =>
      change === 'changed' ? `${name} ${shown(from)} → ${shown(to)}` : `${name} ${shown(to)}`,
    );
  const left = { zh: '离职', en: 'leaves' }[locale];
  const what = change === 'left' ? left : said.join('; ');
  return `${SIGNS[change]} ${KINDS[kind][locale]} ${id}: ${what}`;
}

function shown(value: unknown): string {
  if (value === null) return '-';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'object') return JSON.stringify(value).replaceAll('"', '');
  const { from = '', to = '' } = value as { readonly from?: string; readonly to?: string };
  return `${from} … ${to}`.trimEnd();
}
