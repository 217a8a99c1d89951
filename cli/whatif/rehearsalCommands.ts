import type { Command } from 'commander';
import type { Environment } from '../../config/environment.ts';
import { fail } from '../output/fail.ts';
import { localeOption } from '../output/localeOption.ts';
import { says } from '../output/spoken.ts';
import type { Output } from '../output/output.ts';
import { diffPacks } from '../packs/diffPacks.ts';
import { preflight } from './preflight.ts';
import { simulateScript } from './simulateScript.ts';
import { whatIfPeriod, type WhatIfPeriodOptions } from './whatIfPeriod.ts';

type Run = <Given extends readonly unknown[]>(
  command: (env: Environment, out: Output, ...given: Given) => Promise<number> | number,
) => (...given: Given) => Promise<void>;

type SimulateFlags = Partial<WhatIfPeriodOptions> & { readonly recorded?: boolean };

export function addRehearsalCommands(program: Command, pack: Command, run: Run): void {
  program
    .command('simulate')
    .description(
      says('演练政策:脚本,或一段期间的历史案件', 'rehearse a pack: a script, or the recorded cases of a period'),
    )
    .argument('<pack>', says('文件、id 或 id@version', 'a file, an id or id@version'))
    .argument(
      '[script]',
      says(
        '脚本(YAML 或 JSON),同 POST /v1/packs/{id}/simulate',
        'script (YAML or JSON), as for POST /v1/packs/{id}/simulate',
      ),
    )
    .option(
      '--recorded',
      says(
        '一段期间的历史案件,若依该制度包会如何',
        'recorded cases of a period, as they would have been under the pack',
      ),
    )
    .option('--from <date>', says('登记日起', 'first day of registration'))
    .option('--to <date>', says('登记日止(含)', 'last day of registration, inclusive'))
    .option('--pack <id>', says('取哪个包的案件;缺省为该包本身', 'cases of this pack; the default is the pack itself'))
    .option(
      '--in-force',
      says(
        '按案件当时所依的版本预演,与实际对照',
        'each case under the versions that it went by, to compare with what happened',
      ),
    )
    .option('--drills', says('只看演练,不看真实案件', 'rehearsals instead of real cases'))
    .option('--json', 'JSON')
    .addOption(localeOption())
    .action(run(simulate));
  program
    .command('preflight')
    .description(says('检查今后每一级通知是否有人可通知', 'is there somebody on every coming rung of every open case'))
    .option('--json', 'JSON')
    .addOption(localeOption())
    .action(run(preflight));
  pack
    .command('diff')
    .description(says('比较两个包', 'what changes from one pack to another, before and after'))
    .argument('<before>', says('文件、id 或 id@version', 'a file, an id or id@version'))
    .argument('<after>')
    .option('--json', 'JSON')
    .addOption(localeOption())
    .action(run(diffPacks));
}

function simulate(
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
