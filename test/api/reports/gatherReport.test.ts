import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherReport, type ReportAsk } from '../../../api/reports/gatherReport.ts';
import { askKey } from '../../../domain/figures/figuresOfReport.ts';
import { makeReport } from '../../../report/makeReport.ts';
import { figureBank, type FigureBank } from '../../support/figures/figureBank.ts';
import { retrospective } from '../../support/reports/handMade.ts';

let bank: FigureBank;
const PACK = 'cutover-emergency';

beforeAll(async () => {
  bank = await figureBank(PACK);
  await bank.live({ at: '2026-11-30 10:00', category: 'urgent-cash', until: '2026-12-20 10:00' });
  await bank.live({ at: '2026-12-01 00:00', phone: '13900000002', until: '2026-12-20 10:00' });
});

const ask = (more: Partial<ReportAsk> = {}): ReportAsk => ({
  definition: retrospective(),
  days: { from: '2026-11-01', to: '2026-11-30' },
  locale: 'zh',
  address: 'http://127.0.0.1:8080',
  now: Date.parse('2027-02-01T00:00:00Z'),
  ...more,
});
const gathered = (more?: Partial<ReportAsk>): ReturnType<typeof gatherReport> =>
  gatherReport(bank.db, bank.packs, ask(more));

describe('a report gathers its numbers', () => {
  it('where the API and the command get theirs', async () => {
    const { answers } = await gathered();
    const shown = answers[askKey({ pack: PACK, id: 'S1-B1' })];
    expect(shown).toEqual(await bank.figure('S1-B1', '2026-11'));
    expect(shown?.value).toBe(1);
    expect(
      (await gathered({ days: { from: '2026-12-01', to: '2026-12-31' } })).answers[askKey({ pack: PACK, id: 'S1-B1' })]
        ?.value,
    ).toBe(1);
  });

  it('of the packs that are in force and have figures, each figure once, with progress', async () => {
    const said: number[] = [];
    const input = await gatherReport(bank.db, bank.packs, ask(), (done) => said.push(done));
    expect(Object.keys(input.books)).toEqual([PACK]);
    expect(said).toEqual(said.map((_, index) => index + 1));
    expect(Object.keys(input.answers)).toHaveLength(said.length);
  });

  it('and refuses a period that ends before it begins, and a unit that there is not', async () => {
    await expect(gathered({ days: { from: '2026-12-01', to: '2026-11-01' } })).rejects.toThrow(/before it begins/);
    await expect(gathered({ unit: { id: 'nowhere', title: { zh: '', en: '' } } })).rejects.toThrow(/nowhere/);
    await expect(gathered({ packs: ['no-such-pack'] })).rejects.toThrow(/no-such-pack/);
  });

  it('a document of it shows them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-report-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    await makeReport({ input: await gathered(), formats: ['html'], folder, name: 'report' });
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toMatch(/紧急用款投诉件数/);
  }, 60_000);
});
