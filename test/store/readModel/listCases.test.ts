import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { livedComplaint } from '../../support/cases/writtenLives.ts';
import { PackRegistry } from '../../../client/packRegistry.ts';
import { projectRoot } from '../../../config/projectRoot.ts';
import { dateIn } from '../../../domain/time/zone.ts';
import { installedCalendars } from '../../../packs/calendar/loadCalendars.ts';
import { packsIn } from '../../../packs/load/loadPacks.ts';
import { rows, type Database } from '../../../store/database/database.ts';
import type { Viewer } from '../../../store/database/visible.ts';
import type { CaseFilter } from '../../../store/readModel/caseFilter.ts';
import { listCases, type CaseCursor, type CaseSort } from '../../../store/readModel/listCases.ts';
import { writeComplaint } from '../../../store/registration/writeComplaint.ts';
import { deriveKeys } from '../../../store/vault/vault.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';

const PACKS = ['cn-statutory', 'cutover-emergency', 'office-complaints'];
const anybody: Viewer = { id: 'somebody', roles: [] };
const DAY = 86_400_000;

interface Row extends Readonly<Record<'no' | 'pack_id' | 'stage' | 'unit' | 'category' | 'class' | 'channel', string>> {
  readonly level: string;
  readonly handler: string | null;
  readonly overdue: boolean;
  readonly drill: boolean;
  readonly next_due_at: Date | null;
  readonly registered_at: Date;
  readonly access_roles: readonly string[] | null;
  readonly recused: readonly string[];
}

let db: Database;
let all: readonly Row[];

beforeAll(async () => {
  ({ db } = await bankDatabase());
  const folders = [join(projectRoot(), 'packs')];
  const calendars = installedCalendars(folders);
  const packs = new PackRegistry(db, 'en', calendars);
  for (const pack of packsIn(folders, calendars)) await packs.put(pack);
  await writeSpread(packs);
  await db.query(`update cases set access_roles = '{keeper}' where no like '%7'`);
  await db.query(`update cases set recused = '{somebody}' where no like '%3'`);
  all = await rows<Row & Record<string, unknown>>(db, 'select * from cases');
});
afterAll(() => db.end());

/** Lives over a year and a half, some of them drills, each under a number of its day. */
async function writeSpread(packs: PackRegistry): Promise<void> {
  const keys = deriveKeys(randomBytes(32));
  for (let seed = 1; seed <= 160; seed += 1) {
    const lived = livedComplaint(packs, PACKS[seed % PACKS.length] ?? '', seed, '');
    const whole = { ...lived, base: { ...lived.base, speed: seed % 5 === 0 ? 60 : 1 } };
    const days = (seed % 60) * 9;
    const day = dateIn(whole.base.origin + days * DAY, 'Asia/Shanghai').replaceAll('-', '');
    const no = `${whole.base.speed === 1 ? '' : 'D'}${day}-${String(seed * 41).padStart(6, '0')}`;
    await writeComplaint(db, keys, { ...whole, no });
    await db.query(`update cases set registered_at = registered_at + $2 * interval '1 day' where no = $1`, [no, days]);
  }
}

/** The numbers of all pages. */
async function listed(filter: CaseFilter, sort: CaseSort, viewer: Viewer): Promise<readonly string[]> {
  const numbers: string[] = [];
  let cursor: CaseCursor | undefined;
  for (;;) {
    const page = await listCases(db, filter, sort, cursor, 7, viewer);
    numbers.push(...page.slice(0, 7).map(({ no }) => no));
    const last = page.length > 7 ? page[6] : undefined;
    if (last === undefined) return numbers;
    cursor = [last.sortValue, last.no];
  }
}

/** The same, of what is stored and one by one. */
function wanted(filter: CaseFilter, sort: CaseSort, viewer: Viewer): readonly string[] {
  const { pack, stage, dueBefore, q, ...equal } = filter;
  const before = dueBefore === undefined ? Infinity : Date.parse(dueBefore);
  const due = (one: Row): number => one.next_due_at?.getTime() ?? Infinity;
  const found = all.filter(
    (one) =>
      (pack === undefined || one.pack_id === pack) &&
      (stage === undefined || stage.includes(one.stage)) &&
      (dueBefore === undefined || due(one) < before) &&
      (q === undefined || (q.text.length >= 4 && one.no.includes(q.text))) &&
      Object.entries(equal).every(([name, value]) => one[name as keyof Row] === value) &&
      (one.access_roles === null || one.access_roles.some((role) => viewer.roles.includes(role))) &&
      !one.recused.includes(viewer.id),
  );
  const byNumber = (a: Row, b: Row): number => (a.no < b.no ? -1 : 1);
  const inOrder =
    sort === 'nextDueAt'
      ? found.toSorted((a, b) => (due(a) === due(b) ? 0 : due(a) - due(b)) || byNumber(a, b))
      : found.toSorted((a, b) => b.registered_at.getTime() - a.registered_at.getTime() || byNumber(b, a));
  return inOrder.map(({ no }) => no);
}

const search = (text: string): CaseFilter => ({ q: { text, receipt: '', reference: '', marks: [] } });

describe('a list of cases', () => {
  it('has what the filter says, whatever is combined, in its order, each once', async () => {
    const of = (pick: number): Row => all[pick % all.length] as Row;
    const filters: CaseFilter[] = [{}, { overdue: true }, { overdue: false, drill: false }, { drill: true }];
    for (let pick = 0; pick < 12; pick += 1) {
      const { unit, category, class: kind, channel, level, stage, pack_id, handler, next_due_at } = of(pick * 7);
      filters.push(
        { unit, category },
        { class: kind, channel, stage: [stage, 'closed'] },
        { pack: pack_id, level, unit: of(pick * 11).unit },
        handler === null ? { stage: [stage] } : { handler, category: of(pick * 5).category },
        { dueBefore: (next_due_at ?? new Date('2026-12-01')).toISOString(), pack: pack_id },
      );
    }
    for (const filter of filters)
      for (const sort of ['nextDueAt', 'registeredAt'] as const)
        for (const viewer of [anybody, { id: 'keeper-1', roles: ['keeper'] }])
          expect(await listed(filter, sort, viewer), JSON.stringify([filter, sort])).toEqual(
            wanted(filter, sort, viewer),
          );
  });

  it('finds numbers by any part of them, whatever else is asked for, in its order, each once', async () => {
    const parts = all.slice(0, 24).flatMap(({ no }, index) => [no.slice(index % 9, (index % 9) + 4 + (index % 3)), no]);
    const { unit, category, handler } = all.find((one) => one.handler !== null) as Row;
    const others: CaseFilter[] = [{}, { unit }, { category, overdue: false }, { handler: handler ?? '' }];
    for (const text of ['2026', '2027', '202701', '0000', '-000', '9999', 'D202', '2026-', ...parts])
      for (const other of others)
        for (const sort of ['nextDueAt', 'registeredAt'] as const) {
          const filter = { ...search(text), ...other };
          expect(await listed(filter, sort, anybody), JSON.stringify([filter, sort])).toEqual(
            wanted(filter, sort, anybody),
          );
        }
  });

  it('finds nothing by a part of a number shorter than four characters', async () => {
    expect(await listed(search('017'), 'nextDueAt', anybody)).toEqual([]);
  });

  it('finds a case by what else it is known by, and only where the filter holds', async () => {
    const { no, unit } = all.find((one) => one.access_roles === null && one.recused.length === 0) as Row;
    const [{ receipt } = { receipt: '' }] = await rows<{ receipt: string }>(
      db,
      'select receipt_index as receipt from complaints where no = $1',
      [no],
    );
    const q = { text: '17', receipt, reference: '', marks: [] };
    expect(await listed({ q, unit }, 'nextDueAt', anybody)).toEqual([no]);
    expect(await listed({ q, unit: 'elsewhere' }, 'nextDueAt', anybody)).toEqual([]);
  });
});
