import type { Command } from 'commander';
import { says } from '../output/spoken.ts';
import { command, faultLocale, run, runOnCases, schemaCommand } from './command.ts';

const PACK = says('文件、id 或 id@version', 'a file, an id or id@version');

/** Packs: checking, comparing and rehearsing them. */
export function addPackCommands(program: Command): void {
  const pack = program.command('pack').description(says('制度包', 'policy packs'));
  pack
    .command('check')
    .description(
      says(
        '检查制度包(日历只看文件):每处错误的文件:行:列',
        'check packs, against calendars of files: file:line:column of every mistake',
      ),
    )
    .argument('<files...>')
    .addOption(faultLocale())
    .action(run(async () => (await import('../packs/checkPacks.ts')).checkPacks));
  command(pack, 'new', says('新建最小的制度包及范例', 'the smallest pack that works, with golden cases, to begin with'))
    .argument('<id>', says('制度包名称', 'id of the pack'))
    .action(run(async () => (await import('../packs/newPack.ts')).newPack));
  command(pack, 'test', says('用范例检验制度包', 'live through the golden cases beside a pack: golden/<its id>/*.yaml'))
    .argument('<files...>')
    .action(run(async () => (await import('../packs/testPacks.ts')).testPacks));
  schemaCommand(pack, 'schema', says('输出制度包的 JSON Schema', 'print the JSON Schema of a pack'), async () =>
    (await import('../../packs/schema/packJsonSchema.ts')).packJsonSchema(),
  );
  pack
    .command('coverage')
    .description(says('规则与范例对照表', 'the table of rules and the golden cases that show them'))
    .option('--check', says('只检查是否完整、最新', 'say only whether it is complete and current'))
    .action(run(async () => (await import('../packs/coverRules.ts')).coverRules));
  command(
    pack,
    'migrate',
    says('在办件迁移到新版本:预览、申请、批准', 'move open cases to another version: preview, request, approve'),
  )
    .argument('<id>', says('制度包', 'the pack'))
    .requiredOption('--to <version>', says('目标版本', 'the version to move to'))
    .option('--preview', says('逐案预览,不作改动', 'what would happen to each case; nothing is changed'))
    .option('--request', says('申请', 'ask for it'))
    .option('--approve', says('批准并执行(可续)', 'agree to it and move the cases; may be run again'))
    .option('--by <person>', says('申请人;批准人须为另一名系统管理员', 'who asks, or another administrator who agrees'))
    .action(runOnCases(async () => (await import('../packs/migratePack.ts')).migratePack));
  command(pack, 'diff', says('比较两个包', 'what changes from one pack to another, before and after'))
    .argument('<before>', PACK)
    .argument('<after>')
    .option('--json', 'JSON')
    .action(run(async () => (await import('../packs/diffPacks.ts')).diffPacks));
  command(
    program,
    'simulate',
    says('预演政策:脚本,或一段期间的历史案件', 'rehearse a pack: a script, or the recorded cases of a period'),
  )
    .argument('<pack>', PACK)
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
    .option('--drills', says('只看演练,不看真实案件', 'drills instead of real cases'))
    .option('--json', 'JSON')
    .action(run(async () => (await import('../whatif/simulate.ts')).simulate));
  command(
    program,
    'preflight',
    says('检查今后每一级通知是否有人可通知', 'is there somebody on every coming rung of every open case'),
  )
    .option('--json', 'JSON')
    .action(run(async () => (await import('../whatif/preflight.ts')).preflight));
}
