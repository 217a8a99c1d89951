import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { booksIn } from '../../packs/figure/booksIn.ts';
import { organisationOf } from '../../packs/load/parseOrganisation.ts';
import { packHash } from '../../packs/load/packHash.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { soundOf } from '../../packs/source/soundOf.ts';
import { textOf } from '../../packs/source/textOf.ts';
import { parseYear } from '../../packs/year/parseYear.ts';
import type { Year } from '../../packs/year/yearSchema.ts';
import { knownSecrets } from '../../runtime/machine/secrets.ts';
import { withDatabase } from '../../store/database/database.ts';
import { loadOrganisation } from '../../store/people/organisation.ts';
import { savePack } from '../../store/rules/packs.ts';
import { deriveKeys, type Keys } from '../../store/vault/vault.ts';
import { madeBy } from '../../store/year/madeBy.ts';
import { calendarsOf, installedPacks, packFoldersOf } from '../installation/installedPacks.ts';
import { databaseUrl } from '../installation/installation.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { progressOn } from '../output/progressOn.ts';
import { table } from '../output/table.ts';
import { MADE_BY, makeYear } from './makeYear.ts';
import { yearTable, type YearRow } from './yearTable.ts';

/** `redress demo year`: fills an installation without cases with a year whose figures are those of the report. */
export async function demoYear(
  env: Environment,
  out: Output,
  { seed, share: asked }: Readonly<{ seed: string; share: string }>,
): Promise<number> {
  const share = Number(asked);
  if (!(share > 0 && share <= 1))
    fail({ zh: '--share 须大于 0、不大于 1', en: '--share takes a number above 0, up to 1' });
  const packs = installedPacks(env);
  const years = yearsIn(join(projectRoot(), 'packs', 'demo', 'year'), packs);
  const organisation = yearOrganisation();
  const calendars = calendarsOf(env);
  const started = Date.now();
  const packOf = (year: Year): { readonly authored: AuthoredPack; readonly engine: EnginePack } => {
    const authored = packs.findLast(({ id }) => id === year.pack);
    if (authored === undefined) throw new Error(`the pack ${year.pack} of the year is gone`);
    return { authored, engine: resolveEngine(authored, out.locale, calendars) };
  };
  return withDatabase(databaseUrl(env), { max: 4 }, async (db) => {
    const made = await madeBy(db, MADE_BY);
    if (made === 'mixed')
      fail({
        zh: '此库已有案件,演示年度只写入空库:另设 REDRESS_DATA(新文件夹)启动 npm start 后再运行',
        en: 'there are cases already; the year goes into an empty installation only: start one with a new REDRESS_DATA',
      });
    if (made === 'made')
      out.say({ zh: '演示年度已在库中,只重算指标', en: 'the year is there already; its figures are counted again' });
    else await loadOrganisation(db, organisation);
    const all = years.reduce((sum, { scenarios }) => sum + casesIn(scenarios) * share, 0);
    const progress = progressOn(out.locale, Math.round(all));
    let written = 0;
    for (const year of made === 'made' ? [] : years) {
      const { authored, engine } = packOf(year);
      const { id, version } = authored;
      await savePack(db, { id, version, hash: packHash(authored), body: authored });
      const parts = { db, keys: keysOf(env), region: env.REDRESS_REGION, organisation, seed, share };
      const made = await makeYear(
        { ...parts, onProgress: (more) => progress((written += more)) },
        { authored, engine, year },
      );
      out.say({ zh: `${id}:${made} 件`, en: `${id}: ${made} cases` });
    }
    const seconds = Math.round((Date.now() - started) / 1000);
    if (made === 'empty') out.say({ zh: `用时 ${seconds} 秒`, en: `took ${seconds} s` });
    // So many new rows: the planner knows nothing of them yet.
    if (made === 'empty') await db.query('analyze');
    const books = booksIn(packFoldersOf(env), packs, out.line);
    let agreeing = 0;
    let asked = 0;
    for (const year of years) {
      const book = books.findLast(({ pack }) => pack === year.pack);
      if (book === undefined) continue;
      const rows = await yearTable(db, year, packOf(year).engine, book);
      sayRows(out, rows);
      agreeing += rows.filter((row) => row.agrees).length;
      asked += rows.length;
    }
    out.say({
      zh: `${asked} 项报告数字中 ${agreeing} 项重算一致`,
      en: `${agreeing} of ${asked} reported figures agree`,
    });
    return 0;
  });
}

function sayRows(out: Output, rows: readonly YearRow[]): void {
  const zh = out.locale === 'zh';
  const head = zh ? ['指标', '名称', '报告', '重算', ''] : ['figure', 'title', 'reported', 'recomputed', ''];
  const lines = rows.map(({ id, title, reported, recomputed, agrees, why }) => [
    id,
    title[out.locale],
    reported,
    recomputed,
    agrees ? '=' : (why?.[out.locale] ?? '≠'),
  ]);
  for (const line of ['', ...table(head, lines)]) out.line(line);
}

function casesIn(scenarios: Year['scenarios']): number {
  return Object.values(scenarios).reduce((sum, { count }) => sum + count, 0);
}

/** Throws naming every fault with its place. */
export function yearsIn(folder: string, packs: readonly AuthoredPack[]): readonly Year[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== 'organisation.yaml')
    .sort()
    .map((name) => join(folder, name))
    .map((file) => soundOf(file, parseYear(textOf(file), packs)));
}

/** The invented organisation, and the outlets that the year adds. */
export function yearOrganisation() {
  const folder = join(projectRoot(), 'packs', 'demo');
  return organisationOf([join(folder, 'organisation.yaml'), join(folder, 'year', 'organisation.yaml')]);
}

function keysOf(env: Environment): Keys {
  const kept = knownSecrets(env.dataFolder);
  const master = env.REDRESS_MASTER_KEY ?? (kept && Buffer.from(kept.masterKey, 'base64'));
  return master === undefined
    ? fail({ zh: '没有主密钥:设 REDRESS_MASTER_KEY', en: 'there is no master key: set REDRESS_MASTER_KEY' })
    : deriveKeys(master);
}
