import type { FreezeAnswer } from '../../api/cases/freezePeriod.ts';
import type { Environment } from '../../config/environment.ts';
import { isDay } from '../../domain/time/day.ts';
import { own } from '../../domain/values/own.ts';
import { plain } from '../../language/bilingual.ts';
import { problemTitle } from '../../language/phrases/problemTitles.ts';
import { callApi } from '../installation/callApi.ts';
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
  const { until } = options;
  if (!isDay(until)) fail({ zh: '--until 须为日期,如 2026-11-30', en: '--until takes a date such as 2026-11-30' });
  const api = options.api ?? runningInstallation(env).api;
  const left: Record<string, number> = {};
  let frozen = 0;
  for (let after: string | null | undefined; after !== null;) {
    const answer = await portion(api, out, options, after);
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

async function portion(
  api: string,
  { locale }: Output,
  { until, pack, by }: FreezeOptions,
  after: string | undefined,
): Promise<FreezeAnswer> {
  const body = JSON.stringify({ until, pack, after });
  const answer =
    (await callApi(api, '/v1/class-freezes', locale, { actor: by, body })) ??
    fail({ zh: `${api} 没有应答`, en: `nothing answers at ${api}` });
  const said = (await answer.json()) as FreezeAnswer & { readonly detail?: string };
  if (answer.ok) return said;
  return fail(
    said.detail === undefined
      ? { zh: `接口返回 ${answer.status}`, en: `the API answered ${answer.status}` }
      : plain(said.detail),
  );
}
