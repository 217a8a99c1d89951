import type { Environment } from '../../config/environment.ts';
import { isDay } from '../../domain/time/day.ts';
import type { FreezeAnswer } from '../../api/cases/freezePeriod.ts';
import { problemTitle } from '../../api/problems/problemTitles.ts';
import { plain } from '../../language/joinWords.ts';
import type { Locale } from '../../language/locale.ts';
import { CommandError, runningInstallation } from '../installation/installation.ts';
import { own } from '../../domain/values/own.ts';

export interface FreezeOptions {
  readonly until: string;
  readonly pack?: string;
  readonly by?: string;
  /** Address of the API; that of the running installation by default. */
  readonly api?: string;
  readonly locale: Locale;
}

const WORDS = {
  zh: {
    frozen: (count: number, until: string) => `已冻结 ${count} 件的统计口径,截至 ${until}`,
    left: (reasons: readonly (readonly [code: string, count: number])[]) =>
      `;维持不变:${reasons.map(([code, count]) => `${problemTitle(0, code, 'zh')} ${count} 件`).join('、')}`,
  },
  en: {
    frozen: (count: number, until: string) => `${count} classes frozen until ${until}`,
    left: (reasons: readonly (readonly [code: string, count: number])[]) =>
      `; left as they are: ${reasons.map(([code, count]) => `${count} ${code}`).join(', ')}`,
  },
};

/** `redress freeze`: closes a period by the API, portion by portion. One line of figures; the exit code is 0. */
export async function freeze(env: Environment, options: FreezeOptions, out: (line: string) => void): Promise<number> {
  if (!isDay(options.until))
    throw new CommandError({
      zh: '--until 须为日期,如 2026-11-30',
      en: '--until takes a date such as 2026-11-30',
    });
  const api = options.api ?? runningInstallation(env).api;
  const left: Record<string, number> = {};
  let frozen = 0;
  for (let after: string | null | undefined; after !== null;) {
    const answer = await portion(api, options, after);
    frozen += answer.frozen;
    for (const [reason, count] of Object.entries(answer.left)) left[reason] = (own(left, reason) ?? 0) + count;
    after = answer.next;
  }
  const w = WORDS[options.locale];
  const reasons = Object.entries(left);
  out(w.frozen(frozen, options.until) + (reasons.length === 0 ? '' : w.left(reasons)));
  return 0;
}

async function portion(
  api: string,
  { until, pack, by, locale }: FreezeOptions,
  after: string | undefined,
): Promise<FreezeAnswer> {
  const headers = {
    'Content-Type': 'application/json',
    'Accept-Language': locale,
    ...(by === undefined ? {} : { 'X-Redress-Actor': by }),
  };
  const answer = await fetch(`${api}/v1/class-freezes`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ until, pack, after }),
  }).catch(() => undefined);
  if (answer === undefined) throw new CommandError({ zh: `${api} 没有应答`, en: `nothing answers at ${api}` });
  const body = (await answer.json()) as FreezeAnswer & { readonly detail?: string };
  if (!answer.ok)
    throw new CommandError(
      body.detail === undefined
        ? { zh: `接口返回 ${answer.status}`, en: `the API answered ${answer.status}` }
        : plain(body.detail),
    );
  return body;
}
