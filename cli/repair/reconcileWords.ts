/** Words of `redress reconcile`, in both languages. */

import { workflowStatusInChinese } from './workflowStatusInChinese.ts';

const zh = {
  counterRaised: (highest: number) => `编号计数器已提高到 ${highest}:同一编号不会发出两次`,
  line: (no: string, said: string) => `${no}:${said}`,
  notMended: (no: string, why: string) => `${no}:未能修复:${why}`,
  summary: (looked: number, mended: number, beyond: number) =>
    `已检查 ${looked} 件,修复 ${mended} 件,未能修复 ${beyond} 件`,
  asAsked: '按要求',
  hadNoWorkflow: '原无工作流',
  workflowIs: (status: string) => workflowStatusInChinese(status),
  logAhead: (by: number) => `日志比工作流多 ${by} 个事件`,
  diverged: (from: number) => `日志自第 ${from} 号事件起由另一次运行写入`,
  goesOn: (why: string, seq: number, toTell: number) =>
    `${why}:新运行自事件 ${seq} 继续${toTell === 0 ? '' : `,另有 ${toTell} 条待通知`}`,
  superseded: (superseded: number, from: number, recorded: number) =>
    `日志自第 ${from} 号起的 ${superseded} 个事件已移出,改记工作流的 ${recorded} 个事件`,
  recordedAgain: (events: number) => `已由工作流历史补记 ${events} 个事件`,
  proseLost: '(投诉人信息和所有文字内容只存于数据库,已丢失)',
  rebuilt: '已由日志重建其读模型',
};

const en: typeof zh = {
  counterRaised: (highest) => `the counter of numbers was raised to ${highest}: no number is given twice`,
  line: (no, said) => `${no}: ${said}`,
  notMended: (no, why) => `${no}: NOT MENDED: ${why}`,
  summary: (looked, mended, beyond) => `${looked} cases looked at, ${mended} mended, ${beyond} not`,
  asAsked: 'as asked',
  hadNoWorkflow: 'it had no workflow',
  workflowIs: (status) => `its workflow is ${status.toLowerCase()}`,
  logAhead: (by) => `the log has ${counted(by)} more than its workflow`,
  diverged: (from) => `the log was written by another run from event ${from} on`,
  goesOn: (why, seq, toTell) =>
    `${why}: a new run goes on from event ${seq}${toTell === 0 ? '' : `, with ${toTell} to be told`}`,
  superseded: (superseded, from, recorded) =>
    `${counted(superseded)} of the log from number ${from} on superseded, ${counted(recorded)} of the workflow ` +
    'recorded instead',
  recordedAgain: (events) => `${counted(events)} recorded again from the workflow’s history`,
  proseLost: ' (the complainant’s data and all prose were in the database only: they are lost)',
  rebuilt: 'its read model was made again from the log',
};

function counted(events: number): string {
  return `${events} event${events === 1 ? '' : 's'}`;
}

export const RECONCILE_WORDS = { zh, en };
