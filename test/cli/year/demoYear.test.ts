import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeYear, MADE_BY } from '../../../cli/year/makeYear.ts';
import { yearOrganisation, yearsIn } from '../../../cli/year/demoYear.ts';
import { yearTable, type YearRow } from '../../../cli/year/yearTable.ts';
import { loadCalendars } from '../../../packs/calendar/loadCalendars.ts';
import { booksIn } from '../../../packs/figure/booksIn.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { packHash } from '../../../packs/load/packHash.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { Cast } from '../../../packs/year/cast.ts';
import { planYear } from '../../../packs/year/planYear.ts';
import type { Year } from '../../../packs/year/yearSchema.ts';
import { column, type Database } from '../../../store/database/database.ts';
import { savePack } from '../../../store/rules/packs.ts';
import { madeBy } from '../../../store/year/madeBy.ts';
import { testKeys } from '../../support/cases/registeredCase.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';

const organisation = yearOrganisation();
const packs = loadPacks('packs').map(({ pack }) => pack);
const years = yearsIn('packs/demo/year', packs);
const books = booksIn(['packs'], packs, () => {});
const calendars = loadCalendars('packs/calendars');

function of(pack: string) {
  const authored = packs.find(({ id }) => id === pack);
  const year = years.find((one) => one.pack === pack);
  const book = books.find((one) => one.pack === pack);
  if (authored === undefined || year === undefined || book === undefined) throw new Error(pack);
  return { authored, year, book, engine: resolveEngine(authored, 'zh', calendars) };
}

let db: Database;
beforeAll(async () => ({ db } = await bankDatabase(organisation)));
afterAll(() => db.end());

/** Makes a share of the year of a pack; its table by figure. */
async function made(pack: string, share: number): Promise<ReadonlyMap<string, YearRow>> {
  const { authored, year, book, engine } = of(pack);
  await savePack(db, { id: pack, version: authored.version, hash: packHash(authored), body: authored });
  await makeYear({ db, keys: testKeys, region: 'CN', organisation, seed: '2026', share }, { authored, engine, year });
  return new Map((await yearTable(db, year, engine, book)).map((row) => [row.id, row]));
}

const numberIn = (text: string | undefined): number => Number.parseFloat((text ?? '').replace(/^[≥≤+ ]+/, ''));

describe('the demonstration year', () => {
  it('of the general office reproduces every reported figure that can be true', async () => {
    expect(await madeBy(db, MADE_BY)).toBe('empty');
    const rows = [...(await made('office-complaints', 1)).values()];
    expect(rows.filter(({ agrees, why }) => !agrees && why === undefined)).toEqual([]);
    expect(await madeBy(db, MADE_BY)).toBe('made');
    expect(await madeBy(db, 'another')).toBe('mixed');
  }, 120_000);

  it('of the cutover keeps its rates in a small share of it', async () => {
    const rows = await made('cutover-emergency', 0.03);
    const scaling = 'K1 K6 K13 K14 K16 K22a K22b K22c K22d K24 K25 K26 K27a K27b K27c K28 K39 K40 K41 K44 K45'.split(
      ' ',
    );
    const off = scaling
      .map((id) => rows.get(`S1-${id}`))
      .filter((row) => !(Math.abs(numberIn(row?.reported) - numberIn(row?.recomputed)) <= 2));
    expect(off).toEqual([]);
    for (const id of ['K8', 'K9', 'K11', 'K12', 'K15', 'K38', 'K47']) expect(rows.get(`S1-${id}`)?.agrees).toBe(true);
  }, 120_000);

  it('is as lived here: nothing was brought in, and no workflow is owed', async () => {
    expect(await column(db, "select count(*) from events where type = 'CaseImported'")).toEqual([0]);
    expect(await column(db, 'select count(*) from complaints where workflow_started_at is null')).toEqual([0]);
  });

  it.each(years.map((year): [string, Year] => [year.pack, year]))(
    'of %s is the same for the same seed',
    (pack, year) => {
      const zone = of(pack).engine.timezone;
      const plan = (seed: string) => planYear({ year, cast: new Cast(organisation), zone, seed, share: 0.02 });
      expect(plan('a')).toEqual(plan('a'));
      expect(plan('a')).not.toEqual(plan('b'));
    },
  );
});
