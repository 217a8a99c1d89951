import type { Environment } from '../../config/environment.ts';
import { plain } from '../../language/bilingual.ts';
import { callApi } from '../installation/callApi.ts';
import { runningInstallation } from '../installation/installation.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { periodGiven, type PeriodOptions } from './periodGiven.ts';

export type ClosePeriodOptions = PeriodOptions &
  Readonly<{
    pack: string;
    by?: string;
    /** Default: the running installation's. */
    api?: string;
  }>;

/** `redress close-period`: keeps the figures of a period by the API. Exit code 0. */
export async function closePeriod(env: Environment, out: Output, options: ClosePeriodOptions): Promise<number> {
  const days = periodGiven(options);
  const api = options.api ?? runningInstallation(env).api;
  const body = JSON.stringify({ pack: options.pack, ...days });
  const answer =
    (await callApi(api, '/v1/closings', out.locale, { actor: options.by, body })) ??
    fail({ zh: `${api} 没有应答`, en: `nothing answers at ${api}` });
  const said = (await answer.json()) as Readonly<{
    id: number;
    cases: number;
    values: number;
    hash: string;
    detail?: string;
  }>;
  if (!answer.ok)
    return fail(
      said.detail === undefined
        ? { zh: `接口返回 ${answer.status}`, en: `the API answered ${answer.status}` }
        : plain(said.detail),
    );
  const { id, cases, values, hash } = said;
  out.say({
    zh: `已关闭 ${days.from} 至 ${days.to}(第 ${id} 次):${values} 个数值,${cases} 件投诉,校验值 ${hash}`,
    en: `${days.from} to ${days.to} is closed (no. ${id}): ${values} values, ${cases} cases, hash ${hash}`,
  });
  return 0;
}
