/** The fixed words of what the Temporal UI shows, and titles out of the pack, in the installation's language. */

import { clockDefOf, STAGES } from '../../domain/pack/pack.ts';
import { own } from '../../domain/values/own.ts';
import type { CaseRun } from '../run/caseRun.ts';

const WORDS = {
  zh: {
    warning: '预警',
    lapse: '超时',
    repetition: '再次催办',
    resume: '暂停到期',
    notice: '告知',
    confidential: '限定知悉范围',
    whoAsks: '核对操作人',
    stage: '阶段',
    class: '口径',
    level: '层级',
    handler: '经办人',
    unit: '机构',
    due: '到期',
    provisional: '暂定',
    missed: '已超时',
    overdueSince: '逾期,自',
    planned: '将通知',
    told: '已通知',
    refusedActions: '被拒绝的请求',
    happened: '经过',
    drill: '演练,倍速',
    next: '时限',
    nobody: '无',
    givenUp: '七天未送达,已放弃:请人工通知',
    undeliverable: '无法送达:请用 redress organisation import 登记地址',
    addressRefused: '地址拒收:请更正,已另通知替代人',
    channels: { email: '邮件' },
    moot: '已无需通知,未发',
    registered: '登记',
    accepted: '受理',
    resolved: '处理完毕',
    closed: '办结',
    refused: '不予受理',
    withdrawn: '撤诉',
    merged: '已并案',
    running: '进行中',
    paused: '已暂停',
    met: '按时',
    late: '超时后完成',
    cancelled: '已取消',
    dispatch: { open: '待答复', answered: '已答复', refused: '已退回' },
    approval: { pending: '待审批', completed: '已批准', rejected: '已驳回' },
    comma: '、',
    semicolon: ';',
    colon: ':',
    viewQuery: '案件现状',
    explainQuery: '某一时限为何在此刻到期;参数为时限,如 "reply",命令行可加第二个参数:第几次',
    calendarQuery: '案件所用日历',
    stateQuery: '供程序使用:内部状态',
    calendarSignal: '由 redress calendar 发出:日历公布、停业或撤销停业',
    absorbSignal: '由另一案件发出:请求并入本案',
    absorbedSignal: '由另一案件发出:对并案请求的答复',
    migrateUpdate: '由 redress pack migrate 发出:迁移到另一版本的规则',
  },
  en: {
    warning: 'warning',
    lapse: 'lapse',
    repetition: 'repetition',
    resume: 'the pause ends',
    notice: 'notice',
    confidential: 'confidential',
    whoAsks: 'who asks',
    stage: 'stage',
    class: 'class',
    level: 'level',
    handler: 'handler',
    unit: 'unit',
    due: 'due',
    provisional: 'provisional',
    missed: 'lapsed',
    overdueSince: 'overdue since',
    planned: 'Will tell',
    told: 'Told',
    refusedActions: 'Refused',
    happened: 'So far',
    drill: 'drill, speed',
    next: 'Deadlines',
    nobody: 'nobody',
    givenUp: 'given up after seven days: tell them by hand',
    undeliverable: 'no address: add one with redress organisation import',
    addressRefused: 'refused by the address: correct it; whoever stands in was told',
    channels: { email: 'mail' },
    moot: 'not needed any more, not sent',
    registered: 'registered',
    accepted: 'accepted',
    resolved: 'resolved',
    closed: 'closed',
    refused: 'refused',
    withdrawn: 'withdrawn',
    merged: 'merged',
    running: 'running',
    paused: 'paused',
    met: 'in time',
    late: 'done late',
    cancelled: 'cancelled',
    dispatch: { open: 'open', answered: 'answered', refused: 'refused' },
    approval: { pending: 'pending', completed: 'completed', rejected: 'rejected' },
    comma: ', ',
    semicolon: '; ',
    colon: ': ',
    viewQuery: 'the case as it stands',
    explainQuery:
      'why a clock is due when it is; argument: the clock, such as "reply"; the CLI takes a second: which occurrence',
    calendarQuery: 'the days that the case is counted with',
    stateQuery: 'for programs: the state inside',
    calendarSignal: 'sent by redress calendar: days were published, closed or opened again',
    absorbSignal: 'sent by another case: it is to be merged into this one',
    absorbedSignal: 'sent by another case: its answer to being merged into',
    migrateUpdate: 'sent by redress pack migrate: the case goes over to another version of its pack',
  },
} as const;

export function words(run: CaseRun): (typeof WORDS)['zh' | 'en'] {
  return WORDS[run.pack.locale ?? 'zh'];
}

export function roleTitle(run: CaseRun, role: string): string {
  return own(run.pack.roles, role)?.title ?? role;
}

export function roleTitles(run: CaseRun, roles: readonly string[]): string {
  return [...new Set(roles)].map((role) => roleTitle(run, role)).join(words(run).comma);
}

export function levelTitle(run: CaseRun, level: string): string {
  return run.pack.levels.find((one) => one.id === level)?.title ?? level;
}

export function actionTitle(run: CaseRun, action: string): string {
  return own(run.pack.actions, action)?.title ?? action;
}

export function stageTitle(run: CaseRun, stage: string): string {
  const known = STAGES.find((one) => one === stage);
  return known === undefined ? stage : words(run)[known];
}

export function clockTitle(run: CaseRun, clock: string): string {
  return clockDefOf(run.pack, clock)?.title ?? clock;
}

/** The id until its name is known. */
export function unitTitle(run: CaseRun, unit: string): string {
  return own(run.units, unit) ?? unit;
}

/** Only certain roles may see the case: nothing about it is shown where others look. */
export function isConfidential(run: CaseRun): boolean {
  return run.state.access?.roles !== undefined;
}
