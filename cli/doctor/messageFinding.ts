import type { PlainCause } from '../../store/notifications/plainMessages.ts';
import { firstFew } from '../output/firstFew.ts';
import type { Finding } from './finding.ts';

export function messageFinding(causes: readonly PlainCause[]): Finding {
  const part = 'messages';
  const count = causes.reduce((sum, one) => sum + one.count, 0);
  if (count === 0)
    return {
      part,
      ok: true,
      detail: {
        zh: '最近七天的通知均按制度包的文字发出',
        en: 'all of the last seven days went out in the words of their pack',
      },
      count,
    };
  const said = firstFew(
    causes.map(
      ({ pack, message, because }) => `${[pack, message].filter((one) => one !== null).join(' ')}: ${because}`,
    ),
  );
  return {
    part,
    ok: true,
    warn: true,
    detail: {
      zh: `最近七天有 ${count} 条通知以简要形式发出:${said}`,
      en: `${count} message${count === 1 ? '' : 's'} of the last seven days went out in plain form: ${said}`,
    },
    count,
    mend: {
      zh: '在制度包的新版本中改正该通知;GET /v1/complaints/{no}/notifications 显示每条的原因',
      en: 'mend the message in a new version of the pack; GET /v1/complaints/{no}/notifications says the cause of each',
    },
  };
}
