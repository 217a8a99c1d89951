import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPacks } from '../../../cli/packs/checkPacks.ts';
import { diffPacks } from '../../../cli/packs/diffPacks.ts';
import { plain } from '../../../language/bilingual.ts';
import { calendarsOf } from '../../../cli/installation/installedPacks.ts';
import { packFindings } from '../../../cli/doctor/packFindings.ts';
import { preflight } from '../../../cli/whatif/preflight.ts';
import { whatIfPeriod } from '../../../cli/whatif/whatIfPeriod.ts';
import { simulateScript } from '../../../cli/whatif/simulateScript.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { loadEnvironment } from '../../../config/environment.ts';
import { addDays, dateIn } from '../../../domain/time/zone.ts';
import type { CalendarYear } from '../../../packs/calendar/calendarSchema.ts';
import { packHash } from '../../../packs/load/packHash.ts';
import { parsePack } from '../../../packs/load/parsePack.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { publishYear, publishedYears } from '../../../store/rules/calendarYears.ts';
import { savePack } from '../../../store/rules/packs.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';
import { inventedYear } from '../../support/rules/inventedYear.ts';
import { testKeys } from '../../support/cases/registeredCase.ts';
import { planSource } from '../../support/rules/planSource.ts';
import { registeredPlanCase } from '../../support/cases/registeredPlanCase.ts';

/** A year of days laid over a nationwide calendar. */
const layerYear = (parts: Partial<CalendarYear>): CalendarYear => inventedYear(2026, { openFrom: undefined, ...parts });

/**
 * A folder for `REDRESS_PACKS`: the statutory rules over the days of a bank that is off on 8 October 2026, the day
 * after the holidays.
 */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redress-own-packs-'));
  mkdirSync(join(folder, 'calendars', 'my-bank'), { recursive: true });
  const year = layerYear({ calendar: 'my-bank', layer: 'bank', off: { '2026-10-08': 'Founding day' } });
  writeFileSync(join(folder, 'calendars', 'my-bank', '2026.json'), JSON.stringify(year));
  writeFileSync(
    join(folder, 'my-rules.yaml'),
    'id: my-rules\nextends: cn-statutory\nversion: 1.0.0\ntitle: { zh: 本行规则, en: Our rules }\ncalendar: [cn, ' +
      'my-bank]\n',
  );
  return folder;
}

const folder = ownFolder();
const own = loadEnvironment({ REDRESS_PACKS: folder });
const pack = join(folder, 'my-rules.yaml');

async function said(
  command: (out: (line: string) => void) => Promise<number> | number,
): Promise<{ readonly code: number; readonly text: string }> {
  const lines: string[] = [];
  const code = await command((line) => void lines.push(line));
  return { code, text: lines.join('\n') };
}

describe('the calendars in a bank’s own folder of packs', () => {
  it('are known to the check of a pack, and only where that folder is named', async () => {
    expect(await said((out) => checkPacks(own, outputIn('en', out), [pack], { locale: 'en' }))).toEqual({
      code: 0,
      text: expect.stringContaining('ok my-rules 1.0.0') as string,
    });
    const elsewhere = await said((out) =>
      checkPacks(loadEnvironment({}), outputIn('en', out), [pack], { locale: 'en' }),
    );
    expect(elsewhere).toEqual({ code: 1, text: expect.stringContaining('[unknown-calendar]') as string });
  });

  it('move the due moment of a simulated case, the pack named by file or by id', async () => {
    const script = join(folder, 'script.json');
    const intake = { channel: 'phone', unit: 'head-office', category: 'fees' };
    writeFileSync(script, JSON.stringify({ at: '2026-09-21T09:00:00+08:00', intake, script: [] }));
    const dueOf = async (name: string): Promise<unknown> => {
      const { text } = await said((out) => simulateScript(own, outputIn('en', out), name, script, { json: true }));
      return (JSON.parse(text) as { clocks: { id: string; dueAt: string }[] }).clocks.find(
        (one) => one.id === 'statutory',
      )?.dueAt;
    };
    expect([await dueOf('cn-statutory'), await dueOf(pack), await dueOf('my-rules')]).toEqual([
      '2026-10-08T16:00:00.000Z',
      '2026-10-09T16:00:00.000Z',
      '2026-10-09T16:00:00.000Z',
    ]);
  });

  it('do not keep a pack from being compared', async () => {
    const { code, text } = await said((out) => diffPacks(own, outputIn('en', out), 'cn-statutory', pack, {}));
    expect([code, text]).toEqual([0, expect.stringMatching(/^cn-statutory .* → my-rules 1\.0\.0\n.*calendar/s)]);
  });

  it('count for coming rungs, beside years that were published, and for what-ifs of cases', async () => {
    const { url, db } = await bankDatabase();
    await publishYear(
      db,
      { calendar: 'storm', year: 2026, version: 1, body: layerYear({ calendar: 'storm', layer: 'emergency' }) },
      'local',
    );
    const env = loadEnvironment({ REDRESS_PACKS: folder, DATABASE_URL: url });
    const calendars = calendarsOf(env, await publishedYears(db));
    const source = planSource().replace(
      'timezone: Asia/Shanghai\n',
      'timezone: Asia/Shanghai\ncalendar: [cn, my-bank, storm]\n',
    );
    const parsed = parsePack(source, calendars);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const engine = resolveEngine(parsed.value, 'en', calendars);
    await savePack(db, { id: engine.id, version: engine.version, hash: packHash(parsed.value), body: parsed.value });
    await registeredPlanCase(db, testKeys, engine, { origin: Date.now() - 300_000 });
    await db.end();
    expect(await said((out) => preflight(env, outputIn('en', out), {}))).toEqual({
      code: 0,
      text: '1 open cases checked, 0 gaps',
    });
    const today = dateIn(Date.now(), engine.timezone);
    const period = { from: addDays(today, -1), to: today, pack: engine.id, inForce: true };
    const whatIf = await said((out) => whatIfPeriod(env, outputIn('en', out), 'my-rules', period));
    expect(whatIf).toEqual({ code: 0, text: expect.stringMatching(/^1 cases: 1 the same/) as string });
  });
});

describe('the doctor', () => {
  it('looks at packs in a bank’s own folder as well', async () => {
    const [packs, calendar] = await packFindings(own, undefined, Date.parse('2026-11-01T00:00:00Z'));
    expect(packs).toMatchObject({
      part: 'packs',
      ok: true,
      detail: { en: expect.stringMatching(/cutover-emergency .*, my-rules 1\.0\.0$/) as string },
    });
    expect(calendar).toMatchObject({ part: 'calendar', ok: true });
  });

  it('names the line of a mistake in them', async () => {
    const faulty = ownFolder();
    writeFileSync(join(faulty, 'my-rules.yaml'), readFileSync(pack, 'utf8').replace('my-bank', 'our-bank'));
    const findings = await packFindings(loadEnvironment({ REDRESS_PACKS: faulty }), undefined, Date.now());
    expect(findings).toEqual([
      {
        part: 'packs',
        ok: false,
        detail: plain(expect.stringMatching(/my-rules\.yaml:5:16: .*\[unknown-calendar\]$/) as string),
        mend: { zh: '修改上述各行', en: 'mend the lines named' },
      },
    ]);
  });

  it('names that of a mistake in a calendar, and a folder that is not there', async () => {
    const faulty = ownFolder();
    writeFileSync(join(faulty, 'calendars', 'my-bank', '2026.json'), '{}');
    const [calendar] = await packFindings(loadEnvironment({ REDRESS_PACKS: faulty }), undefined, Date.now());
    expect(calendar).toMatchObject({
      part: 'packs',
      ok: false,
      detail: { en: expect.stringContaining(join('my-bank', '2026.json')) as string },
    });
    const [nowhere] = await packFindings(
      loadEnvironment({ REDRESS_PACKS: join(faulty, 'nowhere') }),
      undefined,
      Date.now(),
    );
    expect(nowhere).toMatchObject({
      part: 'packs',
      ok: false,
      mend: { en: 'let REDRESS_PACKS name a folder that can be read' },
    });
  });
});
