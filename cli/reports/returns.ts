import { writeFileSync } from 'node:fs';
import { answerReturn, packsOfReturn, periodOfReturn, returnNamed } from '../../client/answerReturn.ts';
import type { Environment } from '../../config/environment.ts';
import type { ReturnAnswer } from '../../domain/figures/returnAnswer.ts';
import { csvText } from '../../report/csv/csvText.ts';
import { returnTable } from '../../report/csv/returnTable.ts';
import { withDatabase } from '../../store/database/database.ts';
import { installedReturns } from '../figures/installedFigures.ts';
import { databaseUrl } from '../installation/installation.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { table } from '../output/table.ts';
import { packsOf } from './reportOptions.ts';

const HEAD = {
  zh: ['编号', '报表', '规则', '期间', '制度包'],
  en: ['id', 'return', 'rule', 'periods', 'packs'],
} as const;

/** `redress returns`: which there are. Exit code 0. */
export function listReturns(env: Environment, out: Output): number {
  const { packs, returns } = installedReturns(env, out);
  const rows = returns.map((one) => [
    one.return,
    one.title[out.locale],
    one.rule ?? '',
    (one.periods ?? ['*']).join(', '),
    packsOfReturn(one, packs).join(', '),
  ]);
  for (const line of table(HEAD[out.locale], rows)) out.line(line);
  return 0;
}

export type ReturnOptions = Readonly<{
  period?: string;
  pack: string;
  unit?: string;
  /** Instead of a table for people. */
  csv?: boolean;
  bom?: boolean;
  /** Into this file. */
  out?: string;
}>;

/** `redress return <id>`: counted straight from the database, as the API does. Exit code 0. */
export async function makeReturn(env: Environment, out: Output, id: string, options: ReturnOptions): Promise<number> {
  const { csv = false, bom = false, out: file, period, unit } = options;
  const { packs, returns } = installedReturns(env, out);
  const definition = returnNamed(returns, id);
  const answer = await withDatabase(databaseUrl(env), { max: 2 }, (db) =>
    answerReturn(db, packs, definition, {
      packs: packsOfReturn(definition, packs, packsOf(options.pack)),
      days: periodOfReturn(definition, period ?? ''),
      unit,
      // Whoever sits at the machine is nobody in particular: confidential cases are counted and not listed.
      viewer: { id: '', roles: [] },
      limit: MOST,
      now: Date.now(),
    }),
  );
  const rows = returnTable(answer, out.locale);
  if (file !== undefined) writeFileSync(file, csvText(rows, { bom }));
  else if (csv) process.stdout.write(csvText(rows, { bom }));
  else for (const line of table(rows[0] ?? [], rows.slice(1))) out.line(line);
  sayLeftOut(answer, file, out);
  return 0;
}

const MOST = 1_000_000;

function sayLeftOut(answer: ReturnAnswer, file: string | undefined, out: Output): void {
  if (file !== undefined) out.line(file);
  if (answer.kind === 'table') return;
  if (answer.next !== undefined)
    fail({ zh: `超过 ${MOST} 件;请缩短期间`, en: `more than ${MOST} cases; ask for a shorter period` });
  if (answer.hidden === 0) return;
  const said = { zh: `另有 ${answer.hidden} 件限定知悉范围`, en: `and ${answer.hidden} that only some may know of` };
  process.stderr.write(`${said[out.locale]}\n`);
}
