import type { Command } from 'commander';
import type { Environment } from '../../config/environment.ts';
import type { Locale } from '../../language/locale.ts';
import { diffPacks } from '../packs/diffPacks.ts';
import { localeOption } from '../output/localeOption.ts';
import { CommandError } from '../installation/installation.ts';
import { preflight } from './preflight.ts';
import { whatIfPeriod } from './whatIfPeriod.ts';
import { simulateScript } from './simulateScript.ts';

type Out = (line: string) => void;
type Run = (work: (env: Environment, locale: Locale) => Promise<number> | number) => Promise<void>;

type SimulateFlags = Omit<Parameters<typeof whatIfPeriod>[2], 'from' | 'to'> & {
  readonly recorded?: boolean;
  readonly from?: string;
  readonly to?: string;
};

/** Commands that look at what would be: `simulate`, `preflight`, `pack diff`. */
export function addRehearsalCommands(program: Command, pack: Command, run: Run, out: Out): void {
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
    .action((named: string, script: string | undefined, flags: SimulateFlags) =>
      run((env, locale) => simulateOrWhatIf(env, named, script, { ...flags, locale }, out)),
    );
  program
    .command('preflight')
    .description('检查今后每一级通知是否有人可通知 · is there somebody on every coming rung of every open case')
    .option('--json', 'JSON')
    .addOption(localeOption())
    .action((flags: Parameters<typeof preflight>[1]) =>
      run((env, locale) => preflight(env, { ...flags, locale }, out)),
    );
  pack
    .command('diff')
    .description('比较两个包 · what changes from one pack to another, before and after')
    .argument('<before>', '文件、id 或 id@version · a file, an id or id@version')
    .argument('<after>')
    .option('--json', 'JSON')
    .addOption(localeOption())
    .action((before: string, after: string, flags: Parameters<typeof diffPacks>[3]) =>
      run((env, locale) => diffPacks(env, before, after, { ...flags, locale }, out)),
    );
}

function simulateOrWhatIf(
  env: Environment,
  named: string,
  script: string | undefined,
  flags: SimulateFlags,
  out: Out,
): Promise<number> {
  const { recorded, from, to } = flags;
  if (recorded !== true) {
    if (script === undefined)
      throw new CommandError({
        zh: '请写脚本,或预演一段期间的历史案件:--recorded --from <date> --to <date>',
        en: 'name a script, or recorded cases of a period: --recorded --from <date> --to <date>',
      });
    return simulateScript(env, named, script, flags, out);
  }
  if (script !== undefined)
    throw new CommandError({
      zh: '预演不用脚本:案件取自日志',
      en: '--recorded takes no script; its cases come from the log',
    });
  if (from === undefined || to === undefined)
    throw new CommandError({
      zh: '预演须写期间:--from <date> --to <date>',
      en: '--recorded needs a period: --from <date> --to <date>',
    });
  return whatIfPeriod(env, named, { ...flags, from, to }, out);
}
