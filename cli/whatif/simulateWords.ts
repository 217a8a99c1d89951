/** Words of `redress simulate`, in both languages. */

import type { Stage } from '../../domain/pack/pack.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/locale.ts';

/** Each stage has a word, and is looked up by a text. */
type StageWords = Readonly<Record<Stage, string>> & Readonly<Record<string, string>>;

const zh = {
  comma: '、',
  stage: '阶段',
  level: '层级',
  class: '统计口径',
  stages: {
    registered: '已登记',
    accepted: '已受理',
    resolved: '已办结',
    closed: '已关闭',
    refused: '不予受理',
    withdrawn: '已撤诉',
    merged: '已并案',
  } satisfies StageWords as StageWords,
  clock: '时限',
  rule: '依据',
  started: '起算',
  due: '到期',
  outcome: '结果',
  rung: '梯级',
  at: '时刻',
  told: '通知',
  escalated: '升级至',
  noRungs: '没有提醒或升级触发。',
  refused: '被拒绝',
  none: '无',
  notTaken: '草案不受理',
  role: '角色',
  ran: '起算次数',
  breached: '超时次数',
  statuses: {
    running: '进行中',
    paused: '已暂停',
    met: '按时完成',
    missed: '超时未完成',
    late: '超时后完成',
    cancelled: '已取消',
  } as Readonly<Record<string, string>>,
};

const en: typeof zh = {
  comma: ', ',
  stage: 'Stage',
  level: 'Level',
  class: 'Class',
  stages: {
    registered: 'registered',
    accepted: 'accepted',
    resolved: 'resolved',
    closed: 'closed',
    refused: 'refused',
    withdrawn: 'withdrawn',
    merged: 'merged',
  },
  clock: 'Clock',
  rule: 'Rule',
  started: 'Started',
  due: 'Due',
  outcome: 'Outcome',
  rung: 'Rung',
  at: 'At',
  told: 'Told',
  escalated: 'Moved to',
  noRungs: 'No reminder or escalation fires.',
  refused: 'refused:',
  none: 'none',
  notTaken: 'not taken by the draft',
  role: 'Role',
  ran: 'Ran',
  breached: 'Breached',
  statuses: {
    running: 'running',
    paused: 'paused',
    met: 'met',
    missed: 'missed',
    late: 'late',
    cancelled: 'cancelled',
  },
};

export const SIMULATE_WORDS = { zh, en };

export function statusWord(locale: Locale, status: string): string {
  return own(SIMULATE_WORDS[locale].statuses, status) ?? status;
}
