import type { Bilingual } from '../../language/bilingual.ts';
import type { EVENTS } from '../schema/clockSchema.ts';

const words = (zh: string, en: string): Bilingual => ({ zh, en });

/** What starts, stops and cancels clocks and causes notices, besides steps. */
export const EVENT_WORDS: Readonly<Record<(typeof EVENTS)[number], Bilingual>> = {
  registered: words('登记', 'registration'),
  accepted: words('受理', 'acceptance'),
  refused: words('不予受理', 'refusal'),
  assigned: words('指派', 'assignment'),
  'level-entered': words('进入层级', 'entry to a level'),
  escalated: words('升级', 'escalation'),
  dispatched: words('派单', 'a dispatch'),
  'dispatch-answered': words('部门答复派单', 'the answer to a dispatch'),
  'dispatch-rerouted': words('转派', 'the re-routing of a dispatch'),
  'dispatch-refused': words('部门退回派单', 'the refusal of a dispatch'),
  promised: words('承诺办结时限', 'the promise of a completion'),
  resolved: words('办结', 'resolution'),
  closed: words('关闭', 'closing'),
  reopened: words('重新打开', 'reopening'),
  withdrawn: words('撤诉', 'withdrawal'),
  merged: words('并案', 'merging'),
  'channel-added': words('补登渠道', 'the addition of a channel'),
  linked: words('关联投诉', 'the link to a case'),
  reclassified: words('调整类别', 'reclassification'),
  'approval-requested': words('申请审批', 'the request for an approval'),
};
