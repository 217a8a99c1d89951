import type { Environment } from '../../config/environment.ts';
import { readApi } from '../installation/readApi.ts';
import { runningInstallation } from '../installation/installation.ts';
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
  const kept: Readonly<{ id: number; cases: number; values: number; hash: string }> = await readApi(
    api,
    '/v1/closings',
    out.locale,
    { actor: options.by, body },
  );
  const { id, cases, values, hash } = kept;
  out.say({
    zh: `已关闭 ${days.from} 至 ${days.to}(第 ${id} 次):${values} 个数值,${cases} 件投诉,校验值 ${hash}`,
    en: `${days.from} to ${days.to} is closed (no. ${id}): ${values} values, ${cases} cases, hash ${hash}`,
  });
  return 0;
}
