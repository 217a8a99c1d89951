/** What a figure leaves out, or counts and prints beside. */

import { own } from '../values/own.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';
import { TRIGGER_NAMES } from '../../language/triggerNames.ts';

export const BESIDE_CAUSES = {
  open: { zh: '未结', en: 'open' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  merged: { zh: '并案', en: 'merged' },
  refused: { zh: '不受理', en: 'refused' },
  drill: { zh: '演练', en: 'drills' },
  duplicate: { zh: '重复登记', en: 'duplicates' },
  provisional: { zh: '暂定期限', en: 'provisional' },
  adjusted: { zh: '期限调整', en: 'adjusted' },
  'not-owed': { zh: '非本行义务', en: 'not owed' },
  monitor: { zh: '仅监测', en: 'monitored only' },
  outage: { zh: '系统停用', en: 'during an outage' },
  undelivered: { zh: '未送达', en: 'not delivered' },
  unanswered: { zh: '未答复', en: 'not answered' },
  lifted: { zh: '已撤销', en: 'lifted' },
  missing: { zh: '未报', en: 'not handed in' },
} as const;

const CANCELLED = 'cancelled:';

/** Why a clock was cancelled, beside what stops one. */
const CANCELLING: Readonly<Record<string, Bilingual>> = {
  ...TRIGGER_NAMES,
  superseded: { zh: '承诺改期', en: 'promise superseded' },
  migration: { zh: '规则变更', en: 'rules changed' },
  unknown: { zh: '原因未记录', en: 'cause not recorded' },
};

/** `cause` as it stands in `beside` of a figure; one that a pack gave a clock is said by its id. */
export function sayBesideCause(cause: string, locale: Locale): string {
  if (!cause.startsWith(CANCELLED)) return own(BESIDE_CAUSES, cause)?.[locale] ?? cause;
  const why = cause.slice(CANCELLED.length);
  const said = own(CANCELLING, why)?.[locale] ?? why;
  return locale === 'zh' ? `时限取消(${said})` : `cancelled (${said})`;
}
