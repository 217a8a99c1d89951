/** Words of `redress verify`, in both languages. */

import type { Locale } from '../../language/bilingual.ts';
import { workflowStatusInChinese } from './workflowStatusInChinese.ts';

const zh = {
  noTemporal: 'Temporal 没有应答:只比对日志与读模型',
  noWorker: '没有 worker 应答:在此重放历史',
  semicolon: ';',
  unknown: (no: string) => `${no}:有此编号的工作流,数据库中没有这件投诉`,
  stray: (id: string) => `${id}:同类型的工作流,不属于任何投诉,未作处理`,
  summary: (cases: number, compared: number, unsound: number) =>
    `已核对 ${cases} 件,其中 ${compared} 件与工作流比对,${unsound} 件不一致`,
  differ: (workflow: number, log: number) => `工作流(事件 ${workflow})与日志(事件 ${log})不一致`,
  noWorkflow: '没有工作流,而案件未终结',
  workflowIs: (status: string) => `${workflowStatusInChinese(status)},而案件未终结`,
  line: (no: string, said: string) => `${no}:${said}`,
};

const en: typeof zh = {
  noTemporal: 'Temporal does not answer: only log and read model are compared',
  noWorker: 'no worker answers: histories are replayed here',
  semicolon: '; ',
  unknown: (no) => `${no}: a workflow has this number, and the database does not have the complaint`,
  stray: (id) => `${id}: a workflow of this type that is of no complaint; left alone`,
  summary: (cases, compared, unsound) =>
    `${cases} cases checked, ${compared} of them against their workflows, ${unsound} unsound`,
  differ: (workflow, log) => `the workflow (event ${workflow}) and the log (event ${log}) differ`,
  noWorkflow: 'it has no workflow, and the case is not over',
  workflowIs: (status) => `its workflow is ${status.toLowerCase()}, and the case is not over`,
  line: (no, said) => `${no}: ${said}`,
};

export const VERIFY_WORDS = { zh, en };
export type VerifyWords = typeof zh;

/** Chinese for what the store finds in English; the places keep their names, as in the database. */
const FINDINGS: readonly (readonly [found: RegExp, chinese: (...parts: string[]) => string])[] = [
  [/^the log is empty$/, () => '日志为空'],
  [/^the log has a gap at event (\d+)$/, (seq) => `日志在事件 ${seq} 处缺号`],
  [/^the hash chain is broken at event (\d+): .*$/, (seq) => `哈希链在事件 ${seq} 处断开:现有内容不是当时写入的内容`],
  [
    /^events from number (\d+) on had been acknowledged and were put aside$/,
    (seq) => `自第 ${seq} 号起的事件已经答复,却被移出日志`,
  ],
  [/^the read model does not have the case$/, () => '读模型中没有这件投诉'],
  [
    /^the read model \(event (\S+)\) is not the fold of the log \(event (\d+)\)$/,
    (model, log) => `读模型(事件 ${model})与日志(事件 ${log})推算的结果不符`,
  ],
  [/^the read model differs from the log in: (.*)$/s, (places = '') => `读模型与日志有出入:${placesIn(places)}`],
];

/** A finding of the store in the language; in English where no Chinese is known. */
export function findingIn(finding: string, locale: Locale): string {
  if (locale === 'en') return finding;
  for (const [pattern, chinese] of FINDINGS) {
    const found = pattern.exec(finding);
    if (found !== null) return chinese(...found.slice(1));
  }
  return finding;
}

function placesIn(places: string): string {
  return places
    .replace(/ and (\d+) more$/, ',另有 $1 处')
    .replaceAll('(missing)', '(缺失)')
    .replaceAll('(extra)', '(多余)')
    .replaceAll(', ', '、');
}
