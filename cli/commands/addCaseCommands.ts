import type { Command } from 'commander';
import { says } from '../output/spoken.ts';
import { command, run } from './command.ts';
import { api, byAdministrator, mapping } from './options.ts';

/** Cases as a whole: many at once, at the close of a period, long over. */
export function addCaseCommands(program: Command): void {
  command(program, 'import', says('批量登记(限速,可续)', 'register many complaints, throttled and resumable'))
    .argument('<file>', says('每行一个 JSON,或 .csv、.xlsx 表格', 'one JSON body a line, or a table: .csv, .xlsx'))
    .addOption(mapping())
    .option('--dry-run', says('只检查,不登记', 'only check; nothing is registered'))
    .option(
      '--history',
      says('连同既往经过迁入(系统管理员)', 'with their own past: moments and what was done (administrators)'),
    )
    .option('--rate <n>', says('每秒最多', 'a second at most'), '20')
    .addOption(api())
    .option('--actor <person>', says('登记人', 'who registers'))
    .option('--rejects <file>', says('被拒行写入', 'where refused lines go'))
    .option('--results <file>', says('编号与查询码写入', 'where number and receipt code of each line go'))
    .action(run(async () => (await import('../cases/importCases.ts')).importCases));
  command(program, 'freeze', says('期末冻结统计口径', 'freeze the classes at the close of a period'))
    .requiredOption('--until <date>', says('期间最后一日', 'last day of the period'))
    .option('--pack <id>', says('只限该包', 'only cases under this pack'))
    .addOption(byAdministrator())
    .addOption(api())
    .action(run(async () => (await import('../cases/freeze.ts')).freeze));
  command(program, 'archive', says('归档早已终结案件的事件日志', 'archive the logs of cases that are long over'))
    .requiredOption('--before <date>', says('此日之前终结(UTC)', 'that ended before this day (UTC)'))
    .option('--dry-run', says('只计数', 'only count them'))
    .action(run(async () => (await import('../cases/archive.ts')).archive));
}
