import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAULTS } from '../../bench/kills/faults.ts';
import type { Result } from '../../bench/kills/report.ts';

const CASES = 100;
const KILLS = 10;
const RESETS = 2;
const TERMINATES = 2;
const PACKS = 'cutover-emergency,key-accounts,key-accounts';
const folder = mkdtempSync(join(tmpdir(), 'redress-ledger-'));

/** The short form of `npm run bench:kills`. One hour of a case is three seconds. */
function ledger(): Promise<{ readonly out: string; readonly code: number | null; readonly result: Result }> {
  const args = [
    '--cases',
    CASES,
    '--kills',
    KILLS,
    '--resets',
    RESETS,
    '--terminates',
    TERMINATES,
    '--speed',
    1_200,
    '--every',
    5,
    '--packs',
    PACKS,
    '--books',
    folder,
    '--results',
    join(folder, 'results'),
  ];
  const child = spawn(process.execPath, ['dist/bench/kills/main.js', ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => {
      try {
        const [file = ''] = readdirSync(join(folder, 'results'));
        resolve({ out, code, result: JSON.parse(readFileSync(join(folder, 'results', file), 'utf8')) as Result });
      } catch {
        reject(new Error(out));
      }
    });
  });
}

describe('while every part is killed at the worst moments, and cases are reset and terminated', () => {
  it(
    'no acknowledged case or action is lost, no rung is missed or early, nobody is told twice, and all books agree',
    { timeout: 900_000 },
    async () => {
      const { out, code, result } = await ledger();
      expect(result.details, out).toEqual([]);
      expect(result.faults).toEqual(Object.fromEntries(Object.keys(FAULTS).map((kind) => [kind, 0])));
      expect([result.created, result.acknowledged, result.kills.strokes]).toEqual([CASES, CASES, KILLS]);
      expect(result.attacks).toEqual({ resets: RESETS, terminates: TERMINATES });
      // Its own verdict, which includes how long the first rung after a full stop may take.
      expect(code, out).toBe(0);
      expect(result.kills.aimedMet).toBeGreaterThan(0);
      expect(result.verify).toBe(`${CASES} cases checked, ${CASES} of them against their workflows, 0 unsound`);
      // After a fault the books stay, to be looked into.
      rmSync(folder, { recursive: true, force: true });
      process.stdout.write(`${out.slice(out.lastIndexOf('\ncreated'))}\n`);
    },
  );
});
