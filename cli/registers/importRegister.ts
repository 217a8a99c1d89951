import type { Environment } from '../../config/environment.ts';
import { MAX_ROWS } from '../../contracts/http/httpRegister.ts';
import { REGISTERS, type Register } from '../../domain/registers/registerCatalogue.ts';
import { own } from '../../domain/values/own.ts';
import { importTable, type ImportTable } from '../cases/importLines.ts';
import type { Targets } from '../cases/mapping.ts';
import { runningInstallation } from '../installation/installation.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { sendRows, type RowsTarget, type SentChange } from './sendRows.ts';

export type RegisterImport = Readonly<{
  register: string;
  pack: string;
  mapping?: string;
  dryRun?: boolean;
  /** Default: the running installation's. */
  api?: string;
  actor?: string;
}>;

/** A row that can be read, and its place among the lines of the file. */
type Readable = Readonly<{ index: number; row: Readonly<Record<string, unknown>> }>;

/**
 * `redress registers import` and `redress series import`: the rows of a file, all of them or none. A row that is known
 * as it is stays alone; one that differs takes the place of the one before, and each difference is said. Returns 1 when
 * something is wrong with the file, with file, line and column of each mistake.
 */
export async function importRegister(
  env: Environment,
  out: Output,
  file: string,
  options: RegisterImport,
): Promise<number> {
  const { register, pack, mapping, dryRun = false, actor } = options;
  const def = own(REGISTERS, register);
  const known = Object.keys(REGISTERS).join(', ');
  if (def === undefined)
    fail({ zh: `没有台账 "${register}";有:${known}`, en: `there is no register "${register}"; there are: ${known}` });
  const table = await importTable(file, mapping, targetsOf(def));
  const api = options.api ?? runningInstallation(env).api;
  const target: RowsTarget = { api, actor, locale: out.locale, pack, register };
  const readable = table.lines.flatMap(({ body, faults }, index) => (faults.length > 0 ? [] : [{ index, row: body }]));
  const asked = await sendAll(target, readable, true);
  const wrong = [
    ...unreadable(file, table, out),
    ...withoutId(def, readable, table, out),
    ...asked.faults.map(({ pointer, detail }) => `${placeOf(pointer, asked.sent, table)}: ${detail}`),
  ];
  for (const line of wrong) out.line(line);
  if (wrong.length > 0) {
    out.say({ zh: '未作任何改动', en: 'nothing was changed' });
    return 1;
  }
  const { changes } = dryRun ? asked : await sendAll(target, readable, false);
  for (const one of changes) if (one.change === 'changed') out.line(lineOf(one));
  const count = (change: SentChange['change']): number => changes.filter((one) => one.change === change).length;
  const [added, changed, same] = [count('new'), count('changed'), count('same')];
  const [zh, en] = dryRun ? ['试运行:', 'dry run: '] : ['', ''];
  out.say({
    zh: `${zh}新增 ${added} 行,变更 ${changed} 行,已有且相同 ${same} 行`,
    en: `${en}${added} new, ${changed} changed, ${same} known and the same`,
  });
  return 0;
}

/** Scores of a survey's items are columns of their own: `items.empathy`. */
function targetsOf({ columns, key }: Register): Targets {
  const names = [...(key === undefined ? ['id'] : []), ...Object.keys(columns)];
  return {
    takes: (to) => (names.includes(to) && to !== 'items') || ('items' in columns && /^items\.[\w-]+$/.test(to)),
    known: names.map((name) => (name === 'items' ? 'items.<name>' : name)).join(', '),
  };
}

type Answered = Readonly<{
  changes: readonly SentChange[];
  faults: readonly Readonly<{ pointer: string; detail: string }>[];
  sent: readonly Readable[];
}>;

/** So many at a time; pointers count through all of them. */
async function sendAll(target: RowsTarget, readable: readonly Readable[], dryRun: boolean): Promise<Answered> {
  const changes: SentChange[] = [];
  const faults: Answered['faults'][number][] = [];
  for (let from = 0; from < readable.length; from += MAX_ROWS) {
    const rows = readable.slice(from, from + MAX_ROWS).map(({ row }) => row);
    const answer = await sendRows(target, rows, dryRun);
    changes.push(...answer.rows);
    for (const { pointer, detail } of answer.faults)
      faults.push({
        pointer: pointer.replace(/^\/rows\/(\d+)/, (_, index: string) => `/rows/${Number(index) + from}`),
        detail,
      });
  }
  return { changes, faults, sent: readable };
}

function unreadable(file: string, { lines }: ImportTable, { locale }: Output): readonly string[] {
  return lines.flatMap(({ faults }) =>
    faults.map(({ line, column, message }) => `${file}:${line}:${column}: ${message[locale]}`),
  );
}

/** Read again, the file would add such a row once more. */
function withoutId(
  { key }: Register,
  readable: readonly Readable[],
  table: ImportTable,
  out: Output,
): readonly string[] {
  if (key !== undefined) return [];
  const said = { zh: '缺少 id:再次导入时无从识别', en: 'no id, by which the row is known when the file comes again' };
  return readable
    .filter(({ row }) => !Object.hasOwn(row, 'id'))
    .map(({ index }) => `${table.placeOf(index, 'id')}: ${said[out.locale]}`);
}

function placeOf(pointer: string, sent: readonly Readable[], table: ImportTable): string {
  const [, , row = '', ...rest] = pointer.split('/');
  const index = sent[Number(row)]?.index ?? 0;
  const place = table.placeOf(index, rest.join('.'));
  return rest.length === 0 ? place : `${place}: ${rest.join('.')}`;
}

function lineOf({ id, fields }: SentChange): string {
  const said = fields.map(({ name, from, to }) => `${name} ${shown(from)} → ${shown(to)}`);
  return `~ ${id}: ${said.join('; ')}`;
}

function shown(value: unknown): string {
  if (value === null) return '-';
  return Array.isArray(value) ? value.join(', ') : JSON.stringify(value).replaceAll('"', '');
}
