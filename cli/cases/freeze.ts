import type { FreezeAnswer } from '../../api/cases/freezePeriod.ts';
import type { Environment } from '../../config/environment.ts';
import { isDay } from '../../domain/time/day.ts';
import { own } from '../../domain/values/own.ts';
import { problemTitle } from '../../language/phrases/problemTitles.ts';
import { readApi } from '../installation/readApi.ts';
import { runningInstallation } from '../installation/installation.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';

export type FreezeOptions = Readonly<{
  until: string;
  pack?: string;
  by?: string;
  /** Default: the running installation's. */
  api?: string;
}>;

/** `redress freeze`: closes a period by the API, in batches. Exit code 0. */
export async function freeze(env: Environment, out: Output, options: FreezeOptions): Promise<number> {
  const { until, pack, by } = options;
  if (!isDay(until)) fail({ zh: '--until 须为日期,如 2026-11-30', en: '--until takes a date such as 2026-11-30' });
  const api = options.api ?? runningInstallation(env).api;
  const left: Record<string, number> = {};
  let frozen = 0;
  for (let after: string | null | undefined; after !== null;) {
    const body = JSON.stringify({ until, pack, after });
    const answer: FreezeAnswer = await readApi(api, '/v1/class-freezes', out.locale, { actor: by, body });
    frozen += answer.frozen;
    for (const [reason, count] of Object.entries(answer.left)) left[reason] = (own(left, reason) ?? 0) + count;
    after = answer.next;
  }
  const reasons = Object.entries(left);
  const zh = reasons.map(([code, count]) => `${problemTitle(0, code, 'zh')} ${count} 件`).join('、');
  const en = reasons.map(([code, count]) => `${count} ${code}`).join(', ');
  out.say({
    zh: `已冻结 ${frozen} 件的统计口径,截至 ${until}${zh === '' ? '' : `;维持不变:${zh}`}`,
    en: `${frozen} classes frozen until ${until}${en === '' ? '' : `; left as they are: ${en}`}`,
  });
  return 0;
}
