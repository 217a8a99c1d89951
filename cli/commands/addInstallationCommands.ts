import type { Command } from 'commander';
import { says } from '../output/spoken.ts';
import { command, run } from './command.ts';
import { api } from './options.ts';

/** Starting, looking at and preparing an installation. */
export function addInstallationCommands(program: Command): void {
  program
    .command('up')
    .description(says('启动全部服务,Ctrl-C 停止', 'start everything on this machine'))
    .option('--demo', says('无人员时载入演示组织', 'invented people, where there are none yet'))
    .action(run(async () => (await import('../installation/up.ts')).up));
  const demonstration = command(program, 'demo', says('加速演练', 'a sped-up drill in front of you'))
    .option('--speed <n>', says('倍速', 'times the speed'), '600')
    .addOption(api())
    .action(run(async () => (await import('../demo/demo.ts')).demo));
  command(
    demonstration,
    'year',
    says(
      '在没有案件的装置中生成一个演示年度,并与报告数字对照',
      'a year of cases in an installation without cases, and its figures beside those reported',
    ),
  )
    .option('--seed <text>', says('随机种子', 'the same seed makes the same year'), '2026')
    .option('--share <part>', says('只生成一部分', 'only a part of the year'), '1')
    .action(run(async () => (await import('../year/demoYear.ts')).demoYear));
  command(program, 'doctor', says('检查各部分及修复办法', 'check each part and say how to mend it'))
    .option('--json', 'JSON')
    .action(run(async () => (await import('../doctor/doctor.ts')).doctor));
  command(program, 'migrate', says('升级数据库结构', 'bring the database schema up to date'))
    .option(
      '--organisation <files...>',
      says(
        '无人员时载入的组织文件(YAML 或 CSV)',
        'files of units and people (YAML, CSV) for a database without people',
      ),
    )
    .action(run(async () => (await import('../installation/migrateDatabase.ts')).migrateDatabase));
  command(
    program,
    'prepare-temporal',
    says('建立命名空间与搜索属性', 'make the namespace and its search attributes'),
  ).action(run(async () => (await import('../installation/prepareTemporal.ts')).prepareTemporal));
  program
    .command('temporal')
    .description(
      says(
        'Temporal 自带的命令行,已指向本装置的服务与命名空间',
        "Temporal's own CLI, on the server and namespace of this installation",
      ),
    )
    .argument('[args...]')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(run(async () => (await import('../installation/temporal.ts')).temporal));
}
