import type { ClockStatus } from '../../domain/case/state.ts';
import type { Stage } from '../../domain/pack/pack.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';

const zh = {
  comma: '、',
  stage: '阶段',
  level: '层级',
  class: '统计口径',
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
  cases: '件数',
};

const en: typeof zh = {
  comma: ', ',
  stage: 'Stage',
  level: 'Level',
  class: 'Class',
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
  cases: 'Cases',
};

export const SIMULATE_WORDS = { zh, en };

/** English shows the codes. */
const CHINESE: Readonly<Record<Stage | ClockStatus, string>> = {
  registered: '已登记',
  accepted: '已受理',
  resolved: '处理完毕',
  closed: '已关闭',
  refused: '不予受理',
  withdrawn: '已撤诉',
  merged: '已并案',
  running: '进行中',
  paused: '已暂停',
  met: '按时完成',
  missed: '超时未完成',
  late: '超时后完成',
  cancelled: '已取消',
};

export function stateWord(locale: Locale, state: string): string {
  return locale === 'zh' ? (own(CHINESE, state) ?? state) : state;
}
