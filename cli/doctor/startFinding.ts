import type { StartFault } from '../../store/readModel/casesToStart.ts';
import { firstFew } from '../output/firstFew.ts';
import type { Finding } from './finding.ts';

export function startFinding(faults: readonly StartFault[]): Finding {
  const part = 'cases';
  const count = faults.reduce((sum, one) => sum + one.count, 0);
  if (count === 0)
    return {
      part,
      ok: true,
      detail: { zh: '均有工作流,或等待启动', en: 'all have a workflow, or wait for their turn' },
      count,
    };
  const said = firstFew(faults.map((one) => one.fault));
  return {
    part,
    ok: false,
    detail: {
      zh: `${count} 件无法启动,其期限未在计时:${said}`,
      en: `${count} cannot be started, and no deadline of ${count === 1 ? 'it' : 'theirs'} runs: ${said}`,
    },
    count,
    mend: {
      zh: '按上述原因处理;接口 API 会在一分钟左右自动重试,日志 logs/api.log 有每件的编号',
      en: 'see to what is said there; the API tries each again within a minute or so, and its log has their numbers',
    },
  };
}
