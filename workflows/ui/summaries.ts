/**
 * What an administrator reads in the Temporal UI: one line per timer, activity and handler, in the installation's
 * language. Nothing personal.
 */

import type { Delivery } from '../../domain/notify/delivery.ts';
import type { NextInstant } from '../../domain/clocks/nextInstant.ts';
import { own } from '../../domain/values/own.ts';
import type { ActionDef } from '../../domain/pack/pack.ts';
import type { CaseRun } from '../run/caseRun.ts';
import { wallClock } from './wallClock.ts';

/** The server takes 400 bytes encoded; Chinese takes three a character. */
const LONGEST = 80;

export function timerSummary(run: CaseRun, next: NextInstant): string {
  const mark = next.provisional === undefined ? '' : ` (${words(run).provisional} ${next.provisional})`;
  if (isConfidential(run)) return cut(`${words(run).confidential} ${wallClock(run, next.at)}${mark}`);
  const roles = next.notify.map((role) => roleTitle(run, role)).join(' ');
  return cut(`${next.label} ${wallClock(run, next.at)}${mark}${roles === '' ? '' : ` → ${roles}`}`);
}

export function deliverySummary(run: CaseRun, delivery: Delivery): string {
  if (isConfidential(run)) return cut(`${words(run).tell} (${words(run).confidential})`);
  const [first] = delivery.items;
  const roles = [...new Set(delivery.items.flatMap((item) => item.notify))]
    .map((role) => roleTitle(run, role))
    .join(' ');
  const more = delivery.items.length > 1 ? ` +${delivery.items.length - 1}` : '';
  return cut(`${words(run).tell} ${roles}: ${first?.title ?? ''}${more}`);
}

/** Only certain roles may see the case: nothing about it is shown where others look. */
export function isConfidential(run: CaseRun): boolean {
  return run.state.access?.roles !== undefined;
}

export function handlerDescription(run: CaseRun, def: ActionDef): string {
  return cut(
    `${def.title}${def.rule === undefined ? '' : ` (${def.rule})`} — ` +
      def.by.map((role) => roleTitle(run, role)).join(', '),
  );
}

export function roleTitle(run: CaseRun, role: string): string {
  return own(run.pack.roles, role)?.title ?? role;
}

/** The few fixed words of the summaries. */
export function words(run: CaseRun): (typeof WORDS)['zh'] | (typeof WORDS)['en'] {
  return WORDS[run.pack.locale ?? 'zh'];
}

const WORDS = {
  zh: {
    tell: '通知',
    confidential: '限定知悉范围',
    stage: '阶段',
    class: '口径',
    level: '层级',
    due: '到期',
    provisional: '暂定',
    missed: '已超时',
    planned: '将通知',
    happened: '经过',
    drill: '演练,时间倍速',
    next: '时限',
    nobody: '无',
    registered: '登记',
    accepted: '受理',
    resolved: '办结',
    closed: '关闭',
    refused: '不予受理',
    withdrawn: '撤诉',
    merged: '已并案',
    running: '进行中',
    paused: '已暂停',
    met: '按时',
    late: '超时后完成',
    cancelled: '已取消',
  },
  en: {
    tell: 'tell',
    confidential: 'confidential',
    stage: 'stage',
    class: 'class',
    level: 'level',
    due: 'due',
    provisional: 'provisional',
    missed: 'lapsed',
    planned: 'will tell',
    happened: 'so far',
    drill: 'drill, times the speed',
    next: 'deadlines',
    nobody: 'nobody',
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
  },
} as const;

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join('')}…`;
}
