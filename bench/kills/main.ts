/** `npm run bench:kills`: cases under way, parts killed, and at the end four books that must say the same. */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { projectRoot } from '../../config/projectRoot.ts';
import { runLedger } from './ledger.ts';
import { OptionError, readOptions } from './options.ts';
import { keepResult, table } from './report.ts';

/** After everything was killed the next rung must come within this time. */
const NEXT_RUNG_MS = 30_000;

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const folder = options.books === undefined ? mkdtempSync(join(tmpdir(), 'redress-kills-')) : resolve(options.books);
  const started = Date.now();
  const say = (text: string): void =>
    void process.stderr.write(`[${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s] ${text}\n`);
  say(`books in ${folder}; after a break the same command goes on with --resume --books ${folder} added`);
  const result = await runLedger(options, folder, say);
  for (const { kind, no, detail } of result.details.slice(0, 20)) say(`${kind}: ${no}: ${detail}`);
  const file = keepResult(options.results ?? join(projectRoot(), 'bench', 'results'), result);
  process.stdout.write(`${table(result)}\n\nkept in ${file}\n`);
  const slow = result.nextRungMs === null || result.nextRungMs > NEXT_RUNG_MS;
  return result.details.length === 0 && !slow ? 0 : 1;
}

try {
  process.exit(await main());
} catch (error) {
  const { message, stack, code } = error as Error & { code?: string };
  const isOfOptions = error instanceof OptionError || code?.startsWith('ERR_PARSE_ARGS') === true;
  process.stderr.write(`${isOfOptions ? message : stack}\n`);
  process.exit(2);
}
