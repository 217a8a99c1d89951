import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../config/projectRoot.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { needsWorkflow } from '../../domain/decide/lapse.ts';
import { evolveAll } from '../../domain/case/evolve.ts';
import { loadPacks } from '../../packs/load/loadPacks.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import { openDatabase, rows, type Database } from '../../store/database/database.ts';
import { pastLives } from '../support/cases/pastLives.ts';
import { LIBRARY } from '../support/rules/workCalendars.ts';
import { RunningInstallation } from '../support/servers/runningInstallation.ts';

/** `REDRESS_PAST_ROWS=3000` for a whole moving in. */
const COUNT = Number(process.env['REDRESS_PAST_ROWS'] ?? 120);
const MINUTES = 60_000 * Math.max(5, Math.ceil(COUNT / 100));
/** What the rules make of what people did. */
const BY_RULE = /^(Clock|Rung|Class|Level|PauseMoved)/;

interface Imported extends Record<string, unknown> {
  readonly no: string;
  readonly events: readonly RecordedEvent[];
  readonly started: boolean;
}

describe('moving in', () => {
  let installation: RunningInstallation;
  let db: Database;
  beforeAll(async () => {
    installation = await RunningInstallation.start();
    db = openDatabase(installation.ready.database);
  }, MINUTES);
  afterAll(async () => {
    await db?.end();
    await installation?.stop();
  }, MINUTES);

  it(
    'brings in every life once through kills, with the due moments that the rules give, and tells nobody of the past',
    { timeout: MINUTES },
    async () => {
      const pack = loadPacks(join(projectRoot(), 'packs')).find((one) => one.pack.id === 'cn-statutory')?.pack;
      if (pack === undefined) throw new Error('no such pack');
      const engine = resolveEngine(pack, 'zh', LIBRARY);
      const lives = pastLives(engine, COUNT, 20_261_123, Date.now());
      const file = join(installation.folder, 'lives.jsonl');
      writeFileSync(file, lives.map(({ body }) => JSON.stringify(body)).join('\n'));
      const lines = (path: string): readonly string[] =>
        existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
      const command = ['import', '--locale', 'en', file, '--history', '--rate', '1000'];

      const killed = spawn(process.execPath, ['dist/cli/main.js', ...command, '--api', installation.ready.api]);
      const gone = new Promise((resolve) => killed.once('exit', resolve));
      while (lines(`${file}.results`).length < COUNT / 3) await new Promise((resolve) => setTimeout(resolve, 20));
      killed.kill('SIGKILL');
      await gone;
      const again = installation.command(...command);
      while (lines(`${file}.results`).length < (COUNT * 2) / 3) await new Promise((resolve) => setTimeout(resolve, 20));
      process.kill(installation.pid('api'), 'SIGKILL');
      const { code, out } = await again;
      expect(lines(`${file}.rejects`)).toEqual([]);
      expect([code, out]).toEqual([0, expect.stringContaining('0 refused') as string]);

      const results = lines(`${file}.results`).map(
        (line) => JSON.parse(line) as { readonly no: string; readonly reference: { readonly id: string } },
      );
      const numbers = new Map(results.map(({ no, reference }) => [reference.id, no]));
      expect(numbers.size).toBe(COUNT);
      expect(new Set(numbers.values()).size).toBe(COUNT);
      const found = await rows<Imported>(
        db,
        `select c.no, c.workflow_started_at is not null as started,
          (select json_agg(e.event order by e.seq) from events e where e.no = c.no) as events
          from complaints c where reference_system = 'old-crm'`,
      );
      expect(found).toHaveLength(COUNT);
      const byNumber = new Map(found.map((one) => [one.no, one]));
      let open = 0;
      for (const { body, livedUntil } of lives) {
        const { no, events } = byNumber.get(numbers.get(body.reference.id) ?? '') as Imported;
        const at = events.findIndex(({ type }) => type === 'CaseImported');
        const past = events.slice(0, at);
        const expected = livedUntil(events[at]?.at ?? 0).events;
        const byRule = (all: readonly RecordedEvent[]): readonly unknown[] =>
          all.filter(({ type }) => BY_RULE.test(type)).map((one) => ({ type: one.type, at: one.at, data: one.data }));
        expect([no, ...byRule(past)]).toEqual([no, ...byRule(expected)]);
        const state = evolveAll(undefined, past);
        if (state !== undefined && needsWorkflow(engine, state)) open += 1;
      }
      expect(open).toBeGreaterThan(COUNT / 10);
      expect(open).toBeLessThan(COUNT);

      const told = await rows(
        db,
        `select n.no, n.item from notifications n join cases v on v.no = n.no
          where v.state ? 'importedAt' and n.fired_at <= to_timestamp((v.state ->> 'importedAt')::bigint / 1000.0)`,
      );
      expect(told).toEqual([]);
      const third = await installation.command(...command);
      expect(third.out).toContain(`0 registered, ${COUNT} known already, 0 refused`);
      expect((await rows(db, "select no from complaints where reference_system = 'old-crm'")).length).toBe(COUNT);
      await expect
        .poll(async () => (await rows(db, 'select 1 from complaints where workflow_started_at is null')).length, {
          timeout: MINUTES / 2,
        })
        .toBe(0);
      const verified = await installation.command('verify', '--locale', 'en');
      expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('0 ') as string });
    },
  );
});
