import type { Command } from 'commander';
import type { Environment } from '../../config/environment.ts';
import { fail } from '../output/fail.ts';
import { localeOption } from '../output/localeOption.ts';
import type { Output } from '../output/output.ts';
import { diffPacks } from '../packs/diffPacks.ts';
import { preflight } from './preflight.ts';
import { simulateScript } from './simulateScript.ts';
import { whatIfPeriod, type WhatIfPeriodOptions } from './whatIfPeriod.ts';

type Run = <Given extends readonly unknown[]>(
  command: (env: Environment, out: Output, ...given: Given) => Promise<number> | number,
) => (...given: Given) => Promise<void>;

type SimulateFlags = Partial<WhatIfPeriodOptions> & { readonly recorded?: boolean };

/** `simulate`, `preflight` and `pack diff`. */
export function addRehearsalCommands(program: Command, pack: Command, run: Run): void {
  program
    .command('simulate')
    .description('演练政策 · rehearse a pack: a script, or the recorded cases of a period')
    .argument('<pack>', '文件、id 或 id@version · a file, an id or id@version')
    .argument('[script]', '脚本 · YAML or JSON, as for POST /v1/packs/{id}/simulate')
    .option('--recorded', '预演历史案件 · recorded cases of a period, as they would have been under the pack')
    .option('--from <date>', '登记日起 · first day of registration')
    .option('--to <date>', '登记日止(含) · last day of registration, inclusive')
    .option('--pack <id>', '取哪个包的案件 · cases of this pack; the default is the pack itself')
    .option(
      '--in-force',
      '按案件当时所依的版本预演 · each case under the versions that it went by, to compare with what happened',
    )
    .option('--drills', '只看演练 · rehearsals instead of real cases')
    .option('--json', 'JSON')
    .addOption(localeOption())
    .action(run(simulate));
  program
    .command('preflight')
    .description('检查今后每一级通知是否有人可通知 · is there somebody on every coming rung of every open case')
    .option('--json', 'JSON')
    .addOption(localeOption())
    .action(run(preflight));
  pack
    .command('diff')
    .description('比较两个包 · what changes from one pack to another, before and after')
    .argument('<before>', '文件、id 或 id@version · a file, an id or id@version')
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
