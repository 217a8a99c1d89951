import type { Finding } from './finding.ts';

const SHOWN = 3;

/** Cases that are still to act and whose workflow somebody has terminated, deleted, reset, or let time out. */
export function stoppedFinding(numbers: readonly string[]): Finding {
  const part = 'workflows';
  const count = numbers.length;
  if (count === 0)
    return { part, ok: true, detail: { zh: '未终结案件的工作流都在运行', en: 'those of all open cases run' }, count };
  const shown = numbers.slice(0, SHOWN).join(', ') + (count > SHOWN ? ' …' : '');
  return {
    part,
    ok: false,
    detail: {
      zh: `${count} 件未终结案件的工作流被停止,其期限未在计时:${shown}`,
      en: `of ${count} open case${count === 1 ? '' : 's'} the workflow was stopped, and no deadline runs: ${shown}`,
    },
    count,
    mend: {
      zh: '接口 API 运行时会在几分钟内据日志自动恢复;否则执行 redress reconcile',
      en: 'the API lets them go on from the log within minutes, where it runs; else: redress reconcile',
    },
  };
}
