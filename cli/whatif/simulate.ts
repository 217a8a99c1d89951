import type { Environment } from '../../config/environment.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { simulateScript } from './simulateScript.ts';
import { whatIfPeriod, type WhatIfPeriodOptions } from './whatIfPeriod.ts';

type SimulateFlags = Partial<WhatIfPeriodOptions> & { readonly recorded?: boolean };

/** `redress simulate`: a script, or with `--recorded` the cases of a period. */
export function simulate(
  env: Environment,
  out: Output,
  named: string,
  script: string | undefined,
  flags: SimulateFlags,
): Promise<number> {
  const { recorded, from, to } = flags;
  if (recorded !== true)
    return script === undefined
      ? fail({
          zh: '请写脚本,或预演一段期间的历史案件:--recorded --from <date> --to <date>',
          en: 'name a script, or recorded cases of a period: --recorded --from <date> --to <date>',
        })
      : simulateScript(env, out, named, script, flags);
  if (script !== undefined)
    fail({ zh: '预演不用脚本:案件取自日志', en: '--recorded takes no script; its cases come from the log' });
  return from === undefined || to === undefined
    ? fail({
        zh: '预演须写期间:--from <date> --to <date>',
        en: '--recorded needs a period: --from <date> --to <date>',
      })
    : whatIfPeriod(env, out, named, { ...flags, from, to });
}
