import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Environment } from '../../config/environment.ts';
import { own } from '../../domain/values/own.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import { customerMarks } from '../../store/registration/customerMarks.ts';
import { deriveKeys } from '../../store/vault/vault.ts';
import { callApi } from '../installation/callApi.ts';
import { runningInstallation } from '../installation/installation.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { LinesFile, readResults, type ImportResult } from './importFiles.ts';
import { importLines } from './importLines.ts';
import { importProgress } from './importProgress.ts';
import type { ImportLine } from './mappedLines.ts';
import { contentKey, requireApi, sendLine, type ImportTarget, type LineAnswer, type LineRefused } from './sendLine.ts';
import { someAtOnce } from './someAtOnce.ts';

export type ImportOptions = Readonly<{
  /** Complaints a second at most. */
  rate: string;
  /** Default: the running installation's. */
  api?: string;
  actor?: string;
  /** Says which column of a table is which field. */
  mapping?: string;
  /** For refused lines, each with its reason. */
  rejects?: string;
  /** For number and receipt code of each line. */
  results?: string;
  /** With their own past moments and what was done. */
  history?: boolean;
  dryRun?: boolean;
}>;

const AT_ONCE = 8;

/**
 * `redress import`: registers each complaint of a file, behind other requests, eight at a time and those of one
 * customer in their order. What is registered already, by its reference or with the same content, is not registered
 * again. Returns 1 when a line was refused.
 */
export async function importCases(
  env: Environment,
  out: Output,
  file: string,
  options: ImportOptions,
): Promise<number> {
  const perSecond = Number(options.rate);
  if (!(perSecond > 0 && perSecond <= 1_000))
    fail({ zh: '--rate 须为大于 0、不超过 1000 的数', en: '--rate takes a number above 0, 1000 at most' });
  const { dryRun = false, history = false, actor } = options;
  const lines = inOrder(await importLines(file, options.mapping), history);
  const api = options.api ?? runningInstallation(env).api;
  const path = history ? '/v1/past-complaints' : '/v1/complaints';
  const target: ImportTarget = { api, actor, locale: out.locale, path, dryRun };
  await requireApi(target);
  const [results, rejects] = [options.results ?? `${file}.results`, options.rejects ?? `${file}.rejects`].map(
    (name) => new LinesFile(name),
  ) as [LinesFile, LinesFile];
  if (rejects.path === file)
    fail({ zh: '--rejects 不能是导入文件本身', en: '--rejects cannot be the file that is imported' });
  const before = dryRun ? new Map<string, ImportResult>() : readResults(results.path);
  await requireSame(target, results.path, before);
  if (!dryRun) {
    rejects.begin();
    results.endLine();
  }
  const progress = importProgress(lines.length, dryRun, out.locale);
  const keys = deriveKeys(randomBytes(32));
  await someAtOnce(
    lines,
    {
      atOnce: AT_ONCE,
      perSecond,
      marksOf: ({ body }) => customersIn(body, (one) => customerMarks(keys, env.REDRESS_REGION, one)),
    },
    async (line) => {
      const key = contentKey(line.body);
      const earlier = before.get(key);
      const answer = earlier === undefined ? await answerTo(target, line) : knownBefore(earlier);
      const words = wordsOf(answer);
      if (words !== undefined)
        out.say({ zh: `${file}:${line.line}: ${words.zh}`, en: `${file}:${line.line}: ${words.en}` });
      if (!dryRun && answer.kind === 'refused') rejects.add(rejectOf(line, answer));
      if (!dryRun && earlier === undefined && 'no' in answer && answer.no !== undefined) {
        const { no, receiptCode } = answer;
        results.add({ line: line.line, key, reference: own(line.body, 'reference'), no, receiptCode });
      }
      progress.count(answer.kind);
    },
  );
  const refused = progress.end();
  out.say(progress.counts());
  if (!dryRun && existsSync(results.path))
    out.say({ zh: `编号与查询码见 ${results.path}`, en: `numbers and receipt codes: ${results.path}` });
  if (refused === 0) return 0;
  if (!dryRun) out.say({ zh: `被拒行见 ${rejects.path}`, en: `refused lines: ${rejects.path}` });
  return 1;
}

/** An earlier case of a customer is brought in before a later one, so that the later one is its repeat. */
function inOrder(lines: readonly ImportLine[], history: boolean): readonly ImportLine[] {
  const moment = ({ body }: ImportLine): number => Date.parse(String(own(body, 'registeredAt'))) || 0;
  return history ? lines.toSorted((a, b) => moment(a) - moment(b)) : lines;
}

function customersIn(
  body: ImportLine['body'],
  marksOf: (complainant: Readonly<Record<string, unknown>>) => readonly string[],
): readonly string[] {
  const complainant = own(body, 'complainant');
  return typeof complainant === 'object' && complainant !== null ? marksOf(complainant as Record<string, unknown>) : [];
}

/** Results of another installation would have lines left out that are not registered in this one. */
async function requireSame(
  { api, actor, locale }: ImportTarget,
  file: string,
  before: ReadonlyMap<string, ImportResult>,
): Promise<void> {
  const last = [...before.values()].at(-1);
  if (last === undefined) return;
  const answer = await callApi(api, `/v1/complaints/${last.no}`, locale, { actor });
  const { receiptCode } = ((await answer?.json().catch(() => undefined)) ?? {}) as { receiptCode?: string | null };
  if (answer?.status === 404 || (answer?.status === 200 && receiptCode !== last.receiptCode))
    fail({
      zh: `${file} 是另一套系统的导入结果;请移走或用 --results 另指文件`,
      en: `${file} has results of another installation; move it away or name another with --results`,
    });
}

async function answerTo(target: ImportTarget, { body, faults }: ImportLine): Promise<LineAnswer> {
  if (faults.length === 0) return sendLine(target, body);
  const errors = faults.map(({ line, column, message }) => ({
    pointer: '',
    detail: `${line}:${column}: ${message[target.locale]}`,
  }));
  const detail = errors.map((one) => one.detail).join('; ');
  return { kind: 'refused', status: 0, code: 'cell-unreadable', detail, errors };
}

function knownBefore({ no, receiptCode }: ImportResult): LineAnswer {
  return { kind: 'known', no, receiptCode, differing: [] };
}

function rejectOf({ line, body }: ImportLine, { kind: _kind, ...refusal }: LineRefused): object {
  return { line, ...refusal, body };
}

function wordsOf(answer: LineAnswer): Bilingual | undefined {
  if (answer.kind === 'refused') {
    const { errors, detail, status } = answer;
    const places = errors.map((one) => (one.pointer === '' ? one.detail : `${one.pointer}: ${one.detail}`));
    const why = places.length > 0 ? places.join('; ') : (detail ?? String(status));
    return { zh: why, en: why };
  }
  if (answer.kind !== 'known') return undefined;
  const { no = '?', differing } = answer;
  const places = differing.join(', ');
  const [zh, en] = differing.length === 0 ? ['', ''] : [`;不同之处未登记:${places}`, `; not registered: ${places}`];
  return { zh: `已登记为 ${no}${zh}`, en: `known as ${no}${en}` };
}
