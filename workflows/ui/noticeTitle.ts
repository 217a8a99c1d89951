import type { Trigger } from '../../domain/pack/clockDef.ts';
import type { Notification } from '../../domain/notify/delivery.ts';
import { EVENT_NAMES } from '../../language/eventNames.ts';
import type { CaseRun } from '../run/caseRun.ts';
import { actionTitle, levelTitle } from './titles.ts';

const EVENTS: Readonly<Record<Exclude<Trigger['on'], 'step'>, keyof typeof EVENT_NAMES>> = {
  registered: 'CaseRegistered',
  accepted: 'CaseAccepted',
  refused: 'CaseRefused',
  assigned: 'HandlerAssigned',
  'level-entered': 'LevelChanged',
  escalated: 'LevelChanged',
  dispatched: 'DepartmentDispatched',
  'dispatch-answered': 'DispatchAnswered',
  'dispatch-rerouted': 'DispatchRerouted',
  'dispatch-refused': 'DispatchRefused',
  promised: 'PromiseMade',
  resolved: 'CaseResolved',
  closed: 'CaseClosed',
  reopened: 'CaseReopened',
  withdrawn: 'CaseWithdrawn',
  merged: 'CaseMerged',
  'channel-added': 'ChannelAdded',
  linked: 'CaseLinked',
  reclassified: 'CategoryChanged',
  'approval-requested': 'ApprovalRequested',
};

/** A notice has an id alone in its pack: it is called after what it tells of. Other notifications have a title. */
export function noticeTitle(run: CaseRun, { key, title }: Notification): string {
  const [kind, , id] = key.split('/');
  const notice = kind === 'notice' ? run.pack.notices.find((one) => one.id === id) : undefined;
  if (notice === undefined) return title;
  const { on, step, level } = notice.on;
  if (on === 'step') return actionTitle(run, step ?? '');
  return on === 'level-entered' && level !== undefined
    ? `↑ ${levelTitle(run, level)}`
    : EVENT_NAMES[EVENTS[on]][run.pack.locale ?? 'zh'];
}
