import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PackRegistry } from '../../../client/packRegistry.ts';
import { whatIfRecorded, type WhatIfParts } from '../../../api/whatif/whatIfPeriod.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import { packHash } from '../../../packs/load/packHash.ts';
import { parsePack } from '../../../packs/load/parsePack.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { openDatabase, type Database } from '../../../store/database/database.ts';
import { migrate } from '../../../store/database/migrate.ts';
import { savePack } from '../../../store/rules/packs.ts';
import { recordEvents } from '../../../store/log/recordEvents.ts';
import { registerOpened } from '../../support/cases/registerOpened.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { randomLife, type Life } from '../../model/randomLife.ts';
import { testKeys } from '../../support/cases/registeredCase.ts';
import { testDatabase } from '../../support/servers/servers.ts';
import { inARow } from '../../support/tools/inARow.ts';

const TEXT = readFileSync('packs/cutover-emergency.yaml', 'utf8');
const YEAR = { from: Date.parse('2026-01-01T00:00:00Z'), to: Date.parse('2027-01-01T00:00:00Z'), drills: false };
const NOW = Date.parse('2027-01-01T00:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'redress-what-if-'));

let url: string;
let db: Database;
let plan: EnginePack;
let parts: WhatIfParts;

/** A life as the service would have recorded it: registration by the API, everything after it by the workflow. */
async function record(life: Life): Promise<string> {
  const { pack, base, events } = life;
  const intakeEvents = events.filter((event) => event.id.startsWith('intake#'));
  const [first] = events;
  if (first?.type !== 'CaseRegistered') throw new Error('no registration');
  const { accepted: _accepted, level: _level, calendar: _calendar, ...intake } = first.data;
  const { no } = await registerOpened(db, testKeys, {
    pack,
    base,
    demand: 'please explain',
    prose: {},
    topic: first.data.category,
    zone: pack.timezone,
    open: () => ({ intake: { ...intake, actor: { ...first.actor, reach: true } }, events: intakeEvents }),
  });
  // Nobody came back to it: what was planned until the end of the year has lapsed.
  const rest = lapse(pack, life.state, NOW - 60_000, base).events;
  await recordEvents(db, no, base, [...events.slice(intakeEvents.length), ...rest]);
  return no;
}

beforeAll(async () => {
  url = await testDatabase();
  db = openDatabase(url, { max: 4 });
  await migrate(db, join('store', 'migrations'));
  parts = { db, packs: new PackRegistry(db, 'en') };
  const parsed = parsePack(TEXT);
  if (!parsed.ok) throw new Error('the pack is faulty');
  plan = resolveEngine(parsed.value, 'en');
  await savePack(db, { id: plan.id, version: plan.version, hash: packHash(parsed.value), body: parsed.value });
  await savePack(db, {
    id: ladderPack.id,
    version: ladderPack.version,
    hash: ladderPack.hash,
    body: { fields: ladderPack.fields },
  });
  for (let seed = 1; seed <= 40; seed += 1) for (const pack of [plan, ladderPack]) await record(randomLife(pack, seed));
});
afterAll(() => db.end());

function redress(...args: readonly string[]): {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
} {
  const env = { ...process.env, REDRESS_DATA: folder, DATABASE_URL: url, TEMPORAL_ADDRESS: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli/main.js', ...args], {
    encoding: 'utf8',
    env,
    maxBuffer: 64 << 20,
  });
  return { code: status, out: stdout, err: stderr };
}

/** A draft of the plan: the text with one thing replaced. */
function draft(from: string, to: string): string {
  const file = join(folder, 'draft.yaml');
  const text = TEXT.replace(from, to).replace('version: 1.4.0', 'version: 1.5.0');
  if (text === TEXT) throw new Error('nothing was replaced');
  writeFileSync(file, text);
  return file;
}

describe('recorded cases lived again', () => {
  it('under the pack in force are what happened: approvals, dispatches, refused signals, pauses', async () => {
    for (const pack of [plan, ladderPack]) {
      const cases = await whatIfRecorded(parts, { ...YEAR, pack: pack.id }, { engine: pack }, NOW);
      expect([cases.length, cases.flatMap(({ whatIf }) => whatIf.changes)]).toEqual([40, []]);
      for (const { recorded, whatIf } of cases) expect(whatIf.after?.events).toEqual(recorded.events);
      const types = new Set(cases.flatMap(({ recorded }) => recorded.events.map((event) => event.type)));
      for (const type of ['ApprovalRequested', 'DepartmentDispatched', 'ActionRefused', 'RungFired'] as const)
        expect(types).toContain(type);
      expect(types.has('ClocksPaused')).toBe(pack === ladderPack);
    }
  });

  it('are those that were registered in the period and are no rehearsals', async () => {
    const day = (await db.query("select min(origin) as first from complaints where pack_id = 'ladder'")).rows[0]
      .first as Date;
    const first = await whatIfRecorded(
      parts,
      { ...YEAR, to: day.getTime() + 1, pack: 'ladder' },
      { engine: ladderPack },
      NOW,
    );
    expect(first.length).toBe(1);
    expect(
      await whatIfRecorded(parts, { ...YEAR, to: day.getTime(), pack: 'ladder' }, { engine: ladderPack }, NOW),
    ).toEqual([]);
    expect(await whatIfRecorded(parts, { ...YEAR, drills: true, pack: 'ladder' }, { engine: ladderPack }, NOW)).toEqual(
      [],
    );
  });
});

describe('redress simulate --recorded', () => {
  const period = ['--recorded', '--from', '2026-11-01', '--to', '2026-12-31'] as const;

  it('says for each case what a shorter limit would have breached and whom it would have told', async () => {
    const file = draft('    limit: { hours: 4 }\n', '    limit: { minutes: 10 }\n');
    const { code, out } = redress('simulate', file, ...period, '--locale', 'en');
    expect(code).toBe(0);
    expect(out).toMatch(/40 cases: \d+ the same, \d+ different, 0 not taken by the draft/);
    expect(out).toMatch(/Reply to the customer: .* → (missed|late) \(Due \d+ \w+ 2026, /);
    expect(out).toMatch(/Reply to the customer due: .* → \d+ \w+ 2026, .* Told Branch leader in charge/);
    const json = JSON.parse(redress('simulate', file, ...period, '--json').out) as {
      summary: { clocks: { reply: { breached: { before: number; after: number } } } };
      cases: unknown[];
    };
    expect(json.cases).toHaveLength(40);
    expect(json.summary.clocks.reply.breached.after).toBeGreaterThan(json.summary.clocks.reply.breached.before);
  });

  it('says that nothing is different under the versions that were in force, whatever the draft says', () => {
    const file = draft('    limit: { hours: 4 }\n', '    limit: { minutes: 10 }\n');
    const { code, out } = redress('simulate', file, ...period, '--in-force', '--locale', 'en');
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      '40 cases: 40 the same, 0 different, 0 not taken by the draft (figures: as it happened → under the draft)',
    ]);
  });

  it('reads the cases of another pack when told to', () => {
    const { code, out } = redress('simulate', 'cutover-emergency', ...period, '--pack', 'ladder', '--locale', 'en');
    expect(code).toBe(0);
    expect(out).toContain('not taken by the draft: channel-unknown');
  });

  it.each([
    [['--recorded'], '--recorded needs a period'],
    [['--recorded', '--from', '2026-11-31', '--to', '2026-12-01'], '--from takes a day'],
    [['--recorded', '--from', '2026-12-02', '--to', '2026-12-01'], 'is not before'],
    [[], 'name a script'],
    [['nowhere.yaml'], 'nowhere.yaml cannot be read'],
    [['packs/cutover-emergency.yaml'], '/at: must be an ISO 8601 instant'],
  ])('refuses %j in plain words', (args, said) => {
    const { code, out, err } = redress('simulate', 'cutover-emergency', ...args, '--locale', 'en');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(said);
  });

  it('and in Chinese', () => {
    expect(redress('simulate', 'cutover-emergency', '--recorded').err).toBe('预演须写期间:--from <date> --to <date>\n');
    expect(redress('simulate', 'unknown@1.0.0', ...period).err).toContain('没有制度包 "unknown@1.0.0"');
  });

  it('does not take a pack that nobody knows', () => {
    expect(redress('simulate', 'unknown@1.0.0', ...period, '--locale', 'en')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('no pack "unknown@1.0.0"') as string,
    });
  });
});

describe('redress simulate with a script', () => {
  it('shows clocks, rungs and what would be refused', () => {
    const script = join(folder, 'script.yaml');
    writeFileSync(
      script,
      `at: 2026-11-23T09:00:00+08:00
intake: { channel: outlet, unit: outlet-renminlu, category: urgent-cash }
script:
  - { at: 2026-11-23T09:10:00+08:00, action: persuade, fields: { accepted: false } }
  - { at: 2026-11-23T09:20:00+08:00, action: pay, fields: { amount: '9000.00' } }
`,
    );
    const en = redress('simulate', 'cutover-emergency', script, '--locale', 'en');
    expect(en.code).toBe(0);
    expect(en.out).toMatch(
      inARow(
        /Reply to the customer +S1-T4 +23 November 2026, 09:00 \(Beijing time\) +/,
        /23 November 2026, 13:00 \(Beijing time\) +missed/,
      ),
    );
    expect(en.out).toMatch(
      inARow(
        /23 November 2026, 10:00 \(Beijing time\) +Outlet resolves or reports to the branch +due +/,
        /Outlet head, Branch complaint group +↑ Branch/,
      ),
    );
    expect(en.out).toContain('refused: script[1] Emergency payment: above-cap');
    expect(redress('simulate', 'cutover-emergency', script).out).toMatch(/4小时内回复客户 +S1-T4 .*超时未完成/);
    const json = JSON.parse(redress('simulate', 'cutover-emergency', script, '--json').out) as Record<string, unknown>;
    expect(json).toMatchObject({ stage: 'registered', class: 'formal', refused: [{ index: 1, code: 'above-cap' }] });
  });
});
