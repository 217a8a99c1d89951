import type { Notification } from '../../domain/notify/delivery.ts';
import { TRIGGER_NAMES } from '../../language/triggerNames.ts';
import type { CaseRun } from '../run/caseRun.ts';
import { actionTitle, levelTitle } from './titles.ts';

/** A notice has an id alone in its pack: it is called after what it tells of. Other notifications have a title. */
export function noticeTitle(run: CaseRun, { key, title }: Notification): string {
  const [kind, , id] = key.split('/');
  const notice = kind === 'notice' ? run.pack.notices.find((one) => one.id === id) : undefined;
  if (notice === undefined) return title;
  const { on, step, level } = notice.on;
  if (on === 'step') return actionTitle(run, step ?? '');
  return on === 'level-entered' && level !== undefined
    ? `↑ ${levelTitle(run, level)}`
    : TRIGGER_NAMES[on][run.pack.locale ?? 'zh'];
}
